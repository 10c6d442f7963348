import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { paths, SERVER_TIME } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { mailsIn } from '../testing/outbox.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { AWAITED } from './awaited-answer.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-stop-'));
const outbox = join(folder, 'outbox');
let stack: Stack;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_MAIL: `outbox:${outbox}`, FOYER_DESK_URL: 'https://desk.example/desk/' },
  });
  nora = await stack.moderator('nora');
});
afterEach(() => rmSync(outbox, { recursive: true, force: true }));
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

interface Answered {
  readonly to: { readonly brand: string; readonly room: string };
  /** The link of the mail, as it is reached here. */
  readonly link: URL;
}

let visitors = 0;

/** A visitor who has got one answer by mail. */
async function answered(locale = 'en'): Promise<Answered> {
  const visitor = await stack.visitor('acme');
  const id = String((await visitor.claims())['id']);
  const email = `eve${(visitors += 1)}@acme.test`;
  await visitor.update({ [paths.userContact('acme', id)]: { email, locale, at: SERVER_TIME } });
  const to = { brand: 'acme', room: (await visitor.openRoom('Hello')).room };
  await nora.take(to, 'Nora');
  await nora.send(to, 'First');
  await sweepLater();
  const [mail] = mailsIn(outbox).filter((one) => one.to === email);
  const stop = /https:\/\/desk\.example\/api\/stopMails\S+/.exec(mail?.text ?? '')?.[0] ?? '';
  expect(mail?.stop).toBe(stop);
  rmSync(outbox, { recursive: true, force: true });
  return { to, link: new URL(new URL(stop).search, stack.urlOf('stopMails')) };
}

async function sweepLater(): Promise<void> {
  await stack.firebase.idle();
  const awaited = ((await stack.stored(AWAITED)) ?? {}) as Record<string, unknown>;
  await stack.store(Object.fromEntries(Object.keys(awaited).map((key) => [`${AWAITED}/${key}/dueAt`, 1])));
  await stack.firebase.runSchedule('deskSweep');
  await stack.firebase.idle();
}

/** As mail programs do it: one request without cookie, origin or anything else. */
function oneClick(link: URL): Promise<Response> {
  return fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
}

async function mailsAfterMore(to: Answered['to']): Promise<number> {
  await nora.send(to, 'Second');
  await sweepLater();
  return mailsIn(outbox).length;
}

describe('the link that stops mails', () => {
  it('A113: stops those about its conversation in one click, and those that wait already', async () => {
    const { to, link } = await answered();
    const other = await answered();
    await nora.send(to, 'Waits already');
    await stack.firebase.idle();
    const response = await oneClick(link);
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining('You get no more mails about this conversation.'),
    ]);
    expect(await stack.stored(`rooms/acme/${to.room}/mailsStoppedAt`)).toEqual(expect.any(Number));
    expect(await mailsAfterMore(to)).toBe(0);
    expect(await mailsAfterMore(other.to)).toBe(1);
  });

  it('brings back no conversation that is erased', async () => {
    const { to, link } = await answered();
    await stack.store({ [paths.room('acme', to.room)]: null });
    expect((await oneClick(link)).status).toBe(200);
    expect(await stack.stored(paths.room('acme', to.room))).toBeNull();
  });

  it('stops nothing by being looked at', async () => {
    const { to, link } = await answered();
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    expect(await mailsAfterMore(to)).toBe(1);
  });

  it('A113: says the same of every conversation, of none and of a wrong key, and stops none of them', async () => {
    const { to, link } = await answered();
    const foreign = await answered();
    const wrongs = [
      { room: 'no-such-room' },
      { key: 'A'.repeat(43) },
      { key: foreign.link.searchParams.get('key') ?? '' },
      { key: '' },
      { brand: 'globex' },
      { room: 'a/b' },
    ].map((change) => {
      const wrong = new URL(link);
      for (const [name, value] of Object.entries(change)) wrong.searchParams.set(name, value);
      return wrong;
    });
    const answers = [];
    for (const wrong of wrongs) {
      const response = await oneClick(wrong);
      answers.push([response.status, await response.text()]);
    }
    expect(await mailsAfterMore(to)).toBe(1);
    const right = await oneClick(link);
    const expected = [right.status, await right.text()];
    expect(answers).toEqual(wrongs.map(() => expected));
  });

  it('reads as its mail does, from right to left where that does, and shows nothing of the address', async () => {
    const { link } = await answered('he');
    link.searchParams.set('brand', '<img src=x onerror=pwned=1>');
    const response = await fetch(link);
    const page = await response.text();
    expect(page).toContain('<html lang="he" dir="rtl">');
    expect(page).not.toContain('pwned');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
