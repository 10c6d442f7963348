import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, initializeAuth, signInWithCustomToken } from 'firebase/auth';
import { getDatabase, ref, remove, set, update } from 'firebase/database';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import type { DeliveryPlan } from '../index.ts';
import { customToken, FIXTURE_FUNCTIONS, FIXTURE_SITE, postJson, TestStack } from '../test-stack.ts';

interface Note {
  readonly kind: string;
  readonly at: number;
  readonly [field: string]: unknown;
}

let stack: TestStack;
let clock: ManualClock;
let lines: string[];
let plan: DeliveryPlan;

beforeAll(async () => {
  clock = createManualClock(Date.now());
  lines = [];
  stack = await TestStack.start({
    clock,
    functions: {
      source: FIXTURE_FUNCTIONS,
      env: ({ hosting }) => ({ EXTRA: `from options, hosting at ${hosting}` }),
      deliveryPlan: (delivery) => plan(delivery),
    },
    log: (line) => lines.push(line),
  });
});
afterAll(() => stack.close());
beforeEach(() => {
  plan = () => [0];
  lines.length = 0;
});
afterEach(async () => {
  await stack.firebase.functions.start();
  await stack.firebase.idle();
  await stack.firebase.reset();
});

/** What the functions of the bundle wrote down, in the order they did. */
async function notes(): Promise<Note[]> {
  await stack.firebase.idle();
  const { notes: written = {} } = (stack.firebase.dump() ?? {}) as { notes?: Record<string, Note> };
  return Object.values(written).sort((a, b) => a.at - b.at);
}

function client() {
  const app = initializeApp(stack.firebase.firebaseConfig, `client-${Math.random()}`);
  stack.onClose(() => deleteApp(app));
  const auth = initializeAuth(app);
  connectAuthEmulator(auth, stack.firebase.urls.auth, { disableWarnings: true });
  return { app, auth, database: getDatabase(app) };
}

function callable(name: string, region?: string) {
  const { app, auth } = client();
  const functions = getFunctions(app, region);
  connectFunctionsEmulator(functions, '127.0.0.1', Number(new URL(stack.firebase.urls.functions).port));
  const callee = httpsCallable(functions, name);
  return {
    call: async (data: unknown) => (await callee(data)).data,
    stream: (data: unknown) => callee.stream(data),
    auth,
  };
}

function urlOf(path: string): string {
  return `${stack.firebase.urls.functions}/demo-test/${path}`;
}

async function environment(): Promise<Record<string, unknown>> {
  const { body } = await postJson(urlOf('us-central1/environment'), { data: {} });
  return body.result as Record<string, unknown>;
}

/** Resolves when the log has a line that contains `text`. */
async function logged(text: string): Promise<string> {
  return expect
    .poll(() => lines.find((line) => line.includes(text)), { interval: 10, timeout: 10_000 })
    .toBeDefined()
    .then(() => lines.find((line) => line.includes(text))!);
}

describe('callables', () => {
  it('F2 F3 answer the official client with data, its user and its errors', async () => {
    const { call, auth } = callable('greet', 'europe-west1');
    expect(await call({ name: 'Ada' })).toEqual({ text: 'Hello, Ada', uid: null });
    await signInWithCustomToken(auth, customToken('client-03', {}, Date.now()));
    expect(await call({ name: 'Bob' })).toEqual({ text: 'Hello, Bob', uid: 'client-03' });
    await expect(call({ name: '' })).rejects.toMatchObject({
      code: 'functions/invalid-argument',
      message: expect.stringContaining('Nobody to greet.') as string,
      details: { field: 'name' },
    });
  });

  it('F3 send their answer piece by piece to a client that asks for it', async () => {
    const { stream, data } = await callable('count').stream({ to: 3 });
    const pieces: unknown[] = [];
    for await (const piece of stream) pieces.push(piece);
    expect([pieces, await data]).toEqual([[1, 2, 3], 'done']);
  });

  it('F3 take nothing but {data}, and hide what went wrong inside', async () => {
    const url = urlOf('europe-west1/greet');
    expect((await postJson(url, { data: { name: 'x' }, more: 1 })).status).toBe(400);
    expect((await postJson(url, {})).status).toBe(400);
    const failed = await postJson(urlOf('us-central1/mint'), { data: {} });
    expect([failed.status, failed.body]).toEqual([
      500,
      { error: { message: 'INTERNAL', status: 'INTERNAL' } },
    ]);
  });

  it('F3 refuse a token that does not hold', async () => {
    const headers = { authorization: 'Bearer a.b.c' };
    const answer = await postJson(urlOf('europe-west1/greet'), { data: { name: 'x' } }, headers);
    expect(answer.status).toBe(401);
  });

  it('F2 are found in their own region and project only', async () => {
    for (const path of [
      'us-central1/greet',
      'europe-west1/nothing',
      'europe-west1/sweep',
      'us-central1/work',
    ]) {
      expect((await postJson(urlOf(path), { data: {} })).status).toBe(404);
    }
    const elsewhere = urlOf('europe-west1/greet').replace('demo-test', 'demo-other');
    expect((await postJson(elsewhere, { data: {} })).status).toBe(404);
  });
});

describe('HTTPS functions', () => {
  it('F4 see method, path, query, parsed body and raw body', async () => {
    const response = await fetch(urlOf('us-central1/echo/a/b?x=1&y=2'), {
      method: 'PUT',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"a": 1}',
    });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      method: 'PUT',
      url: '/a/b?x=1&y=2',
      query: { x: '1', y: '2' },
      body: { a: 1 },
      rawBody: '{"a": 1}',
    });
  });

  it('F4 are told of a body that is not what it claims to be, before they are called', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(urlOf('us-central1/echo'), { method: 'POST', headers, body: '{' });
    expect(response.status).toBe(400);
  });
});

describe('environment', () => {
  it('F5 has parameters and secrets of the env files, the later one winning, and those of the options', async () => {
    expect(await environment()).toMatchObject({
      secret: 'not so secret',
      shadowed: 'from .env.local',
      extra: `from options, hosting at ${new URL(stack.firebase.urls.hosting).port}`,
      timeZone: 'UTC',
      emulator: 'true',
    });
  });

  it('F10 names the function on each line it logs', async () => {
    const { call } = callable('greet', 'europe-west1');
    await call({ name: 'Ada' });
    expect(await logged('asked for Ada')).toBe('greet: asked for Ada');
  });
});

describe('database triggers', () => {
  it('F6 fire for what was created, updated and deleted, with the data before and after', async () => {
    const { database } = client();
    stack.firebase.load({ rooms: { r1: { m1: { text: 'a', tags: { x: 1, y: 2 } } } } });
    expect(await notes()).toMatchObject([
      {
        kind: 'created',
        room: 'r1',
        message: 'm1',
        value: { text: 'a', tags: { x: 1, y: 2 } },
        by: 'admin:',
      },
    ]);
    await set(ref(database, 'open/x'), 1);
    await adminPatch('rooms/r1/m1', { 'tags/x': null, text: 'b' });
    expect((await notes()).at(-1)).toMatchObject({
      kind: 'updated',
      before: { text: 'a', tags: { x: 1, y: 2 } },
      after: { text: 'b', tags: { y: 2 } },
    });
    await adminPatch('rooms/r1', { m1: null });
    expect((await notes()).at(-1)).toMatchObject({ kind: 'deleted', before: { text: 'b', tags: { y: 2 } } });
  });

  it('F6 fire once for each place that one update touched, however often it did', async () => {
    await adminPatch('', {
      'rooms/r1/m1/a': 1,
      'rooms/r1/m1/b': 2,
      'rooms/r1/m2': 3,
      'rooms/r2/m1': 4,
      'elsewhere/r1/m1': 5,
    });
    const places = (await notes()).map(
      ({ kind, room, message }) => `${kind} ${String(room)}/${String(message)}`,
    );
    expect(places.sort()).toEqual(['created r1/m1', 'created r1/m2', 'created r2/m1']);
  });

  it('F6 do not fire where a write changed nothing', async () => {
    await adminPatch('', { 'rooms/r1/m1': { text: 'same' } });
    await adminPatch('', { 'rooms/r1/m1': { text: 'same' } });
    expect(await notes()).toHaveLength(1);
  });

  it('F6 fire for writes above and below their path, and in groups', async () => {
    await adminPatch('', { totals: { open: 1 } });
    await adminPatch('', { 'totals/closed/today': 2 });
    expect((await notes()).map(({ after }) => after)).toEqual([
      { open: 1 },
      { open: 1, closed: { today: 2 } },
    ]);
  });

  it('F6 are not missed by what is written before the bundle is loaded', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const starting = TestStack.start({ functions: { source: FIXTURE_FUNCTIONS }, ports: { database: port } });
    const url = `http://127.0.0.1:${port}/rooms/r1/early.json?ns=demo-test-default-rtdb`;
    const write = (): Promise<Response> =>
      fetch(url, { method: 'PUT', headers: { authorization: 'Bearer owner' }, body: '"first"' });
    for (let written = false; !written;)
      written = await write().then(
        ({ ok }) => ok,
        () => false,
      );
    const early = await starting;
    try {
      await early.firebase.idle();
      const { notes: written = {} } = (early.firebase.dump() ?? {}) as { notes?: Record<string, Note> };
      expect(Object.values(written).map(({ kind }) => kind)).toContain('created');
    } finally {
      await early.close();
    }
  });

  it('F6 know who wrote', async () => {
    const { auth, database } = client();
    await signInWithCustomToken(auth, customToken('client-05', { room: 'r9' }, Date.now()));
    await update(ref(database, 'rooms/r9'), { m1: 'mine' });
    await remove(ref(database, 'rooms/r9/m1'));
    expect((await notes())[0]).toMatchObject({ kind: 'created', by: 'app_user:client-05' });
  });

  it('F7 are tried again with growing waits, under the same id, where they ask for it', async () => {
    await adminPatch('', { 'rooms/r1/m1': { failFirst: 2 } });
    expect(await notes()).toEqual([]);
    await logged('next try in 1000 ms');
    clock.advance(1_000);
    expect(await notes()).toEqual([]);
    await logged('next try in 2000 ms');
    clock.advance(2_000);
    expect(await notes()).toMatchObject([{ kind: 'created', message: 'm1' }]);
  });

  it('F8 wait while the functions are stopped, and the rest of the stack goes on', async () => {
    await stack.firebase.functions.stop();
    await adminPatch('', { 'rooms/r1/m1': 'while away' });
    const call = await postJson(
      urlOf('europe-west1/greet'),
      { data: { name: 'x' } },
      { origin: 'https://shop.test' },
    );
    expect([call.status, call.headers.get('access-control-allow-origin')]).toEqual([
      503,
      'https://shop.test',
    ]);
    expect(call.body).toMatchObject({ error: { status: 'UNAVAILABLE' } });
    await stack.firebase.functions.start();
    expect(await notes()).toMatchObject([{ kind: 'created', value: 'while away' }]);
  });

  it('F7 can be doubled, dropped and delayed by a test', async () => {
    const plans = [[0, 0], [], [5_000], [0]];
    plan = () => plans.shift() ?? [0];
    for (const message of ['doubled', 'dropped', 'delayed', 'normal'])
      await adminPatch('', { [`rooms/r1/${message}`]: 1 });
    const before = (await notes()).map(({ message }) => message);
    expect(before.sort()).toEqual(['doubled', 'doubled', 'normal']);
    clock.advance(5_000);
    expect((await notes()).map(({ message }) => message)).toContain('delayed');
    expect(
      new Set((await notes()).filter(({ message }) => message === 'doubled').map(({ id }) => id)).size,
    ).toBe(1);
  });
});

describe('schedules and tasks', () => {
  it('F9 run at their time in their time zone', async () => {
    clock.advance(2 * 86_400_000);
    const times = (await notes()).map(({ time }) => new Date(String(time)));
    const inBerlin = { timeZone: 'Europe/Berlin', timeStyle: 'medium' } as const;
    expect(times.map((time) => time.toLocaleTimeString('de', inBerlin))).toEqual(['03:30:00', '03:30:00']);
  });

  it('F9 run when a test says so', async () => {
    await stack.firebase.runSchedule('sweep');
    expect(await notes()).toMatchObject([{ kind: 'schedule' }]);
    await expect(stack.firebase.runSchedule('greet')).rejects.toMatchObject({ code: 'unknown-function' });
  });

  it('F11 deliver what firebase-admin enqueues, again when it fails, at most as often as declared', async () => {
    const { call } = callable('enqueue');
    await call({ data: { n: 1 } });
    await call({ data: { n: 2, fails: true } });
    await expect.poll(() => lines.filter((line) => line.includes('next try in')).length).toBe(1);
    clock.advance(1_000);
    await expect.poll(() => lines.filter((line) => line.includes('next try in')).length).toBe(2);
    clock.advance(2_000);
    await logged('is not tried again');
    const tries = (await notes()).map(
      ({ data, attempt }) => `${String((data as { n: number }).n)}:${String(attempt)}`,
    );
    expect(tries.sort()).toEqual(['1:0', '2:0', '2:1', '2:2']);
  });

  it('F11 wait for the time of a task, and take each name once', async () => {
    const { call } = callable('enqueue');
    const scheduleDelaySeconds = Math.ceil((clock.now() - Date.now()) / 1000) + 60;
    await call({ data: { n: 1 }, id: 'once', scheduleDelaySeconds: Math.max(scheduleDelaySeconds, 60) });
    await expect(call({ data: { n: 1 }, id: 'once' })).rejects.toMatchObject({ code: 'functions/internal' });
    expect(await notes()).toEqual([]);
    clock.advance(400 * 86_400_000);
    expect((await notes()).filter(({ kind }) => kind === 'task')).toHaveLength(1);
  });

  it('F11 A11 refuse tasks from foreign pages', async () => {
    const url = `${stack.firebase.urls.functions}/projects/demo-test/locations/us-central1/queues/work/tasks`;
    expect((await postJson(url, { task: {} }, { origin: 'https://evil.test' })).status).toBe(403);
  });
});

describe('the process', () => {
  it('F8 is started again when it crashes, and what was queued is delivered', async () => {
    const { pid } = await environment();
    await fetch(urlOf('us-central1/crash')).catch(() => undefined);
    await logged('restarting in');
    await adminPatch('', { 'rooms/r1/m1': 'after the crash' });
    expect(await notes()).toMatchObject([{ value: 'after the crash' }]);
    expect((await environment()).pid).not.toBe(pid);
  });

  it('F8 loads the bundle anew on restart', async () => {
    const { pid } = await environment();
    await stack.firebase.functions.restart();
    expect((await environment()).pid).not.toBe(pid);
    expect(stack.firebase.functions.names()).toContain('group-onTotalWritten');
  });

  it('F1 says why a bundle does not load, and leaves nothing running', async () => {
    const starting = TestStack.start({ functions: { source: FIXTURE_SITE } });
    await expect(starting).rejects.toMatchObject({ code: 'bad-config' });
    const broken = TestStack.start({ functions: { source: `${FIXTURE_FUNCTIONS}-broken` } });
    await expect(broken).rejects.toMatchObject({
      code: 'functions-unavailable',
      message: expect.stringContaining('this bundle is broken') as string,
    });
  });

  it('F8 dies with a parent that is killed, even while a function is stuck', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = on(createInterface({ input: parent.stdout }), 'line') as AsyncIterableIterator<[string]>;
    const { value: first } = (await output.next()) as { value: [string] };
    const { pid, hang } = JSON.parse(first[0]) as { pid: number; hang: string };
    const stuck = fetch(hang).catch(() => undefined);
    expect((await output.next()).value).toEqual(['hang: in a loop from now on']);
    parent.kill('SIGKILL');
    await stuck;
    await expect.poll(() => isAlive(pid), { interval: 50, timeout: 10_000 }).toBe(false);
  });
});

const INDEX = new URL('../index.ts', import.meta.url).href;
const PARENT = `
  const { startLocalFirebase } = await import(${JSON.stringify(INDEX)});
  const stack = await startLocalFirebase({
    root: ${JSON.stringify(FIXTURE_SITE)},
    projectId: 'demo-test',
    functions: { source: ${JSON.stringify(FIXTURE_FUNCTIONS)} },
    log: console.log,
  });
  const base = stack.urls.functions + '/demo-test/us-central1/';
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(base + 'environment', { method: 'POST', headers, body: '{"data":{}}' });
  const { result } = await answer.json();
  console.log(JSON.stringify({ pid: result.pid, hang: base + 'hang' }));
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Writes as an administrator over REST. */
async function adminPatch(path: string, changes: object): Promise<void> {
  const response = await fetch(`${stack.firebase.urls.database}/${path}.json?ns=demo-test-default-rtdb`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer owner' },
    body: JSON.stringify(changes),
  });
  expect(response.status).toBe(200);
}
