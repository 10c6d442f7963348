import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { deleteApp, initializeApp } from 'firebase/app';
import { getDatabase, onValue, ref } from 'firebase/database';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startLocalFirebase, type LocalFirebase, type LocalFirebaseOptions } from './index.ts';
import { FIXTURE_FUNCTIONS, FIXTURE_SITE, temporaryFolder } from './test-stack.ts';

const running: LocalFirebase[] = [];
afterEach(async () => {
  for (const stack of running.splice(0)) await stack.close();
});

async function start(options: LocalFirebaseOptions = {}): Promise<LocalFirebase> {
  const stack = await startLocalFirebase({ root: FIXTURE_SITE, functions: false, ...options });
  running.push(stack);
  return stack;
}

describe('G1 starting', () => {
  it('takes well under 200 ms without functions', async () => {
    const startUpMs = async (): Promise<number> => {
      const before = performance.now();
      await start();
      return performance.now() - before;
    };
    // As often as it takes: other tests take turns on the same machine.
    await expect.poll(startUpMs).toBeLessThan(200);
  });

  it('gives each service a port of its own on loopback', async () => {
    const { urls } = await start();
    expect(new Set(Object.values(urls)).size).toBe(5);
    for (const url of Object.values(urls)) expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('says which port is taken, and leaves nothing listening', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const { urls } = await start();
    const free = Number(new URL(urls.hosting).port);
    await running.pop()!.close();
    await expect(start({ ports: { hosting: free, auth: port } })).rejects.toMatchObject({
      code: 'port-taken',
      port,
      message: `Port ${port} (auth) is already in use.`,
    });
    await expect(start({ ports: { hosting: free } })).resolves.toBeDefined();
    blocker.close();
  });

  it.each([
    [{ projectId: 'foyer-production' }, 'must begin with "demo-"'],
    [{ root: '/nowhere' }, 'firebase.json'],
    [{ config: { database: { rules: 'missing.json' } } }, 'missing.json'],
    [{ config: { functions: { source: 'nowhere' } }, functions: undefined }, 'holds no package.json'],
  ])('refuses %j', async (options, message) => {
    const { functions, ...rest } = { functions: false as const, ...options };
    const wanted = functions === undefined ? rest : { ...rest, functions };
    await expect(
      startLocalFirebase({ root: FIXTURE_SITE, ...(wanted as LocalFirebaseOptions) }),
    ).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining(message) as string });
  });
});

describe('G5 a folder', () => {
  it('is for one stack at a time, and free again when that ends or was killed', async () => {
    const folder = await temporaryFolder();
    try {
      const first = await start({ folder: folder.path });
      await expect(start({ folder: folder.path })).rejects.toMatchObject({ code: 'folder-taken' });
      await first.close();
      // A process that is gone: the number is beyond what the system gives out.
      await writeFile(join(folder.path, 'lock'), '4194999');
      const second = await start({ folder: folder.path });
      await second.close();
      expect(await readdir(folder.path)).not.toContain('lock');
    } finally {
      await folder.remove();
    }
  });

  it('brings the database back', async () => {
    const folder = await temporaryFolder();
    try {
      const first = await start({ folder: folder.path });
      first.load({ a: { b: 1 } });
      await first.close();
      const second = await start({ folder: folder.path });
      expect(second.dump()).toEqual({ a: { b: 1 } });
      await second.close();
    } finally {
      await folder.remove();
    }
  });
});

describe('G2 running', () => {
  it('loads and dumps databases, and forgets everything on reset', async () => {
    const stack = await start();
    stack.load({ a: { '.value': 1, '.priority': 2 } });
    stack.load({ b: 1 }, 'other');
    expect(stack.dump()).toEqual({ a: { '.value': 1, '.priority': 2 } });
    expect(stack.dump('other')).toEqual({ b: 1 });
    await stack.reset();
    expect([stack.dump(), stack.dump('other')]).toEqual([null, null]);
  });

  it('has nobody read or write where there are no rules', async () => {
    const stack = await start({ config: {} });
    const response = await fetch(`${stack.urls.database}/a.json?ns=demo-foyer-default-rtdb`);
    expect(response.status).toBe(401);
  });
});

describe('G7 switches of the database', () => {
  it('has rules counted and refusals explained where a test wants it', async () => {
    const lines: string[] = [];
    const stack = await start({
      config: {},
      database: { coverage: true, explainDenials: true },
      log: (line) => lines.push(line),
    });
    await fetch(`${stack.urls.database}/a.json`);
    expect(lines.at(-1)).toContain('read /a: denied because none of /.read (false) grants it.');
    const coverage = await fetch(`${stack.urls.database}/.inspect/coverage.json`, {
      headers: { authorization: 'Bearer owner' },
    });
    expect(JSON.stringify(await coverage.json())).toContain('"rule":"/.read"');
  });
});

describe('G7 what a data folder holds', () => {
  it.each(['every-write', { intervalMs: 60_000 }] as const)(
    'is every answered write, also when nothing was closed (durability %j)',
    async (durability) => {
      const folder = await temporaryFolder();
      const { urls } = await start({ folder: folder.path, database: { durability } });
      const headers = { authorization: 'Bearer owner' };
      const at = (database: string): string => `${database}/kept.json`;
      const written = await fetch(at(urls.database), { method: 'PUT', headers, body: '"all of it"' });
      expect(written.status).toBe(200);
      // What lies there now is what a crash would leave.
      const left = await temporaryFolder();
      await cp(join(folder.path, 'database'), join(left.path, 'database'), { recursive: true });
      const again = await start({ folder: left.path });
      const kept = await fetch(at(again.urls.database), { headers });
      expect(await kept.json()).toBe('all of it');
      for (const stack of running.splice(0)) await stack.close();
      await Promise.all([folder.remove(), left.remove()]);
    },
  );
});

describe('G7 open listens', () => {
  it.each([true, false])('are judged again when data changes, if asked to (%s)', async (recheckListens) => {
    const { urls } = await start({ config: {}, database: { recheckListens } });
    const headers = { authorization: 'Bearer owner' };
    const put = async (path: string, value: unknown): Promise<void> => {
      const answer = await fetch(`${urls.database}/${path}`, {
        method: 'PUT',
        headers,
        body: JSON.stringify(value),
      });
      expect(answer.status).toBe(200);
    };
    await put('.settings/rules.json', { rules: { room: { '.read': "root.child('open').val() == true" } } });
    await put('open.json', true);
    const app = initializeApp(
      { projectId: 'demo-foyer', databaseURL: urls.database },
      `g7-${recheckListens}`,
    );
    const database = getDatabase(app, `${urls.database}/?ns=demo-foyer-default-rtdb`);
    const seen: unknown[] = [];
    onValue(
      ref(database, 'room'),
      (snapshot) => seen.push(snapshot.val()),
      () => seen.push('cancelled'),
    );
    await expect.poll(() => seen).toEqual([null]);
    await put('open.json', false);
    await put('room.json', 'news');
    await expect.poll(() => seen).toEqual([null, recheckListens ? 'cancelled' : 'news']);
    await deleteApp(app);
  });
});

describe('G3 closing', () => {
  it('leaves no temporary folder and no port behind', async () => {
    const folder = await temporaryFolder();
    vi.stubEnv('TMPDIR', folder.path);
    try {
      const stack = await start({ functions: { source: FIXTURE_FUNCTIONS } });
      expect(await readdir(folder.path)).not.toEqual([]);
      await stack.close();
      expect(await readdir(folder.path)).toEqual([]);
      await expect(fetch(stack.urls.hosting)).rejects.toThrow();
    } finally {
      vi.unstubAllEnvs();
      await folder.remove();
    }
  });
});

describe('G4 the command', () => {
  const BIN = fileURLToPath(new URL('./bin.ts', import.meta.url));

  it('prints the addresses, and ends on SIGTERM', async () => {
    const child = spawn(process.execPath, [BIN, '--root', FIXTURE_SITE, '--no-functions'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === 5) break;
    }
    expect(lines[0]).toMatch(/^hosting +http:\/\/127\.0\.0\.1:\d+$/);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  it('says in one line what is wrong', async () => {
    const child = spawn(process.execPath, [BIN, '--root', '/nowhere'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const text = (await child.stderr.setEncoding('utf8').toArray()).join('');
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(child.exitCode ?? ((await once(child, 'exit')) as [number])[0]).toBe(1);
  });
});
