import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import { DatabaseError } from '../tree/database-error.ts';
import { TreeNode } from '../tree/node.ts';
import { compileRuleset } from '../rules/ruleset.ts';
import type { AccessRules, TokenVerifier } from './access.ts';
import { ADMIN } from './access.ts';
import { Denials } from './denials.ts';
import { lockFolder } from './folder-lock.ts';
import { isLoopbackCaller } from './loopback-caller.ts';
import { Namespace, type Commit } from './namespace.ts';
import { RestAdapter } from './rest-adapter.ts';
import { Session } from './session.ts';
import { Store, type Durability } from './store.ts';
import { Turn } from './turn.ts';
import { WsAdapter } from './ws-adapter.ts';

export interface DatabaseServerOptions {
  readonly projectId: string;
  readonly clock: Clock;
  readonly tokens: TokenVerifier;
  /** The rules a namespace starts with, as text or parsed; asked once for each namespace. */
  readonly rulesFor: (namespace: string) => string | object;
  /** Where data persists, one folder for each namespace; in memory only without. */
  readonly folder?: string;
  /** By default a power cut may lose the last 100 ms; a killed process loses nothing. */
  readonly durability?: Durability;
  /** Turns rules into what the database asks; by default the rules language of the live service. */
  readonly compileRules?: (source: string | object) => AccessRules;
  /** Count what every part of every rule comes to, and show it at `/.inspect/coverage.json`. Off by default: it costs. */
  readonly coverage?: boolean;
  /**
   * Re-check every open listen after every write, in case data changed that its rule reads. Off by default: the live
   * service does not say that it does so, and nothing should lean on it.
   */
  readonly recheckListens?: boolean;
  /** Whether a request may use admin credentials; by default when it comes from this machine's own programs and pages. */
  readonly isTrusted?: (headers: IncomingHttpHeaders) => boolean;
  /** Hears in one sentence why a request was refused; explaining costs, so by default nobody does. */
  readonly explainDenial?: (sentence: string) => void;
}

/** What an instance can be called, and some more: the live service allows lower case only. */
const NAMESPACE_NAME = /^[a-z0-9][-a-z0-9_]{0,99}$/i;

/** Starts a Realtime Database; the caller's HTTP server hands it requests and upgrades. */
export function createDatabaseServer(options: DatabaseServerOptions): DatabaseServer {
  return new DatabaseServer(options);
}

/** Hears of a commit after every listen has been told. Must not throw. */
export type CommitListener = (namespace: string, commit: Commit) => void;

interface Instance {
  readonly namespace: Namespace;
  readonly store: Store | undefined;
  readonly denials: Denials;
  rulesSource: string | object;
}

/** Realtime Database for one machine: any number of namespaces over WebSocket and REST. */
export class DatabaseServer {
  readonly #options: DatabaseServerOptions;
  readonly #instances = new Map<string, Instance>();
  readonly #sessions = new Map<string, Session>();
  readonly #commitListeners = new Set<CommitListener>();
  readonly #turn = new Turn(warnOfDisk);
  readonly #rest: RestAdapter;
  #unlockFolder: () => void = () => undefined;
  readonly #sockets = new WsAdapter(this.#turn);

  constructor(options: DatabaseServerOptions) {
    this.#options = options;
    this.#rest = new RestAdapter({
      clock: options.clock,
      tokens: options.tokens,
      defaultNamespace: this.#defaultName(),
      namespace: (name) => this.namespace(name),
      rulesSource: (name) => this.#instance(name).rulesSource,
      denials: (name) => this.#instance(name).denials.explain(),
      setRules: (name, source) => this.setRules(name, source),
      isTrusted: (headers) => this.#isTrusted(headers),
      makeDurable: () => this.#turn.end(),
    });
    if (options.folder !== undefined) this.#unlockFolder = lockFolder(options.folder);
    // Rules that don't compile are better known now than when the first client comes.
    this.#instance(this.#defaultName());
    if (options.folder === undefined) return;
    for (const entry of readdirSync(options.folder, { withFileTypes: true })) {
      if (entry.isDirectory() && NAMESPACE_NAME.test(entry.name)) this.#instance(entry.name);
    }
  }

  /**
   * The database of that name; it comes into being when first asked for. Throws `invalid_path` on a name that no
   * instance can have, and what the compiler throws on its rules.
   */
  namespace(name: string): Namespace {
    return this.#instance(name).namespace;
  }

  /** Replaces a namespace's rules; open listens they forbid end. Throws what the compiler throws. */
  setRules(name: string, source: string | object): void {
    const instance = this.#instance(name);
    const rules = this.#compile(source);
    instance.rulesSource = source;
    instance.namespace.rules = rules;
  }

  /** Calls back after each commit; the returned function ends that. */
  onCommit(listener: CommitListener): () => void {
    this.#commitListeners.add(listener);
    return () => void this.#commitListeners.delete(listener);
  }

  /** Takes over an HTTP upgrade of the `.ws` endpoint. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // `//` is no URL, and nobody would catch what it throws.
    const text = request.url ?? '/';
    const url = new URL(URL.canParse(text, 'http://localhost') ? text : '/', 'http://localhost');
    if (url.pathname !== '/.ws') {
      refuseUpgrade(socket, 404, 'Not Found');
      return;
    }
    let namespace: Namespace;
    try {
      namespace = this.namespace(url.searchParams.get('ns') ?? this.#defaultName());
    } catch (error) {
      refuseUpgrade(socket, 400, error instanceof Error ? error.message : 'Bad Request');
      return;
    }
    this.#dropSession(url.searchParams.get('ls'));
    const { clock, tokens } = this.#options;
    const id = randomBytes(24).toString('base64url');
    this.#sockets.accept({ request, socket, head }, (sessionSocket) => {
      const session = new Session(sessionSocket, {
        id,
        namespace,
        clock,
        tokens,
        host: request.headers.host ?? 'localhost',
        isTrusted: this.#isTrusted(request.headers),
        ended: () => void this.#sessions.delete(id),
      });
      this.#sessions.set(id, session);
      return session;
    });
  }

  /** Answers a REST request. */
  handleHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.#rest.handle(request, response);
  }

  /** Empties every namespace; open listens see the data go. */
  reset(): void {
    for (const { namespace } of this.#instances.values()) {
      namespace.write({ assignments: [{ path: [], json: null, isPriority: false }], identity: ADMIN });
    }
  }

  /** Names of all namespaces so far, those found in the folder included. */
  namespaceNames(): string[] {
    return [...this.#instances.keys()];
  }

  /**
   * Ends every connection, with what clients left for that moment, and writes out everything. Rejects when the disk does
   * not take it.
   */
  async close(): Promise<void> {
    this.#sockets.close();
    for (const session of [...this.#sessions.values()]) session.closed();
    try {
      this.#turn.end();
      for (const { store } of this.#instances.values()) await store?.close();
    } finally {
      this.#turn.stop();
      this.#unlockFolder();
    }
  }

  #instance(name: string): Instance {
    const known = this.#instances.get(name);
    if (known !== undefined) return known;
    // The name becomes a folder's.
    if (!NAMESPACE_NAME.test(name)) throw new DatabaseError('invalid_path', 'Invalid namespace.');
    const rulesSource = this.#options.rulesFor(name);
    const store = this.#storeOf(name);
    const flush = (): void => store?.flush();
    const denials = new Denials();
    const { clock, explainDenial } = this.#options;
    const namespace = new Namespace({
      name,
      clock,
      rules: this.#compile(rulesSource),
      root: store?.root ?? TreeNode.empty,
      record: (changes, after) => {
        if (store === undefined) return;
        store.append(changes, after);
        this.#turn.makeDurable(flush);
      },
      committed: (commit) => {
        if (this.#options.recheckListens === true) namespace.recheckListens();
        for (const listener of this.#commitListeners) listener(name, commit);
      },
      denied: (decision) => {
        denials.add(decision, clock.now());
        if (explainDenial !== undefined) explainDenial(decision.explain?.().summary ?? 'denied');
      },
    });
    const instance = { namespace, store, denials, rulesSource };
    this.#instances.set(name, instance);
    return instance;
  }

  #storeOf(name: string): Store | undefined {
    const { folder, durability = { intervalMs: 100 } } = this.#options;
    return folder === undefined ? undefined : new Store(join(folder, name), durability);
  }

  /** A client that lost its connection names its old session: that one is over, whatever its socket believes. */
  #dropSession(id: string | null): void {
    if (id !== null) this.#sessions.get(id)?.replaced();
  }

  #compile(source: string | object): AccessRules {
    const rules = (this.#options.compileRules ?? compileRuleset)(source);
    if (this.#options.coverage === true) rules.startCoverage?.();
    return rules;
  }

  #isTrusted(headers: IncomingHttpHeaders): boolean {
    return (this.#options.isTrusted ?? isLoopbackCaller)(headers);
  }

  #defaultName(): string {
    return `${this.#options.projectId}-default-rtdb`;
  }
}

/** Goes to the process's error output, unless its owner listens to warnings. */
function warnOfDisk(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The database answers nobody until it can store what was written: ${reason}.`);
}

function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(reason)}\r\n\r\n${reason}`,
  );
}
