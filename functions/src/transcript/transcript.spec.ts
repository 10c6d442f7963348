import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { mailsIn, nextMailTo } from '../testing/outbox.ts';
import { startStack, type Stack } from '../testing/stack.ts';

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

it('floods no mailbox, whoever asks, and lets no visitor ask without end', async () => {
  const refusal = { details: { code: 'too-many-attempts' } };
  const eager = await talk('Question', 'Answer');
  for (let number = 0; number < 5; number += 1) await eager.send(`kim${number}@test.example`);
  await expect(eager.send('kim9@test.example')).rejects.toMatchObject(refusal);
  for (let number = 0; number < 5; number += 1)
    await (await talk('Question', 'Answer')).send('Flooded@test.example');
  await expect((await talk('Question', 'Answer')).send('flooded@test.example')).rejects.toMatchObject(
    refusal,
  );
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
