import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOutbox, type Outbox } from './outbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-outbox-'));
let outbox: Outbox;
beforeAll(async () => {
  outbox = await startOutbox(folder);
});
afterAll(async () => {
  await outbox.close();
  rmSync(folder, { recursive: true });
});

function put(name: string, subject: string, text: string): void {
  const mail = { at: 0, to: 'nora@test.example', from: 'Foyer', subject, text, html: '<script>' };
  writeFileSync(join(folder, name), JSON.stringify(mail));
}

/** Status of a request that names a host of its own. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(outbox.url, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

it('shows mails, the newest first, as text with links', async () => {
  put('1.json', 'First', 'see http://localhost:5000/desk/password#code=abc\nbye');
  put('2.json', 'Second <b>', '<img src=x>');
  put('.3.json', 'Unfinished', '');
  const page = await (await fetch(outbox.url)).text();
  expect(page.indexOf('Second &lt;b&gt;')).toBeLessThan(page.indexOf('First'));
  expect(page).toContain('<a href="http://localhost:5000/desk/password#code=abc">');
  expect(page).not.toMatch(/<img|<script|Unfinished/);
});

it('shows them to nobody who comes by another name', async () => {
  expect(await statusFor(new URL(outbox.url).host)).toBe(200);
  expect(await statusFor('evil.example')).toBe(404);
});
