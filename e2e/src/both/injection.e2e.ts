import type { Locator, Page } from '@playwright/test';
import { command, expect, test } from '../host-page.ts';
import type { Hosted } from '../host-page.ts';

/** Each would set `pwned`, or ask `evil.example` for something, if it were ever more than text. */
const hostile = [
  '<script>pwned=1</script>',
  '<img src=x onerror="pwned=1">',
  '<svg onload=pwned=1><style><img src=x onerror=pwned=1></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned=1&gt;">',
  '<style>*{display:none}</style><p style="position:fixed;inset:0" class="launcher">over all</p>',
  '<img src="https://evil.example/pixel.gif"> ![](https://evil.example/pixel.png)',
  '{{7*7}} ${pwned=1} {{constructor.constructor("pwned=1")()}}',
];

const notLinks = [
  'javascript:pwned=1',
  'java\tscript:pwned=1',
  'JaVaScRiPt://example.com/%0apwned=1',
  'data:text/html,<script>pwned=1</script>',
  'vbscript:pwned=1',
  '//evil.example/x',
  '[click](javascript:pwned=1)',
  'https://bank.example@evil.example/',
];

/** Makes scripts that slip in visible, and keeps what a page asks of others. */
async function guard(page: Page): Promise<() => Promise<void>> {
  const asked: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.evaluate(() => Object.assign(window, { pwned: 0 }));
  return async () => {
    expect(await page.evaluate(() => (window as unknown as { pwned: number }).pwned)).toBe(0);
    expect(dialogs).toEqual([]);
    expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);
  };
}

/** The texts stand there as written, and nothing was made of them: no element, no link. */
async function areTexts(log: Locator, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await expect
      .poll(async () => (await log.textContent())?.includes(text.replace(/\s+/g, ' ')) ?? false, {
        message: text,
      })
      .toBe(true);
  }
  const selector =
    'script, style, iframe, object, embed, math, table, img[src*="evil"], img[src="x"], svg[onload], .launcher, [onerror], [style*="fixed"]';
  await expect(log.locator(selector)).toHaveCount(0);
  const links = await log
    .locator('a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links.filter((href) => !/^(https?:\/\/(?!bank)|mailto:|\/desk\/)/.test(href))).toEqual([]);
}

async function begin(shop: Hosted, text: string): Promise<void> {
  await shop.open();
  await shop.write(text);
  await expect.poll(() => command(shop, 'get', 'conversationId')).toEqual(expect.any(String));
}

test('A47, A50, A53, A55 what visitor and operator write is text on both sides, and only http, https and mail are links', async ({
  host,
  operator,
}) => {
  test.slow();
  const shop = await host();
  const shopIsSafe = await guard(shop.page);
  await begin(shop, 'Samples follow');
  const desk = await operator('operator1@demo.test');
  const deskIsSafe = await guard(desk.page);
  await desk.choose('Samples follow');
  await desk.takeAndWrite('Go on');
  await expect(shop.message('Go on')).toBeVisible();
  const all = [...hostile, ...notLinks].map((text) => text.replace('\t', ' '));
  await shop.write(all.join('\n'));
  await shop.page.evaluate(
    (text) => (window as unknown as { Foyer: (...a: unknown[]) => unknown }).Foyer('sendMessage', text),
    notLinks.join(' | '),
  );
  await desk.composer.fill(all.join('\n'));
  await desk.composer.press('Enter');
  await expect(shop.log.getByText('over all')).toHaveCount(2);
  await expect(desk.log.getByText('over all')).toHaveCount(2);
  for (const log of [shop.log, desk.log])
    await areTexts(log, ['<script>pwned=1</script>', '{{7*7}}', 'vbscript:pwned=1']);
  await shopIsSafe();
  await deskIsSafe();
  expect(shop.said).toEqual([]);
});

test('A48, A49 a visitor’s name, a page’s address and title are text at the desk', async ({
  host,
  operator,
}) => {
  const shop = await host({ path: '/%3Cimg%20src=x%20onerror=pwned=1%3E' });
  await shop.page.evaluate(() => {
    document.title = '<img src=x onerror="pwned=1">\u202e{{7*7}}';
  });
  await shop.launcher.waitFor();
  await command(shop, 'identify', {
    userId: '"><script>pwned=1</script>',
    userName: '<img src=x onerror="pwned=1">',
  });
  await begin(shop, 'Who am I?');
  await command(shop, 'pageView', { url: 'javascript:pwned=1', title: 'No page' });
  const desk = await operator('operator1@demo.test');
  const deskIsSafe = await guard(desk.page);
  await desk.choose('Who am I?');
  await desk.takeAndWrite('Let me see');
  await expect(desk.page.getByText('<img src=x onerror="pwned=1">', { exact: false }).first()).toBeVisible();
  await expect(desk.page.locator('img[src="x"], [onerror], a[href^="javascript"]')).toHaveCount(0);
  await deskIsSafe();
});

test('A51 a text made to keep a parser busy is drawn at once', async ({ host }) => {
  const shop = await host();
  await begin(shop, 'A long one follows');
  for (const piece of ['mailto:', '(((((', '[[[](', 'a@a.', 'http://a.', '"\'"\'']) {
    const text = piece.repeat(Math.floor(4000 / piece.length));
    const drawnMs = (): Promise<number> =>
      shop.page.evaluate(async (sent) => {
        const { Foyer } = window as unknown as { Foyer: (...all: unknown[]) => Promise<unknown> };
        const began = performance.now();
        await Foyer('sendMessage', sent);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - began;
      }, text);
    // 50 ms of work and two frames; again where the machine was busy with something else.
    await expect.poll(drawnMs, { message: piece }).toBeLessThan(250);
  }
  expect(shop.said).toEqual([]);
});

test('A52 a file’s name is text on both sides, whatever it is made of', async ({ host, operator }) => {
  const shop = await host();
  const shopIsSafe = await guard(shop.page);
  await begin(shop, 'A file follows');
  await shop.panel
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: '<img src=x onerror=pwned=1>\u202egnp.exe.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('harmless'),
    });
  const desk = await operator('operator1@demo.test');
  const deskIsSafe = await guard(desk.page);
  await desk.inbox
    .getByText(/onerror|A file follows/)
    .first()
    .click();
  await expect(desk.log.getByText('<img src=x onerror=pwned=1>')).toBeVisible();
  await expect(shop.log.getByText('<img src=x onerror=pwned=1>')).toBeVisible();
  for (const log of [desk.log, shop.log]) {
    await expect(log.locator('img[src="x"], [onerror]')).toHaveCount(0);
    expect(await log.textContent()).not.toContain('\u202e');
  }
  await shopIsSafe();
  await deskIsSafe();
});

test('A54, A56 a brand’s texts and an operator’s name are text, its colour is a colour', async ({
  foyer,
  host,
  operator,
}) => {
  const name = '<img src=x onerror=pwned=1> {{7*7}}';
  await foyer.api.update(
    {
      'brands/hostile/profile': {
        name,
        color: 'red;}*{display:none}',
        welcome: `${hostile.join(' ')} javascript:pwned=1`,
        live: true,
      },
    },
    'owner',
  );
  const shop = await host({ body: '<script async src="{origin}/foyer.js" data-brand="hostile"></script>' });
  const shopIsSafe = await guard(shop.page);
  await shop.open();
  await expect(shop.panel.getByRole('heading', { name }).first()).toBeVisible();
  await expect(shop.panel.getByText('over all')).toBeVisible();
  await expect(shop.panel.locator('img[src="x"], script, style, [onerror], .panel .launcher')).toHaveCount(0);
  await shopIsSafe();
  const desk = await operator('admin@demo.test');
  const deskIsSafe = await guard(desk.page);
  await desk.page.getByRole('link', { name: 'Brands' }).click();
  await expect(desk.page.getByText(name).first()).toBeAttached();
  await expect(desk.page.locator('img[src="x"], [onerror]')).toHaveCount(0);
  await deskIsSafe();
  expect(shop.said).toEqual([]);
  await foyer.api.update({ 'brands/hostile/profile': null }, 'owner');
});

test('A57 the tab’s title is plain text on both sides', async ({ host, operator }) => {
  const shop = await host();
  await begin(shop, '\u001b[31m<b>red</b>\r\nBcc: evil');
  const desk = await operator('operator1@demo.test');
  await expect(desk.inbox.getByText('<b>red</b>').first()).toBeVisible();
  // It counts what is unread, and says nothing of what was written.
  await expect(desk.page).toHaveTitle(/^\(\d+\) /);
  for (const page of [shop.page, desk.page]) {
    // Control characters and line breaks would end up in logs, notices and subjects.
    expect(await page.title()).not.toMatch(/red|Bcc|\p{Cc}/u);
    await expect(page.locator('head title *')).toHaveCount(0);
  }
});
