import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

const SERVER = 'mariadbd';
const START_DEADLINE_MS = 30_000;
const run = promisify(execFile);

/** A MariaDB of one test's own, in a temporary folder and on a free loopback port. */
export interface PrivateMariadb {
  /** Address of an empty database, made for this call. */
  newArchive(): Promise<string>;
  /** As the user whom the address names. */
  query(address: string, statement: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** Starts a MariaDB. Throws when it is not installed or does not come up. */
export async function startPrivateMariadb(): Promise<PrivateMariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-mariadb-'));
  const data = join(folder, 'data');
  const port = await freePort();
  await run('mariadb-install-db', [
    '--no-defaults',
    '--user=root',
    `--datadir=${data}`,
    `--tmpdir=${folder}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const server = { host: '127.0.0.1', port, user: 'root' };
  let child: ChildProcess | undefined;
  let databases = 0;

  async function start(): Promise<void> {
    child = spawn(
      SERVER,
      [
        '--no-defaults',
        '--user=root',
        `--datadir=${data}`,
        // A server that starts clears this folder, so that no two may share it.
        `--tmpdir=${folder}`,
        `--socket=${join(folder, 'socket')}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--innodb-buffer-pool-size=32M',
        '--innodb-flush-log-at-trx-commit=2',
      ],
      { stdio: 'ignore' },
    );
    const deadline = Date.now() + START_DEADLINE_MS;
    for (;;) {
      try {
        const connection = await createConnection(server);
        await connection.end();
        return;
      } catch (error) {
        if (Date.now() > deadline || child.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  async function stop(): Promise<void> {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  }

  await start();
  return {
    start,
    stop,
    async newArchive() {
      const name = `archive_${(databases += 1)}`;
      const connection = await createConnection(server);
      await connection.query(`create database ${name}`);
      await connection.end();
      return `mysql://root@127.0.0.1:${port}/${name}`;
    },
    async query(address, statement) {
      const { username, password, pathname } = new URL(address);
      const connection = await createConnection({
        ...server,
        ...{ user: username, password, database: pathname.slice(1) },
      });
      try {
        const [rows] = await connection.query(statement);
        return rows as Record<string, unknown>[];
      } finally {
        await connection.end();
      }
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A port that nobody listens at, below those that systems hand out by themselves: none of them comes between this look
 * and the server, nor while it is stopped.
 */
async function freePort(): Promise<number> {
  const port = randomInt(10_000, 30_000);
  const isFree = await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return isFree ? port : freePort();
}
