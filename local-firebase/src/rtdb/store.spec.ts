import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeToJson } from '../tree/json.ts';
import { Store } from './store.ts';
import { outcomeOf, readPut } from './write.ts';
import { TestDatabase } from './testing/test-database.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-store-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(store: Store, path: string, json: unknown): void {
  const { changes, after } = outcomeOf(store.root, [readPut(path, json)], 1);
  store.append(changes, after);
}

async function reopened(): Promise<unknown> {
  const store = new Store(folder, 'every-write');
  await store.close();
  return nodeToJson(store.root, true);
}

/** A server with that folder in a process of its own, which may be killed and limited. */
async function startInProcess(
  command: string,
  prefix: readonly string[],
): Promise<{ child: ChildProcess; port: number }> {
  const script = `
    import { DatabaseServer } from ${JSON.stringify(new URL('database-server.ts', import.meta.url).href)};
    import { createServer } from 'node:http';
    const clock = { now: () => Date.now(), setTimeout: () => () => undefined };
    const server = new DatabaseServer({
      projectId: 'demo-test', clock, folder: ${JSON.stringify(folder)}, rulesFor: () => '{"rules":{".write":true}}',
      tokens: { verify: () => ({ ok: false, code: 'invalid_token', reason: '' }) },
    });
    const http = createServer((request, response) => server.handleHttp(request, response));
    http.on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head));
    http.listen(0, '127.0.0.1', () => process.send({ port: http.address().port }));
    process.on('warning', (warning) => process.send({ warning: warning.message }));
  `;
  const child = spawn(command, [...prefix, '--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve) =>
    child.on('message', (message: { port?: number }) => {
      if (message.port !== undefined) resolve(message.port);
    }),
  );
  return { child, port };
}

describe('P: persistence', () => {
  it('P1: finds after a restart what was written before, priorities and odd keys included', async () => {
    const first = await TestDatabase.start({ folder });
    const client = await first.raw();
    await client.ask('p', { p: '/a', d: { b: { '.value': 1, '.priority': 'p' }, 'é "x"': [true] } });
    await client.ask('m', { p: '/', d: { 'a/c': 2, __proto__x: { '.sv': 'timestamp' } } });
    const { data } = await client.ask('g', { p: '/', q: {} });
    await first.close();
    const second = await TestDatabase.start({ folder });
    expect((await (await second.raw()).ask('g', { p: '/', q: {} })).data).toEqual(data);
    await second.close();
  });

  it('P1: keeps namespaces apart and knows them again', async () => {
    const first = await TestDatabase.start({ folder });
    await (await first.raw({ namespace: 'one' })).ask('p', { p: '/a', d: 1 });
    await (await first.raw({ namespace: 'two' })).ask('p', { p: '/a', d: 2 });
    await first.close();
    const second = await TestDatabase.start({ folder });
    expect(second.server.namespaceNames()).toEqual(['demo-test-default-rtdb', 'one', 'two']);
    expect(second.server.namespace('two').root.child('a').value).toBe(2);
    await second.close();
  });

  it('P2 P5: an acknowledged write survives kill -9; until then nobody else opens the folder', async () => {
    const { child, port } = await startInProcess(process.execPath, []);
    await expect(TestDatabase.start({ folder })).rejects.toThrow(/is using the data/);
    const rig = TestDatabase.connect(port);
    const client = await rig.raw();
    for (let index = 0; index < 50; index++) await client.ask('p', { p: `/n/k${index}`, d: index });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await rig.close();
    const next = await TestDatabase.start({ folder });
    expect(next.server.namespace('demo-test-default-rtdb').root.child('n').size).toBe(50);
    await next.close();
  });

  it('P6: with a full disk nobody is told of what is not stored; it goes on by itself when there is room', async () => {
    // A soft limit on the length of files stands in for the disk: it fails the same call, and can be lifted.
    const limited = ['-c', 'ulimit -S -f 16; exec "$0" "$@"', process.execPath];
    const { child, port } = await startInProcess('bash', limited);
    const warned = new Promise<string>((resolve) =>
      child.on('message', ({ warning }: { warning?: string }) => {
        if (warning?.startsWith('The database') === true) resolve(warning);
      }),
    );
    const rig = TestDatabase.connect(port);
    const writers = await Promise.all([0, 1, 2, 3, 4, 5].map(() => rig.raw()));
    const leaving = await rig.raw();
    const told: number[] = [];
    const writes = writers.map(async (writer, index) => {
      await writer.ask('p', { p: `/n/k${index}`, d: 'x'.repeat(5000) });
      told.push(index);
    });
    expect(await warned).toMatch(/answers nobody until it can store .* (EFBIG|file too large)/i);
    const rest = await fetch(`http://127.0.0.1:${port}/rest.json`, { method: 'PUT', body: '1' });
    expect([rest.status, await rest.text()]).toEqual([503, expect.stringContaining('not stored yet')]);
    expect(told.length).toBeLessThan(6);
    // Not even whoever says goodbye is told on parting.
    leaving.socket.send(JSON.stringify({ t: 'd', d: { r: 1, a: 'p', b: { p: '/left', d: 1 } } }));
    leaving.socket.close(1000);
    const answered = leaving.next().then(() => 'answered');
    expect(await Promise.race([answered, leaving.gone().then(() => 'gone')])).toBe('gone');
    spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited']);
    await Promise.all(writes);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await rig.close();
    const next = await TestDatabase.start({ folder });
    const { root } = next.server.namespace('demo-test-default-rtdb');
    expect([root.child('n').size, root.child('rest').value]).toEqual([6, 1]);
    await next.close();
  });

  it('P3: drops the half line of a crash and goes on from there', async () => {
    const store = new Store(folder, 'every-write');
    put(store, 'a', 1);
    await store.close();
    appendFileSync(join(folder, 'log-0.jsonl'), '[["b",');
    const again = new Store(folder, 'every-write');
    put(again, 'c', 3);
    await again.close();
    expect(await reopened()).toEqual({ a: 1, c: 3 });
  });

  it('P4: replaces a long log by a snapshot, while writes go on', async () => {
    const store = new Store(folder, { intervalMs: 10 });
    put(store, 'rooms', { '.priority': 'kept', first: 1 });
    const text = 'x'.repeat(1000);
    for (let index = 0; index < 6000; index++) {
      put(store, `rooms/r${index % 7}/m${index}`, { text, n: index, '.priority': index % 3 });
      if (index % 100 === 0) store.flush();
    }
    store.flush();
    put(store, 'after', true);
    store.flush();
    await store.settled();
    put(store, 'last', { '.value': 1, '.priority': 2 });
    const root = store.root;
    await store.close();
    const names = readdirSync(folder);
    expect(names.filter((name) => name.startsWith('snapshot'))).toHaveLength(1);
    expect(names.filter((name) => name.startsWith('log'))).toHaveLength(1);
    expect(await reopened()).toEqual(nodeToJson(root, true));
  });

  it('P4: a crash between log and snapshot loses nothing', async () => {
    const store = new Store(folder, 'every-write');
    put(store, 'big', Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, 'y'.repeat(900)])));
    store.flush();
    put(store, 'while', 'snapshotting');
    store.flush();
    // The snapshot is under way: what is on disk now is what a crash would leave.
    const copy = mkdtempSync(join(tmpdir(), 'foyer-crashed-'));
    cpSync(folder, copy, { recursive: true });
    const left = new Store(copy, 'every-write');
    expect(readdirSync(copy).filter((name) => name.startsWith('log'))).toEqual([
      'log-0.jsonl',
      'log-1.jsonl',
    ]);
    expect(nodeToJson(left.root)).toEqual(nodeToJson(store.root));
    await left.close();
    rmSync(copy, { recursive: true });
    await store.close();
    expect(((await reopened()) as { while: string }).while).toBe('snapshotting');
  });
});
