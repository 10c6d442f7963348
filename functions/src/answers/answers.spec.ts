import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { limits, paths, readUpdate, SERVER_TIME } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { mailsIn, type OutboxMail } from '../testing/outbox.ts';
import { startSmtpServer, type SmtpServer } from '../testing/smtp-server.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { AWAITED } from './awaited-answer.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-answers-'));
const outbox = join(folder, 'outbox');
const brand = 'acme';
let stack: Stack;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_MAIL: `outbox:${outbox}` },
  });
  nora = await stack.moderator('nora');
});
afterEach(async () => {
  stack.deliver([0]);
  await stack.store({ [AWAITED]: null });
  rmSync(outbox, { recursive: true, force: true });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

interface Waiting {
  readonly visitor: Client;
  readonly id: string;
  readonly to: { readonly brand: string; readonly room: string };
}

let visitors = 0;

/** A visitor with an open conversation that Nora has taken, who left an address unless that is empty. */
async function waiting(
  email = `ada${(visitors += 1)}@acme.test`,
): Promise<Waiting & { readonly email: string }> {
  const visitor = await stack.visitor(brand);
  const id = String((await visitor.claims())['id']);
  if (email !== '') await visitor.update({ [paths.userContact(brand, id)]: { email, at: SERVER_TIME } });
  const { room } = await visitor.openRoom('Words of the visitor');
  await nora.take({ brand, room }, 'Nora');
  return { visitor, id, email, to: { brand, room } };
}

/** Runs the sweep as if what waits had waited for long enough. */
async function sweepLater(): Promise<void> {
  await stack.firebase.idle();
  const awaited = ((await stack.stored(AWAITED)) ?? {}) as Record<string, unknown>;
  await stack.store(
    Object.fromEntries(Object.keys(awaited).map((key) => [`${AWAITED}/${key}/dueAt`, Date.now() - 1])),
  );
  await stack.firebase.runSchedule('deskSweep');
  await stack.firebase.idle();
}

function mailsTo(email: string): readonly OutboxMail[] {
  return mailsIn(outbox).filter(({ to }) => to === email);
}

it('collects what is answered to a visitor who is gone, and sends it in one mail of plain text, once', async () => {
  const { to, email } = await waiting();
  await nora.send(to, 'First\nof two lines');
  await nora.send(to, 'Second <b>');
  await stack.firebase.runSchedule('deskSweep');
  expect(mailsTo(email)).toEqual([]);
  await sweepLater();
  await sweepLater();
  const [mail, ...more] = mailsTo(email);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Acme has answered you');
  expect(mail?.text).toContain('Nora:\n  First\n  of two lines\n\nNora:\n  Second <b>');
  expect(mail?.text).not.toContain('Words of the visitor');
  expect(mail?.html).toBeUndefined();
  expect(await stack.stored('server/mail-jobs')).toBeNull();
  await nora.send(to, 'Third');
  await sweepLater();
  expect(mailsTo(email).map(({ text }) => /Nora:\n {2}(.*)/.exec(text)?.[1])).toEqual(['First', 'Third']);
});

it('nobody who gave no address gets a mail, and nobody who is banned by now', async () => {
  const silent = await waiting('');
  await nora.send(silent.to, 'To nobody');
  await stack.firebase.idle();
  expect(await stack.stored(AWAITED)).toBeNull();
  const banned = await waiting();
  await nora.send(banned.to, 'To one who is banned');
  await stack.store({ [`${paths.ban(brand, banned.id)}/until`]: Date.now() + 60_000 });
  await sweepLater();
  expect(mailsIn(outbox)).toEqual([]);
});

it('who is there, or has read it, gets none; who goes without having read it does', async () => {
  const { visitor, id, to, email } = await waiting();
  const lease = `${paths.presence(brand, id)}/c01`;
  await visitor.update({ [lease]: { at: SERVER_TIME } });
  await nora.send(to, 'Still there?');
  await sweepLater();
  expect(mailsTo(email)).toEqual([]);
  await visitor.update({ [lease]: null });
  await sweepLater();
  expect(mailsTo(email)).toHaveLength(1);
  await nora.send(to, 'Read at once');
  await visitor.update(readUpdate(to, id, 4));
  await sweepLater();
  expect(mailsTo(email)).toHaveLength(1);
  expect(await stack.stored(AWAITED)).toBeNull();
});

it('a lease that lapsed is nobody who is there', async () => {
  const { id, to, email } = await waiting();
  await stack.store({ [`${paths.presence(brand, id)}/c01/at`]: Date.now() - limits.leaseMaxAgeMs - 1 });
  await nora.send(to, 'Gone without a goodbye');
  await sweepLater();
  expect(mailsTo(email)).toHaveLength(1);
});

it('events that are lost lose no mail, and events that come three times send one', async () => {
  const { to, email } = await waiting();
  stack.deliver([]);
  await nora.send(to, 'Heard by no trigger');
  await stack.firebase.idle();
  expect(await stack.stored(AWAITED)).toBeNull();
  await stack.firebase.runSchedule('archiveSweep');
  await sweepLater();
  // The event of the mail is lost as well; its job is not.
  const jobs = (await stack.stored('server/mail-jobs')) as Record<string, unknown>;
  expect(Object.keys(jobs)).toHaveLength(1);
  stack.deliver([0, 0, 120]);
  await stack.store(
    Object.fromEntries(Object.keys(jobs).map((job) => [`server/mail-jobs/${job}/at`, Date.now() - 600_000])),
  );
  await stack.firebase.runSchedule('mailSweep');
  expect(mailsTo(email)).toHaveLength(1);
  await nora.send(to, 'Heard three times');
  await sweepLater();
  expect(mailsTo(email)).toHaveLength(2);
});

it('one mailbox gets so many answers in an hour, whoever has named it; the rest waits', async () => {
  const email = 'flooded@acme.test';
  const most = 20;
  const rooms = [];
  for (let count = 0; count < most + 1; count += 1) rooms.push(await waiting(email));
  for (const { to } of rooms) await nora.send(to, 'One more');
  await sweepLater();
  expect(mailsTo(email)).toHaveLength(most);
  expect(Object.keys((await stack.stored(AWAITED)) as object)).toHaveLength(1);
});

it('leads to a page that the brand has named, whatever the visitor says the page is', async () => {
  const { visitor, id, to, email } = await waiting();
  await visitor.update({
    [paths.userPage(brand, id)]: { url: 'https://evil.example/login', title: 'x', at: SERVER_TIME },
  });
  await nora.send(to, 'Without a link');
  await sweepLater();
  await stack.store({ 'server/admission/acme/access/origins': ['https://shop.example'] });
  await nora.send(to, 'With one');
  await sweepLater();
  await stack.store({ 'server/admission/acme/access': null });
  const [without, named] = mailsTo(email).map(({ text }) => text);
  expect(without).not.toContain('http');
  expect(named).toContain('https://shop.example/');
  expect(named).not.toContain('evil');
});

it('has a Message-ID of its messages and says that no machine need answer', async () => {
  const smtp: SmtpServer = await startSmtpServer();
  const other = await startStack({
    archive: `sqlite:${join(folder, 'other.sqlite')}`,
    env: { FOYER_MAIL: smtp.address, FOYER_DESK_URL: 'https://desk.example/desk/' },
  });
  try {
    const visitor = await other.visitor(brand);
    const id = String((await visitor.claims())['id']);
    await visitor.update({ [paths.userContact(brand, id)]: { email: 'eve@acme.test', at: SERVER_TIME } });
    const { room } = await visitor.openRoom('Hello');
    const lena = await other.moderator('nora');
    await lena.take({ brand, room }, 'Nora');
    const last = await lena.send({ brand, room }, 'Answer');
    await other.firebase.idle();
    const [key = ''] = Object.keys((await other.stored(AWAITED)) as object);
    await other.store({ [`${AWAITED}/${key}/dueAt`]: 1 });
    await other.firebase.runSchedule('deskSweep');
    await other.firebase.idle();
    expect(smtp.deliveries).toMatchObject([{ to: ['eve@acme.test'] }]);
    const [{ data } = { data: '' }] = smtp.deliveries;
    expect(data).toContain(`Message-ID: <${room}.${last}@desk.example>`);
    expect(data).toContain('Auto-Submitted: auto-generated');
    expect(data).not.toContain('text/html');
  } finally {
    await Promise.all([other.close(), smtp.close()]);
  }
});
