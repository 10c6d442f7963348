import type { CallName, Calls } from './model/calls/calls.ts';
import type { FirebaseConfig } from './model/calls/firebase-config.ts';
import type { Claims } from './model/claims.ts';
import type { CoreError } from './model/errors.ts';
import type { Update } from './model/updates.ts';
import type { Platform, UploadFile } from './platform.ts';
import type { Readable } from './store.ts';

/** Which part of the database: a whole path, or a bounded list below it. */
export interface DataQuery {
  readonly path: string;
  /** `key`, or the name of the child to order by. */
  readonly orderBy?: string;
  /** Inclusive. */
  readonly startAt?: number;
  /** Inclusive. */
  readonly endAt?: number;
  readonly limitToFirst?: number;
  readonly limitToLast?: number;
}

/** One database instance. Every rejection is a `CoreError`; a refusal by the rules is `refused`. */
export interface DatabasePort {
  /** Whether the socket is up and signed in. */
  readonly connected: Readable<boolean>;
  /** The server's clock in milliseconds, as well as it is known. */
  serverNow(): number;
  /**
   * Calls `next` with the stored value (null where there is none) at once and on every change; the SDK shows own
   * unacknowledged writes, too, the widget's client does not. `failed` comes once when the server ends the listener, which is then dead.
   */
  listen(query: DataQuery, next: (value: unknown) => void, failed: (cause: CoreError) => void): () => void;
  /** Reads once, from the server. Rejects with `offline` when it cannot be asked. */
  read(query: DataQuery): Promise<unknown>;
  /** Resolves when the server has acknowledged; while offline it stays pending and is sent on reconnecting. */
  update(update: Update): Promise<void>;
  /** Asks the server to remove `path` when this connection ends; resolves when the server has taken note. */
  removeOnDisconnect(path: string): Promise<void>;
  /** Takes `removeOnDisconnect` back. */
  keepOnDisconnect(path: string): Promise<void>;
  /** Drops the socket and opens another: for a link that looks alive and no longer answers. */
  reconnect(): void;
  goOffline(): void;
  goOnline(): void;
}

/** Who is signed in at the project. */
export interface AuthPort {
  /** The claims of the newest token; null when nobody is signed in. */
  readonly claims: Readable<Claims | null>;
  /** Signs in with a minted token. Rejects with `offline`, `not-signed-in` or `failed`. */
  signIn(customToken: string): Promise<void>;
  /** Takes up the sign-in that an earlier page load left; false when there is none. */
  restore(): Promise<boolean>;
  /** A token that is good for now. Rejects with `offline` or `not-signed-in`. */
  idToken(): Promise<string>;
  signOut(): Promise<void>;
}

/** The project's callable functions, called as whoever is signed in. */
export interface CallPort {
  call<N extends CallName>(name: N, request: Calls[N]['request']): Promise<Calls[N]['response']>;
}

/** Where attachments go. */
export interface UploadPort {
  /**
   * Stores the file at `path`, where nothing may lie yet. Rejects with `offline` when the link broke (the file may or
   * may not have arrived), `refused` when the rules say no (which they also do when it lies there already).
   */
  upload(path: string, file: UploadFile, onProgress: (fraction: number) => void): RunningUpload;
}

export interface RunningUpload {
  readonly done: Promise<void>;
  abort(): void;
}

/** One Firebase app, connected. */
export interface Connection {
  readonly auth: AuthPort;
  readonly calls: CallPort;
  readonly uploads: UploadPort;
  /** The instance at `config.databaseURL`; opened at the first call, after signing in. */
  database(): DatabasePort;
  /** Ends every listener and the socket. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly config: FirebaseConfig;
  /**
   * Mints another custom token when the present sign-in is dead, which is normal for visitors: they share accounts.
   * Null when there is no way back.
   */
  readonly renew?: () => Promise<string | null>;
}

/** What the environment lends, and how to connect: the one seam between logic and Firebase. */
export interface Ports {
  readonly platform: Platform;
  connect(options: ConnectOptions): Connection;
}

export type VisitorPorts = Ports;
export type DeskPorts = Ports;
