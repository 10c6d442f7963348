import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deleteApp, initializeApp, type FirebaseApp } from 'firebase/app';
import { connectDatabaseEmulator, getDatabase, type Database } from 'firebase/database';
import { WebSocket } from 'ws';
import { systemClock, type Clock } from '../../clock.ts';
import type { AccessRules, ReadRequest, TokenVerifier, WriteRequest } from '../access.ts';
import { DatabaseServer, type DatabaseServerOptions } from '../database-server.ts';

/** Rules for tests of everything but rules: functions where the real thing has expressions. */
export interface TestRules {
  read?: (request: ReadRequest) => boolean;
  write?: (request: WriteRequest) => boolean;
  indexes?: Readonly<Record<string, readonly string[]>>;
}

export function testRules({ read, write, indexes = {} }: TestRules = {}): AccessRules {
  return {
    canRead: (request) => ({ allowed: read?.(request) ?? true }),
    canWrite: (request) => ({ allowed: write?.(request) ?? true }),
    indexesAt: (path) => indexes[path.join('/')] ?? [],
  };
}

/** Takes tokens of the shape `user:<uid>`, `user:<uid>:<expiresAt>`; anything else is refused. */
function testTokens(clock: Clock): TokenVerifier {
  return {
    verify(token) {
      const [, uid, expiry] = /^user:([^:]+)(?::(\d+))?$/.exec(token) ?? [];
      if (uid === undefined)
        return { ok: false, code: 'invalid_token', reason: 'Could not parse auth token.' };
      const expiresAt = expiry === undefined ? clock.now() + 3_600_000 : Number(expiry);
      if (expiresAt <= clock.now())
        return { ok: false, code: 'expired_token', reason: 'Auth token is expired.' };
      return { ok: true, auth: { uid, provider: 'custom', token: { sub: uid } }, expiresAt };
    },
  };
}

/** A server on a free port with everything a test opens on it; `close` ends it all. */
export class TestDatabase {
  readonly #server: DatabaseServer | undefined;
  readonly port: number;
  readonly #close: (() => unknown)[];

  private constructor(server: DatabaseServer | undefined, port: number, close: (() => unknown)[]) {
    this.#server = server;
    this.port = port;
    this.#close = close;
  }

  static async start(
    options: Partial<DatabaseServerOptions> & { rules?: TestRules } = {},
  ): Promise<TestDatabase> {
    const { rules, ...given } = options;
    const clock = given.clock ?? systemClock;
    const server = new DatabaseServer({
      projectId: 'demo-test',
      clock,
      tokens: testTokens(clock),
      rulesFor: () => ({}),
      // Real rules where a test brings their text, functions otherwise.
      ...(given.rulesFor === undefined ? { compileRules: () => testRules(rules) } : {}),
      ...given,
    });
    const http = createServer((request, response) => void server.handleHttp(request, response));
    http.on('upgrade', (request, socket, head) => server.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return new TestDatabase(server, (http.address() as AddressInfo).port, [
      () => server.close(),
      () => http.closeAllConnections(),
      () => new Promise((resolve) => http.close(resolve)),
    ]);
  }

  /** Opens clients to a server in another process. */
  static connect(port: number): TestDatabase {
    return new TestDatabase(undefined, port, []);
  }

  get server(): DatabaseServer {
    if (this.#server === undefined) throw new Error('The server runs in another process.');
    return this.#server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Runs before the server goes, latest first. */
  onClose(task: () => unknown): void {
    this.#close.unshift(task);
  }

  async close(): Promise<void> {
    for (const task of this.#close.splice(0)) await task();
  }

  /** An official client of its own; with a user it is signed in as by `connectDatabaseEmulator`'s mock token. */
  client(namespace = 'demo-test-default-rtdb'): Database {
    const app: FirebaseApp = initializeApp(
      { projectId: 'demo-test', databaseURL: `http://127.0.0.1:${this.port}?ns=${namespace}` },
      `test-${Math.random()}`,
    );
    const database = getDatabase(app);
    connectDatabaseEmulator(database, '127.0.0.1', this.port);
    this.onClose(() => deleteApp(app));
    return database;
  }

  /** A connection that speaks raw frames. */
  async raw(
    options: { query?: string; headers?: Record<string, string>; namespace?: string } = {},
  ): Promise<RawClient> {
    const namespace = options.namespace ?? 'demo-test-default-rtdb';
    const socket = new WebSocket(
      `ws://127.0.0.1:${this.port}/.ws?v=5&ns=${namespace}${options.query ?? ''}`,
      {
        headers: options.headers ?? {},
      },
    );
    const client = new RawClient(socket);
    this.onClose(() => client.end());
    await client.next();
    return client;
  }
}

/** One data message of the server, the answer to a request or a push. */
export type ServerMessage =
  | { r: number; b: { s: string; d: unknown } }
  | { a: string; b: { p?: string; d?: unknown; t?: number; q?: unknown; s?: string } };

interface Envelope {
  t: string;
  d: unknown;
}

/** A client that shows every frame in the order it came. */
export class RawClient {
  readonly socket: WebSocket;
  hello: { ts: number; v: string; h: string; s: string } | undefined;
  readonly #inbox: Envelope[] = [];
  #waiting: ((envelope: Envelope) => void) | undefined;
  #requests = 0;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      const envelope = JSON.parse(data.toString()) as Envelope;
      const control = envelope.d as { t?: string; d?: unknown };
      if (envelope.t === 'c' && control.t === 'h') this.hello = control.d as NonNullable<RawClient['hello']>;
      if (this.#waiting === undefined) this.#inbox.push(envelope);
      else this.#waiting(envelope);
      this.#waiting = undefined;
    });
    socket.on('error', () => undefined);
  }

  /** The next frame of the server. */
  async next(): Promise<Envelope> {
    const waiting = this.#inbox.shift();
    if (waiting !== undefined) return waiting;
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  /** Sends a request and returns all data messages up to and including its answer. */
  async ask(
    action: string,
    body: object,
  ): Promise<{ pushes: ServerMessage[]; status: string; data: unknown }> {
    const number = ++this.#requests;
    this.socket.send(JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } }));
    const pushes: ServerMessage[] = [];
    for (;;) {
      const message = (await this.next()).d as ServerMessage;
      if ('r' in message && message.r === number) return { pushes, status: message.b.s, data: message.b.d };
      pushes.push(message);
    }
  }

  /** All pushes that arrived until now: those of everything written before this call. */
  async pushed(): Promise<ServerMessage[]> {
    return (await this.ask('s', {})).pushes;
  }

  /** Resolves when the connection is gone. */
  async gone(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) return 0;
    return new Promise((resolve) => this.socket.once('close', resolve));
  }

  end(): void {
    this.socket.terminate();
  }
}
