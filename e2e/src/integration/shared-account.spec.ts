import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi, demoOperators, demoPassword, seedPeople, startStack } from '@foyer/demo';
import type { Api, Stack } from '@foyer/demo';
import { createDesk, createDeskPorts, createVisitorChat, createVisitorPorts } from '@foyer/shared-core';
import type { Conversation, Desk, VisitorChat } from '@foyer/shared-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { becomes } from './becomes.ts';
import { createNodePlatform } from './node-platform.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'foyer-shared-account-'));
/** Timers as long as this are those that renew tokens; a test rings them. */
const LONG_MS = 10 * 60_000;
/** The one account that all visitors share here: the worst case, and what a pool makes 256 times smaller. */
const SHARED = 'client-00';
let stack: Stack;
let api: Api;
let desk: Desk;
let open: { dispose(): void }[] = [];

beforeAll(async () => {
  stack = await startStack({
    root,
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    functionsEnv: { FOYER_VISITOR_POOL: '1' },
  });
  api = createApi(stack.addresses);
  await seedPeople(api, { url: 'http://127.0.0.1:9/', secret: 'none' });
  const operator = demoOperators.find(({ brands }) => brands.some((brand) => brand === 'acme'));
  desk = createDesk(
    { origin: stack.addresses.hosting },
    createDeskPorts(createNodePlatform(), 'shared-account'),
  );
  await desk.signIn(operator?.email ?? '', demoPassword);
  await becomes(desk.me, (me) => me != null);
});
afterAll(async () => {
  for (const one of open) one.dispose();
  open = [];
  desk.dispose();
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One page: the same texts are the same browser. */
function tab(texts: Map<string, string>): {
  readonly chat: VisitorChat;
  readonly signIns: () => number;
  readonly ringLongTimers: () => void;
} {
  const platform = createNodePlatform(texts);
  const long = new Set<() => void>();
  let signIns = 0;
  const chat = createVisitorChat(
    { brand: 'acme', origin: stack.addresses.hosting },
    createVisitorPorts({
      ...platform,
      setTimeout(run, ms) {
        if (ms < LONG_MS) return platform.setTimeout(run, ms);
        long.add(run);
        return () => void long.delete(run);
      },
      fetch(url, request) {
        if (url.endsWith('/api/loginExternal')) signIns += 1;
        return platform.fetch(url, request);
      },
    }),
  );
  open.push(chat);
  return {
    chat,
    signIns: () => signIns,
    ringLongTimers() {
      for (const run of [...long]) {
        long.delete(run);
        run();
      }
    },
  };
}

const has = (side: Pick<VisitorChat | Conversation, 'messages'>, text: string): Promise<unknown> =>
  becomes(side.messages, (all) =>
    all.some(
      ({ message, delivery }) =>
        message.kind === 'text' && message.text === text && delivery.state === 'sent',
    ),
  );

/** What the holder of a visitor's token can ask Firebase, past us. */
async function asHolder(
  what: 'update' | 'delete',
  change: object,
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const { id, token } = await api.call('loginExternal', { brandId: 'acme' });
  const { idToken } = await api.exchange(id, token);
  const response = await fetch(
    `${stack.addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:${what}?key=local`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ idToken, ...change }),
    },
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function sharedAccount(): Promise<Record<string, unknown> | undefined> {
  const response = await fetch(
    `${stack.addresses.auth}/identitytoolkit.googleapis.com/v1/projects/${stack.addresses.projectId}/accounts:lookup`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ localId: [SHARED] }),
    },
  );
  return ((await response.json()) as { users?: Record<string, unknown>[] }).users?.[0];
}

async function allow(isAllowed: boolean): Promise<void> {
  const response = await fetch(
    `${stack.addresses.auth}/identitytoolkit.googleapis.com/admin/v2/projects/${stack.addresses.projectId}/config?updateMask=client.permissions`,
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({
        client: { permissions: { disabledUserDeletion: !isAllowed, disabledUserSignup: !isAllowed } },
      }),
    },
  );
  expect(response.status).toBe(200);
}

/** What a visitor does, and whether everybody's refresh tokens are dead afterwards. */
const attacks: readonly (readonly [string, boolean, () => Promise<{ readonly status: number }>])[] = [
  ['deletes it', true, () => asHolder('delete', {})],
  [
    'gives it a password',
    true,
    () => asHolder('update', { email: 'mine@evil.example', password: 'all of it mine' }),
  ],
  [
    'renames it',
    false,
    () => asHolder('update', { displayName: 'Owned', photoUrl: 'https://evil.example/x' }),
  ],
];

describe.each(attacks)('the shared account when a visitor %s', (what, isDead, attack) => {
  it("every other visitor's chat goes on: at once, after a reload and after the token's hour", async () => {
    await allow(true);
    const texts = new Map<string, string>();
    const { chat, signIns, ringLongTimers } = tab(texts);
    await chat.start();
    chat.send(`${what}: before`);
    await has(chat, `${what}: before`);
    const room = await becomes(chat.room, (present) => present !== null);
    const conversation = desk.conversation('acme', room?.id ?? '');
    await becomes(conversation.room, (present) => present != null);
    await conversation.take();

    // Firebase counts whole seconds: a sign-in of the attack's own second would outlive it.
    const nextSecond = (Math.floor(Date.now() / 1000) + 1) * 1000;
    await expect.poll(() => Date.now(), { interval: 50, timeout: 2_000 }).toBeGreaterThan(nextSecond);
    expect((await attack()).status).toBe(200);

    chat.send(`${what}: after`);
    await has(conversation, `${what}: after`);
    conversation.send(`${what}: answer`);
    await has(chat, `${what}: answer`);

    const reloaded = tab(texts).chat;
    await reloaded.start();
    await has(reloaded, `${what}: answer`);
    expect(reloaded.visitorId.get()).toBe(chat.visitorId.get());

    // The time to renew the token has come. Where its refresh token is dead, the session's secret signs in again.
    ringLongTimers();
    await expect.poll(signIns).toBe(isDead ? 2 : 1);
    chat.send(`${what}: next hour`);
    await has(conversation, `${what}: next hour`);
    expect([chat.problem.get(), chat.visitorId.get()]).toEqual([null, reloaded.visitorId.get()]);
    conversation.dispose();
  });

  it('is whole again after the repair, and lets nobody in', async () => {
    await stack.firebase.runSchedule('visitorPoolRepair');
    const account = await sharedAccount();
    expect(account).toMatchObject({ localId: SHARED });
    for (const left of ['email', 'displayName', 'photoUrl', 'passwordHash'])
      expect(account?.[left]).toBeUndefined();
    const signIn = await fetch(
      `${stack.addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=local`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'mine@evil.example', password: 'all of it mine' }),
      },
    );
    expect(signIn.status).toBe(400);
  });
});

it('what the switches of the project close is closed: nobody deletes it, and nobody signs up beside it', async () => {
  await allow(false);
  expect((await asHolder('delete', {})).status).toBe(400);
  expect(await sharedAccount()).toBeDefined();
  const signUp = await fetch(
    `${stack.addresses.auth}/identitytoolkit.googleapis.com/v1/accounts:signUp?key=local`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'new@evil.example', password: 'long enough', returnSecureToken: true }),
    },
  );
  expect(signUp.status).toBe(400);
});
