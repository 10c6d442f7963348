// The page of a shop with the widget on it, and what a visitor does there: by the widget's markup, whose names are
// the same in every language.
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { expect } from '@playwright/test';

const face = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="#f0c9a4"/><path d="M0 80c4-22 20-26 40-26s36 4 40 26z" fill="#3c5a8a"/><circle cx="40" cy="34" r="17" fill="#e0a57c"/><path d="M20 36c-2-22 8-28 20-28s22 6 20 28c-4-12-8-16-20-16s-16 4-20 16z" fill="#5b3a29"/></svg>`;

/** Where the operators' faces are: the widget takes them from `https` only. */
export const avatar = 'https://faces.example/face.svg';

function page(hosting, { lang }, dark, attributes, body) {
  const given = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Shop</title><link rel="icon" href="data:,">
<style>html{height:100%;background:${dark ? '#0c0d10' : '#e9edf0'}}body{margin:0}#here{height:100vh;padding:24px;box-sizing:border-box}</style>
<body>${body}<script async src="${hosting}/foyer.js"${given.join('')}></script>`;
}

/** A shop's web server: browsers let no page that a test makes up reach what runs on this machine. */
export async function startShopPages(hosting) {
  const pages = new Map();
  const server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(pages.get(url) ?? '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    /** Puts a page there; answers with its address. */
    add(look, attributes, body) {
      const path = `/${pages.size}`;
      pages.set(path, page(hosting, look.texts, look.context.colorScheme === 'dark', attributes, body));
      return `${origin}${path}`;
    },
    close: () => server.close(),
  };
}

/** Opens a page of the shop, with a storage of its own. `prepare` comes before the page. */
export async function openStage(browser, pages, look, { attributes = {}, body = '', prepare, kind }) {
  const brand = `${look.name}-${kind}`;
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...look.context });
  await context.route(avatar, (route) => route.fulfill({ contentType: 'image/svg+xml', body: face }));
  await prepare?.(context);
  const opened = await context.newPage();
  await opened.goto(pages.add(look, { brand, ...attributes }, body));
  await opened.locator('foyer-widget').waitFor({ state: 'attached' });
  return actor(opened, context, brand);
}

function actor(opened, context, brand) {
  const find = (selector) => opened.locator(`foyer-widget ${selector}`);
  const command = (...all) => opened.evaluate((given) => globalThis.Foyer(...given), all);
  const log = find('.list[role=log]');

  return {
    page: opened,
    find,
    command,
    /** The page asks the network for nothing any more, or gets it back. */
    setOffline: (isOffline) => context.setOffline(isOffline),
    close: () => context.close(),

    async open(until = '.composer') {
      await command('open');
      await find(until).waitFor();
    },
    async write(text) {
      await find('.composer textarea').fill(text);
      await find('.composer textarea').press('Enter');
    },
    /** Waits until the newest message has this text. */
    reads: (text) => expect(log.locator('.entry .bubble').last()).toContainText(text),
    /** Where the conversation is, once all of it is stored. */
    async room() {
      await expect.poll(() => command('get', 'conversationId')).toBeTruthy();
      await find('.entry[data-delivery=sent]').first().waitFor();
      await expect(find('.entry[data-delivery=queued]')).toHaveCount(0);
      return {
        brand,
        room: await command('get', 'conversationId'),
        visitor: await command('get', 'visitorId'),
      };
    },
    pick: (files) => find('.composer input[type=file]').first().setInputFiles(files),
    /** Opens the menu and chooses the line that stands there counted from the end. */
    async choose(fromEnd) {
      await find('.menu > button').click();
      const lines = find('.menu-list button');
      if (fromEnd !== undefined) await lines.nth(-fromEnd).click();
      else await lines.first().waitFor();
    },
    async picture(path) {
      await opened.mouse.move(0, 0);
      await opened.waitForFunction(() =>
        [...globalThis.document.querySelector('foyer-widget').shadowRoot.querySelectorAll('img')].every(
          (image) => image.complete && image.naturalWidth > 0,
        ),
      );
      return opened.screenshot({ path, animations: 'disabled', caret: 'hide' });
    },
  };
}

/** A photo to send, drawn here: hills at dusk. */
export async function drawPhoto(browser) {
  const blank = await browser.newPage();
  const bytes = await blank.evaluate(() => {
    const canvas = Object.assign(globalThis.document.createElement('canvas'), { width: 640, height: 440 });
    const pen = canvas.getContext('2d');
    ['#f7c59f', '#8fb9aa', '#4f8a7b', '#2b5d52', '#173b35'].forEach((color, hill) => {
      pen.fillStyle = color;
      pen.beginPath();
      pen.moveTo(0, hill * 90);
      for (let x = 0; x <= 640; x += 8)
        pen.lineTo(x, hill === 0 ? 0 : hill * 84 + Math.sin(x / (70 + hill * 12) + hill * 2) * 34);
      pen.lineTo(640, 440);
      pen.lineTo(0, 440);
      pen.fill();
    });
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
  });
  await blank.close();
  return Buffer.from(bytes, 'base64');
}
