import type { RandomBytes } from './model/ids.ts';

/** Keeps texts between page loads. Never throws: where the browser refuses, `set` does nothing. */
export interface KeyValueStorage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** Every key that begins with `prefix`. */
  keys(prefix: string): readonly string[];
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}

export interface HttpUpload {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Texts and bodies of `UploadFile`s, to be joined in this order. */
  readonly parts: readonly unknown[];
  /** Called with the sent share, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  /** Called once with what aborts the request. */
  readonly onStart: (abort: () => void) => void;
}

/** What came back for an upload. */
export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
}

/** A file to be sent: what a browser's `File` says of itself, and the file itself as `body`. */
export interface UploadFile {
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** A `Blob` of the host environment; opaque here. */
  readonly body: unknown;
}

/** A WebSocket that carries texts. */
export interface TextSocket {
  /** Does nothing where the socket is not open. */
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  message(text: string): void;
  /** The socket is closed, or could not be opened; never called while it is being opened. */
  closed(): void;
}

/** What the host environment lends: shared-core touches neither the DOM nor Node. */
export interface Platform {
  /** The local clock in milliseconds; it may be wrong by days. */
  now(): number;
  /** Runs once after `ms` milliseconds, unless the returned function is called before. */
  setTimeout(run: () => void, ms: number): () => void;
  readonly random: RandomBytes;
  /** Null where the browser blocks storage: everything then lives as long as the page. */
  readonly storage: KeyValueStorage | null;
  /** Rejects only when no answer came at all. */
  fetch(url: string, request: HttpRequest): Promise<HttpResponse>;
  /** POSTs the parts; rejects only when no answer came at all. */
  upload(request: HttpUpload): Promise<HttpAnswer>;
  openSocket(url: string, on: SocketEvents): TextSocket;
  /**
   * Tells when the environment says that the network is gone, and when there is reason to try it again: it is back, or
   * somebody looks again. Returns what stops that.
   */
  watchNetwork(tell: (isThere: boolean) => void): () => void;
  /** Tells what another tab stores, null where it takes something away. Returns what stops that. */
  watchStorage(tell: (key: string, value: string | null) => void): () => void;
}
