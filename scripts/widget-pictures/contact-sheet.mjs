/** Puts the pictures of one look on one sheet, each under its name. */
export async function makeSheet(browser, path, { title, texts, context }, pictures) {
  const { width, height } = context.viewport;
  const shown = 300;
  const figures = pictures.map(
    ({ name, bytes }) =>
      `<figure><img src="data:image/png;base64,${bytes.toString('base64')}"><figcaption>${name}</figcaption></figure>`,
  );
  const sheet = await browser.newPage({ viewport: { width: 6 * (shown + 16) + 16, height: 600 } });
  await sheet.setContent(
    `<style>body{margin:0;padding:16px;display:grid;grid-template-columns:repeat(6,${shown}px);gap:16px;font:600 15px system-ui;background:#fff}h1{grid-column:1/-1;margin:0;font-size:22px}figure{margin:0}img{display:block;width:${shown}px;height:${Math.round((shown * height) / width)}px;border:1px solid #ccd;box-sizing:border-box}figcaption{padding-top:6px}</style><h1>${title} (${texts.lang}, ${width} × ${height})</h1>${figures.join('')}`,
  );
  await sheet.screenshot({ path, fullPage: true });
  await sheet.close();
}
