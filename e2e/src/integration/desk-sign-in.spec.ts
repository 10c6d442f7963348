import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, demoAdmin, demoOperators, demoPassword, seedPeople, startStack } from '@foyer/demo';
import { createDesk, createDeskPorts } from '@foyer/shared-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { becomes } from './becomes.ts';
import { createNodePlatform } from './node-platform.ts';
import type { Stack } from '@foyer/demo';
import type { Desk } from '@foyer/shared-core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'foyer-desk-sign-in-'));
const outbox = join(folder, 'outbox');
let stack: Stack;
let desks: Desk[] = [];
beforeAll(async () => {
  stack = await startStack({ root, archive: `sqlite:${join(folder, 'archive.sqlite')}`, outbox });
  await seedPeople(createApi(stack.addresses), { url: 'http://127.0.0.1:9/', secret: 'none' });
});
afterEach(() => {
  for (const desk of desks) desk.dispose();
  desks = [];
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;

function openDesk(): Desk {
  const ports = createDeskPorts(createNodePlatform(), `desk-sign-in-${(count += 1)}`);
  const desk = createDesk({ origin: stack.addresses.hosting }, ports);
  desks.push(desk);
  return desk;
}

/** What an authenticator app shows (RFC 6238), some steps of 30 seconds from now. */
function totp(base32: string, steps = 0): string {
  const bits = Array.from(base32, (letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hmac = createHmac('sha1', Buffer.from(bytes.map((byte) => parseInt(byte, 2))))
    .update(counter)
    .digest();
  const code = hmac.readUInt32BE((hmac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, '0');
}

it('a policy closes the desk at once, and the way back in leads through an enrolment', async () => {
  const [first] = demoOperators;
  const [admin, operator] = [openDesk(), openDesk()];
  expect(await admin.signIn(demoAdmin.email, demoPassword)).toBeNull();
  expect(await operator.signIn(first.email, demoPassword)).toBeNull();
  await becomes(operator.me, (me) => me?.name === first.name);
  await admin.call('saveSecurityPolicy', { secondFactor: { operator: true, admin: false } });
  await becomes(operator.ended, (reason) => reason === 'second-factor-required');

  const step = await operator.signIn(first.email, demoPassword);
  if (step === null || !('enrol' in step)) throw new Error('no enrolment');
  const { ticket, secret = '' } = await operator.ask('beginFactor', { kind: 'totp', enrol: step.enrol });
  const { recoveryCodes, enter } = await operator.completeEnrolment({ ticket, code: totp(secret) });
  expect([recoveryCodes.length, operator.me.get()]).toEqual([10, null]);
  await enter();
  await becomes(operator.me, (me) => me?.name === first.name);

  const next = openDesk();
  const asked = await next.signIn(first.email, demoPassword);
  if (asked === null || !('challenge' in asked)) throw new Error('no challenge');
  const { challenge } = asked;
  await expect(next.continueSignIn({ challenge, code: '000000' })).rejects.toMatchObject({
    code: 'wrong-code',
  });
  expect(await next.continueSignIn({ challenge, code: totp(secret, 1) })).toBeNull();
  await becomes(next.me, (me) => me?.name === first.name);
  await next.call('endSessions', { which: 'others' });
  await becomes(operator.ended, (reason) => reason === 'session-ended');
  await admin.call('saveSecurityPolicy', { secondFactor: { operator: false, admin: false } });
});

it('a forgotten password is replaced by the link of a mail, and every desk of it closes', async () => {
  const { email, name } = demoOperators[1];
  const [desk, stranger] = [openDesk(), openDesk()];
  await desk.signIn(email, demoPassword);
  await becomes(desk.me, (me) => me?.name === name);
  expect(await stranger.ask('requestPasswordReset', { email, language: 'de' })).toEqual({ accepted: true });
  await stack.firebase.idle();
  const texts = readdirSync(outbox).map((file) => readFileSync(join(outbox, file), 'utf8'));
  const link = /http:\/\/localhost:\d+\/desk\/password#code=([\w-]+)/.exec(texts.join('\n'));
  const password = 'quite another password';
  expect(await stranger.ask('resetPassword', { code: link?.[1] ?? '', password })).toEqual({ email });
  await becomes(desk.ended, (reason) => reason === 'session-ended');
  await expect(desk.signIn(email, demoPassword)).rejects.toMatchObject({ code: 'wrong-credentials' });
  expect(await desk.signIn(email, password)).toBeNull();
});
