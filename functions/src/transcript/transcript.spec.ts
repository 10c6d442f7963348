import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callLimits } from '../limits/call-limits.ts';
import { sha256 } from '../secrets.ts';
import type { Client } from '../testing/client.ts';
import { mailsIn, nextMailTo } from '../testing/outbox.ts';
import { startStack, type Stack } from '../testing/stack.ts';
import { writeTranscript } from './write-transcript.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-transcript-'));
const outbox = join(folder, 'outbox');
let stack: Stack;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_MAIL: `outbox:${outbox}`, FOYER_VISITOR_SIGN_INS: '1000' },
  });
  nora = await stack.moderator('nora');
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

interface Talk {
  readonly visitor: Client;
  readonly room: string;
  /** Wishes for the conversation. */
  readonly send: (email: string, more?: object) => Promise<unknown>;
}

async function talk(question: string, answer?: string): Promise<Talk> {
  const visitor = await stack.visitor();
  const { room } = await visitor.openRoom(question);
  const to = { brand: 'acme', room };
  if (answer !== undefined) {
    await nora.take(to, 'Nora');
    await nora.send(to, { kind: 'text', text: answer });
  }
  return {
    visitor,
    room,
    send: (email, more = {}) =>
      visitor.call('mailTranscript', { ...to, email, locale: 'en-GB', timeZone: 'Europe/Berlin', ...more }),
  };
}

it('goes to the address that was given: who said what and when, as text and nothing else', async () => {
  const { send } = await talk('Where <b>are</b> my shoes?', 'On their way.');
  await expect(send('kim@test.example')).resolves.toEqual({ accepted: true });
  const mail = await nextMailTo(outbox, 'kim@test.example');
  expect(mail.html).toBeUndefined();
  expect(mail.subject).toMatch(/^Your conversation with \S/);
  const lines = mail.text.split('\n').filter((line) => line.includes(' · '));
  expect(lines.map((line) => line.replace(/^.* · /, ''))).toEqual([
    'You: Where <b>are</b> my shoes?',
    'Nora joined',
    'Nora: On their way.',
  ]);
  expect(lines[0]).toMatch(/^\d{1,2} \w{3,4} \d{4}, \d{2}:\d{2} · /);
});

it('is in German where the visitor reads that', async () => {
  const { send } = await talk('Wo bleiben die Schuhe?', 'Unterwegs.');
  await send('kim.de@test.example', { locale: 'de-AT' });
  const { subject, text } = await nextMailTo(outbox, 'kim.de@test.example');
  expect(subject).toMatch(/^Dein Gespräch mit /);
  expect(text).toContain('Du: Wo bleiben die Schuhe?');
});

it('holds the whole of a long conversation, in order', async () => {
  const { visitor, room, send } = await talk('number 0', 'Yes?');
  const by = String((await visitor.claims())['id']);
  const at = Date.now() - 10_000_000;
  await stack.store(
    Object.fromEntries(
      Array.from({ length: 450 }, (_, index) => [
        `room-messages/acme/${room}/old${String(index).padStart(20, '0')}`,
        // Two hundred in one millisecond: no page may end there for ever.
        { by, role: 'client', kind: 'text', text: `old ${index}`, at: at + Math.max(0, index - 150) },
      ]),
    ),
  );
  await send('long@test.example');
  const { text } = await nextMailTo(outbox, 'long@test.example');
  const old = [...text.matchAll(/You: old (\d+)$/gm)].map(([, number]) => Number(number));
  expect(old).toEqual(Array.from({ length: 450 }, (_, index) => index));
});

it('A12: is refused for a conversation of somebody else, of another brand, and to moderators', async () => {
  const { room } = await talk('Mine', 'Yours');
  const stranger = await stack.visitor();
  const request = { brand: 'acme', room, email: 'x@test.example', locale: 'en', timeZone: 'UTC' };
  await expect(stranger.call('mailTranscript', request)).rejects.toMatchObject({
    details: { code: 'not-found' },
  });
  await expect((await stack.visitor('globex')).call('mailTranscript', request)).rejects.toMatchObject({
    details: { code: 'not-found' },
  });
  await expect(nora.call('mailTranscript', request)).rejects.toMatchObject({ details: { code: 'refused' } });
});

it('is refused while nobody has answered: nobody writes to strangers in the name of the company', async () => {
  const { send } = await talk('Buy cheap watches at example.com');
  await expect(send('victim@test.example')).rejects.toMatchObject({ details: { code: 'refused' } });
});

it('is refused to a visitor whose session has ended, and to one who is banned', async () => {
  const { visitor, send } = await talk('Question', 'Answer');
  const { id, sid } = await visitor.claims();
  await stack.store({ [`bans/acme/${String(id)}`]: { until: Date.now() + 60_000, at: 0 } });
  await expect(send('kim@test.example')).rejects.toMatchObject({ details: { code: 'banned' } });
  await stack.store({ [`bans/acme/${String(id)}`]: null, [`sessions/${String(sid)}/until`]: 1 });
  await expect(send('kim@test.example')).rejects.toMatchObject({ details: { code: 'session-ended' } });
});

it.each([
  'kim@test.example,victim@test.example',
  'kim@test.example\r\nBcc: victim@test.example',
  'Kim <kim@test.example>',
  '"kim"@test.example',
  'kim',
  `${'k'.repeat(250)}@test.example`,
])('takes no address such as %j', async (email) => {
  const { send } = await talk('Question', 'Answer');
  await expect(send(email)).rejects.toMatchObject({ details: { code: 'bad-input' } });
});

it.each([{ locale: 'no such tag!' }, { timeZone: 'Nowhere/None' }])('takes no %j', async (more) => {
  const { send } = await talk('Question', 'Answer');
  await expect(send('kim@test.example', more)).rejects.toMatchObject({ details: { code: 'bad-input' } });
});

it('A113: goes to the own mailbox, and to another for whom the first was mistyped, but not to a third', async () => {
  const { send } = await talk('Question', 'Answer');
  for (const email of ['kim@tets.example', 'kim@test.example', 'KIM@test.example']) await send(email);
  await expect(send('victim@test.example')).rejects.toMatchObject({ details: { code: 'too-many-attempts' } });
});

it('A113: has no link of the visitor’s, and no word of theirs in the subject', async () => {
  const words =
    'Win at https://evil.example/x or www.evil.example, write to eve@evil.example. Or javascript:1';
  const { send } = await talk(words, 'See https://acme.example/help');
  await send('stranger@test.example');
  const { subject, text } = await nextMailTo(outbox, 'stranger@test.example');
  expect(subject).toBe('Your conversation with Acme');
  expect(text).toContain(
    'Win at https[:]//evil[.]example/x or www[.]evil[.]example, write to eve[@]evil[.]example.',
  );
  expect(text).toContain('See https://acme.example/help');
});

it.each([
  ['fr-CH', 'Votre conversation avec Acme', 'Vous: Question'],
  ['es', 'Tu conversación con Acme', 'Tú: Question'],
  ['pt-PT', 'A sua conversa com Acme', 'Você: Question'],
  ['uk', 'Ваша розмова з Acme', 'Ви: Question'],
  ['pl', 'Twoja rozmowa z Acme', 'Ty: Question'],
  ['ar', 'محادثتك مع Acme', 'أنت: Question'],
  ['he', 'השיחה שלך עם Acme', 'את/ה: Question'],
  ['ja', 'Acme との会話', 'あなた: Question'],
  ['sv-SE', 'Your conversation with Acme', 'You: Question'],
])('is in the language of the widget, its dates as they read there: %s', (locale, subject, said) => {
  const at = Date.now();
  const question = { id: 'm', by: 'g_1', role: 'client', kind: 'text', text: 'Question', at } as const;
  const to = { email: 'kim@test.example', locale, timeZone: 'Europe/Berlin' };
  const mail = writeTranscript(to, 'Acme', [question]);
  expect(mail.subject).toBe(subject);
  expect(mail.text).toContain(said);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' });
  expect(mail.text).toContain(day.format(at));
});

it('is not written when the conversation has become somebody else’s meanwhile', async () => {
  const { room } = await talk('Question', 'Answer');
  const job = { kind: 'transcript', visitor: 'g_other', brand: 'acme', room, email: 'late@test.example' };
  await stack.store({
    'server/mail-jobs/late': { ...job, locale: 'en', timeZone: 'UTC', at: Date.now() },
  });
  await stack.firebase.idle();
  expect(await stack.stored('server/mail-jobs/late')).toBeNull();
  expect(mailsIn(outbox).filter(({ to }) => to === 'late@test.example')).toEqual([]);
});

// Last: a limit that is used up stays so.
it.each([
  [callLimits.transcripts, 'visitor'],
  [callLimits.transcriptsTo, 'transcripts-to@test.example'],
  [callLimits.transcriptsOfBrand, 'acme'],
] as const)('A113: floods no mailbox, whoever asks: %o', async ({ name, most, windowMs }, whose) => {
  const { visitor, send } = await talk('Question', 'Answer');
  const key = whose === 'visitor' ? String((await visitor.claims())['id']) : whose;
  // In this hour and in the next: a test may run across the full hour.
  const window = Math.floor(Date.now() / windowMs);
  const path = (at: number): string => `server/limits/${name}/${at}/${sha256(key).slice(0, 32)}/others`;
  await stack.store({ [path(window)]: most, [path(window + 1)]: most });
  await expect(send(`T${name.slice(1)}@test.example`)).rejects.toMatchObject({
    details: { code: 'too-many-attempts' },
  });
});
