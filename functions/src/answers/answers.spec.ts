import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { limits, paths, readUpdate, SERVER_TIME } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { mailsIn, type OutboxMail } from '../testing/outbox.ts';
import { startSmtpServer, type SmtpServer } from '../testing/smtp-server.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { callLimits } from '../limits/call-limits.ts';
import type { Limit } from '../limits/limiter.ts';
import { sha256 } from '../secrets.ts';
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

/** As if somebody else had counted so many of a limit, in this hour and in the next: a test may run across the full hour. */
async function alreadyCounted({ name, most, windowMs }: Limit, key: string): Promise<void> {
  const window = Math.floor(Date.now() / windowMs);
  const path = (at: number): string => `server/limits/${name}/${at}/${sha256(key).slice(0, 32)}/others`;
  await stack.store({ [path(window)]: most, [path(window + 1)]: most });
}

it('A113: one mailbox gets so many answers in an hour, whoever has named it; the rest waits', async () => {
  await alreadyCounted(callLimits.answersToMailbox, 'flooded@acme.test');
  const flooded = await waiting('Flooded@acme.test');
  const other = await waiting();
  for (const { to } of [flooded, other]) await nora.send(to, 'One more');
  await sweepLater();
  expect(mailsIn(outbox).map((mail) => mail.to)).toEqual([other.email]);
  expect(Object.keys((await stack.stored(AWAITED)) as object)).toHaveLength(1);
});

it('A113: one visitor gets so many answers in an hour, and all of one brand together do', async () => {
  const busy = await waiting();
  const other = await waiting();
  await alreadyCounted(callLimits.answersToVisitor, `${brand}/${busy.id}`);
  for (const { to } of [busy, other]) await nora.send(to, 'One more');
  await sweepLater();
  expect(mailsIn(outbox).map((mail) => mail.to)).toEqual([other.email]);
  const elsewhere = await stack.visitor('globex');
  const id = String((await elsewhere.claims())['id']);
  await elsewhere.update({
    [paths.userContact('globex', id)]: { email: 'eve@globex.test', at: SERVER_TIME },
  });
  const { room } = await elsewhere.openRoom('Hello');
  const lucia = await stack.moderator('lucia');
  await lucia.take({ brand: 'globex', room }, 'Lucía');
  await alreadyCounted(callLimits.answersOfBrand, 'globex');
  await lucia.send({ brand: 'globex', room }, 'Answer');
  await sweepLater();
  expect(mailsTo('eve@globex.test')).toEqual([]);
});

it('A113: a visitor who names one mailbox after the other has two of them written to', async () => {
  const { visitor, id, to } = await waiting('first@acme.test');
  for (const [index, email] of ['first@acme.test', 'second@acme.test', 'third@acme.test'].entries()) {
    await stack.store({ [paths.userContact(brand, id)]: { email, at: 1 } });
    await nora.send(to, `Answer ${index}`);
    await sweepLater();
  }
  expect(mailsIn(outbox).map((mail) => mail.to)).toEqual(['first@acme.test', 'second@acme.test']);
  await expect(
    visitor.call('mailTranscript', {
      ...to,
      email: 'third@acme.test',
      ...{ locale: 'en', timeZone: 'UTC' },
    }),
  ).rejects.toMatchObject({ details: { code: 'too-many-attempts' } });
});

it('A113: the mail goes to the mailbox that was counted, whatever the visitor names meanwhile', async () => {
  const { to, id, email } = await waiting();
  await nora.send(to, 'To the first');
  stack.deliver([]);
  await sweepLater();
  await stack.store({ [paths.userContact(brand, id)]: { email: 'victim@acme.test', at: 1 } });
  const jobs = Object.keys((await stack.stored('server/mail-jobs')) as object);
  await stack.store(
    Object.fromEntries(jobs.map((job) => [`server/mail-jobs/${job}/at`, Date.now() - 600_000])),
  );
  await stack.firebase.runSchedule('mailSweep');
  expect(mailsIn(outbox).map((mail) => mail.to)).toEqual([email]);
});

it.each([
  ['de-AT', 'Acme hat dir geantwortet'],
  ['fr', 'Acme vous a répondu'],
  ['es-MX', 'Acme te ha respondido'],
  ['pt-BR', 'Acme respondeu-lhe'],
  ['uk', 'Вам відповіли: Acme'],
  ['pl', 'Acme: mamy dla Ciebie odpowiedź'],
  ['ar-EG', 'وصلك رد من Acme'],
  ['iw', 'קיבלת תשובה מאת Acme'],
  ['ja-JP', 'Acme から返信があります'],
  ['sv', 'Acme has answered you'],
])('is in the language that the widget told: %s', async (locale, subject) => {
  const { visitor, id, to, email } = await waiting('');
  await visitor.update({
    [paths.userContact(brand, id)]: { email: `${locale}@acme.test`, locale, at: SERVER_TIME },
  });
  await nora.send(to, 'Answer');
  await sweepLater();
  expect(email).toBe('');
  expect(mailsTo(`${locale}@acme.test`).map((mail) => mail.subject)).toEqual([subject]);
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
  // The one link stops the mails.
  expect(without?.match(/https?:\S+/g)).toEqual([expect.stringContaining('/api/stopMails?')]);
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
    expect(data.replace(/\r?\n[ \t]+/g, ' ')).toMatch(
      /^List-Unsubscribe: <https:\/\/desk\.example\/api\/stopMails\?brand=acme&room=[^>\s]+>\r?$/m,
    );
    expect(data).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  } finally {
    await Promise.all([other.close(), smtp.close()]);
  }
});
