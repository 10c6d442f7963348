import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Addresses } from '@foyer/demo';
import { beginConversation } from '../begin-conversation.ts';
import { expect, test } from '../stack.ts';
import type { Page } from '@playwright/test';

/** The smallest PNG there is: one transparent pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture goes from the visitor to the operator, and a file back', async ({
  foyer,
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'Here comes a picture', 'Please.');

  await shop.panel
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'broken-pole.png', mimeType: 'image/png', buffer: png });
  await shop.panel.getByRole('button', { name: 'Send pictures' }).click();
  await expect(desk.log.getByRole('img', { name: /broken-pole\.png/ })).toBeVisible();

  await desk.page.locator('fy-composer input[type=file]').setInputFiles({
    name: 'manual.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Pitch it on flat ground.'),
  });
  await expect(shop.log.getByText('manual.txt')).toBeVisible();
  const opened = shop.page.waitForEvent('popup');
  await shop.log
    .getByRole('button', { name: /manual\.txt/ })
    .or(shop.log.getByRole('link', { name: /manual\.txt/ }))
    .first()
    .click();
  await opened;

  // The uploads got a download token each, as on the live service; none of them outlives the archive's first look.
  await expect.poll(() => downloadTokens(foyer.addresses), { timeout: 10_000 }).toEqual(['', '']);
});

/** The download token of every upload, empty where there is none. */
async function downloadTokens({ storage, projectId }: Addresses): Promise<readonly string[]> {
  const answer = await fetch(`${storage}/b/${projectId}.firebasestorage.app/o?prefix=uploads/`);
  const { items } = (await answer.json()) as { items: readonly { metadata?: Record<string, string> }[] };
  return items.map(({ metadata }) => metadata?.['firebaseStorageDownloadTokens'] ?? '');
}

test('pictures are looked at first, taken back, made smaller, and sent without the place they were taken at (A64)', async ({
  foyer,
  visitor,
}) => {
  const shop = await visitor();
  await shop.open();
  const photo = await bigPhoto(shop.page);
  const files = shop.panel.locator('input[type=file]').first();
  await files.setInputFiles([
    { name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: photo },
    { name: 'wrong.jpg', mimeType: 'image/jpeg', buffer: photo },
  ]);
  const tray = shop.panel.getByRole('group', { name: 'Attach a file' });
  await expect(tray.getByRole('img')).toHaveCount(2);
  await expect
    .poll(() =>
      tray
        .locator('canvas')
        .first()
        .evaluate(({ width }: HTMLCanvasElement) => width),
    )
    .toBe(160);
  await tray.getByRole('button', { name: 'Remove wrong.jpg' }).click();
  await expect(tray.getByRole('img')).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page: shop.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await tray.getByRole('button', { name: 'Send pictures' }).click();
  await expect(tray).toHaveCount(0);
  const whole = await lastUpload(foyer.addresses, 1);
  expect(photo.includes('GPS 52.52')).toBe(true);
  expect(whole.includes('GPS 52.52')).toBe(false);
  expect(whole.length).toBeGreaterThan(photo.length - 200);

  await files.setInputFiles({ name: 'again.jpg', mimeType: 'image/jpeg', buffer: photo });
  await tray.getByRole('checkbox', { name: 'Make smaller' }).check();
  await tray.getByRole('button', { name: 'Send pictures' }).click();
  const small = await lastUpload(foyer.addresses, 2);
  expect(small.includes('GPS 52.52')).toBe(false);
  expect(small.length).toBeLessThan(photo.length / 2);
  await expect(shop.log.getByRole('img', { name: /again\.jpg/ })).toBeVisible();
});

test('of several files each that is not sent is named with its reason, also a picture that is gone by then', async ({
  visitor,
}) => {
  const shop = await visitor();
  await shop.open();
  const thrown: string[] = [];
  shop.page.on('pageerror', ({ message }) => thrown.push(message));
  const files = shop.panel.locator('input[type=file]').first();
  await files.setInputFiles([
    { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  const refused = shop.panel.getByRole('alert');
  await expect(refused).toContainText('setup.exe: This kind of file cannot be sent here.');
  await expect(refused).toContainText('empty.txt: This file is empty.');

  const many = Array.from({ length: 9 }, (_, at) => `A photo of my old tent ${at}.heic`);
  await files.setInputFiles(
    many.map((name) => ({ name, mimeType: 'image/heic', buffer: Buffer.from('heic') })),
  );
  await expect(refused).toContainText(`${many.join(', ')}: This kind of file`);
  expect((await refused.boundingBox())?.height).toBeLessThan(100);

  const folder = mkdtempSync(join(tmpdir(), 'foyer-'));
  const paths = ['gone.png', 'here.png'].map((name) => join(folder, name));
  for (const path of paths) writeFileSync(path, png);
  await files.setInputFiles(paths);
  await expect(shop.panel.getByRole('img', { name: 'here.png' })).toBeVisible();
  rmSync(join(folder, 'gone.png'));
  await shop.panel.getByRole('button', { name: 'Send pictures' }).click();
  await expect(refused).toHaveText('gone.png: This file could not be read. Choose it again.');
  await expect(shop.log.getByRole('img', { name: /here\.png/ })).toBeVisible();
  expect(thrown).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('an operator who chooses several files hears of each that is not sent', async ({
  visitor,
  operator,
}) => {
  const { shop, desk } = await beginConversation({ visitor, operator }, 'Have you a manual?', 'Several.');
  await desk.page.locator('fy-composer input[type=file]').setInputFiles([
    { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'manual.txt', mimeType: 'text/plain', buffer: Buffer.from('Pitch it.') },
  ]);
  const notice = desk.page.locator('mat-snack-bar-container');
  await expect(notice).toContainText('setup.exe: This kind of file is not accepted.');
  await expect(notice).toContainText('empty.txt: This file is empty.');
  await expect(shop.log.getByText('manual.txt')).toBeVisible();
});

test('on a phone the camera is one touch away; elsewhere it is not offered', async ({ visitor }) => {
  const phone = await visitor('/', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });
  await phone.open();
  const [chooser] = await Promise.all([
    phone.page.waitForEvent('filechooser'),
    phone.panel.getByRole('button', { name: 'Take a photo' }).click(),
  ]);
  expect(await chooser.element().getAttribute('capture')).toBe('environment');
  const desktop = await visitor();
  await desktop.open();
  await expect(desktop.panel.getByRole('button', { name: 'Take a photo' })).toBeHidden();
});

test('an upload is seen to go on and can be cancelled: then nothing is sent', async ({ foyer, visitor }) => {
  const shop = await visitor();
  await shop.open();
  await shop.write('A file follows, perhaps');
  await expect(shop.log.getByText('Sent')).toBeVisible();
  const context = shop.page.context();
  const slow = await context.newCDPSession(shop.page);
  await slow.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 200_000,
  });
  const uploads = await uploadCount(foyer.addresses);
  await shop.panel
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.alloc(4_000_000, 'a') });
  await expect(shop.log.getByText(/Uploading [1-9]\d? %/)).toBeVisible({ timeout: 20_000 });
  // To end the conversation now would send the file into a new one.
  await shop.panel.getByRole('button', { name: 'More options' }).click();
  await shop.panel.getByRole('button', { name: 'End conversation' }).click();
  await shop.panel.getByRole('button', { name: 'End', exact: true }).click();
  await expect(shop.panel.getByText('A file is still being sent.')).toBeVisible();
  await shop.panel.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await shop.log.getByRole('button', { name: 'Cancel' }).click();
  await expect(shop.log.getByText('long.txt')).toHaveCount(0);
  expect(await uploadCount(foyer.addresses)).toBe(uploads);
});

/** A photo of 2,400 by 1,800 points of noise, with a place in its Exif. */
async function bigPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1800;
    const context = canvas.getContext('2d');
    for (let y = 0; y < 1800; y += 12)
      for (let x = 0; x < 2400; x += 12) {
        context!.fillStyle = `rgb(${(x * 7) % 255} ${(y * 13) % 255} ${(x * y) % 255})`;
        context!.fillRect(x, y, 12, 12);
      }
    return canvas.toDataURL('image/jpeg', 0.95).slice('data:image/jpeg;base64,'.length);
  });
  const plain = Buffer.from(base64, 'base64');
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0GPS 52.52 N 13.40 E', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

interface Listed {
  readonly name: string;
  readonly timeCreated: string;
}

async function pictures({ storage, projectId }: Addresses): Promise<readonly Listed[]> {
  const url = `${storage}/storage/v1/b/${projectId}.firebasestorage.app/o?prefix=uploads/`;
  const answer = await fetch(url, { headers: { authorization: 'Bearer owner' } });
  const { items } = (await answer.json()) as {
    items?: readonly (Listed & { readonly contentType: string })[];
  };
  return (items ?? []).filter(({ contentType }) => contentType === 'image/jpeg');
}

async function uploadCount({ storage, projectId }: Addresses): Promise<number> {
  const url = `${storage}/storage/v1/b/${projectId}.firebasestorage.app/o?prefix=uploads/`;
  const answer = await fetch(url, { headers: { authorization: 'Bearer owner' } });
  return ((await answer.json()) as { items?: readonly Listed[] }).items?.length ?? 0;
}

/** The newest JPEG as it came from the browser, once there are so many. */
async function lastUpload(addresses: Addresses, count: number): Promise<Buffer> {
  await expect.poll(async () => (await pictures(addresses)).length, { timeout: 15_000 }).toBe(count);
  const all = [...(await pictures(addresses))].sort((a, b) => a.timeCreated.localeCompare(b.timeCreated));
  const { storage, projectId } = addresses;
  const path = encodeURIComponent(all.at(-1)?.name ?? '');
  const url = `${storage}/storage/v1/b/${projectId}.firebasestorage.app/o/${path}?alt=media`;
  const answer = await fetch(url, { headers: { authorization: 'Bearer owner' } });
  return Buffer.from(await answer.arrayBuffer());
}
