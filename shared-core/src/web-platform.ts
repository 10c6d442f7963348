import type {
  HttpAnswer,
  HttpRequest,
  HttpResponse,
  HttpUpload,
  KeyValueStorage,
  Platform,
  SocketEvents,
  TextSocket,
} from './platform.ts';

/** The members of a browser's `window` that are used here; `window` itself can be handed over. */
export interface WebHost extends WebEvents {
  readonly crypto: { getRandomValues(bytes: Uint8Array<ArrayBuffer>): unknown };
  readonly localStorage: WebStorage;
  readonly Blob: new (parts: never[]) => unknown;
  readonly XMLHttpRequest: new () => WebRequest;
  readonly WebSocket: new (url: string) => WebSocketLike;
  readonly AbortController: new () => { readonly signal: unknown; abort(): void };
  readonly document: WebEvents & { readonly hidden: boolean };
  fetch(url: string, request: HttpRequest): Promise<HttpResponse>;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: never): void;
}

interface WebEvents {
  addEventListener(
    type: string,
    listener: (event: { readonly key?: string | null; readonly newValue?: string | null }) => void,
    options: { readonly signal: never },
  ): void;
}

interface WebSocketLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  send(text: string): void;
  close(): void;
}

export interface WebStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface WebRequest {
  readonly status: number;
  readonly upload: {
    addEventListener(
      type: 'progress',
      listener: (event: { readonly loaded: number; readonly total: number }) => void,
    ): void;
  };
  addEventListener(type: string, listener: () => void): void;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getResponseHeader(name: string): string | null;
  send(body: never): void;
  abort(): void;
}

/**
 * The platform of a browser: `createWebPlatform(window)`. Touches nothing of it before it is used; `storage` takes the
 * place of the browser's own.
 */
export function createWebPlatform(host: WebHost, storage?: KeyValueStorage | null): Platform {
  return {
    now: () => Date.now(),
    setTimeout(run, ms) {
      const timer = host.setTimeout(run, ms);
      return () => host.clearTimeout(timer as never);
    },
    random(count) {
      const bytes = new Uint8Array(count);
      host.crypto.getRandomValues(bytes);
      return bytes;
    },
    get storage() {
      if (storage === undefined) storage = openStorage(host);
      return storage;
    },
    fetch: (url, request) => host.fetch(url, request),
    upload: (request) => send(host, request),
    openSocket: (url, on) => openSocket(host, url, on),
    watchNetwork(tell) {
      const ended = new host.AbortController();
      const options = { signal: ended.signal as never };
      host.addEventListener('online', () => tell(true), options);
      host.addEventListener('offline', () => tell(false), options);
      host.document.addEventListener('visibilitychange', () => !host.document.hidden && tell(true), options);
      return () => ended.abort();
    },
    watchStorage(tell) {
      const ended = new host.AbortController();
      host.addEventListener('storage', ({ key, newValue }) => key != null && tell(key, newValue ?? null), {
        signal: ended.signal as never,
      });
      return () => ended.abort();
    },
  };
}

function openStorage(host: WebHost): KeyValueStorage | null {
  let local: WebStorage;
  try {
    // Where the browser blocks storage, reading the property throws; in a few old ones it is null.
    local = host.localStorage;
    local.getItem('foyer');
  } catch {
    return null;
  }
  return {
    get: (key) => orElse(null, () => local.getItem(key)),
    set: (key, value) => orElse(undefined, () => local.setItem(key, value)),
    remove: (key) => orElse(undefined, () => local.removeItem(key)),
    keys: (prefix) =>
      orElse([], () =>
        Array.from({ length: local.length }, (_, index) => local.key(index)).filter(
          (key) => key?.startsWith(prefix) === true,
        ),
      ) as readonly string[],
  };
}

/** A full or withdrawn storage is a storage that forgets: never an error. */
function orElse<T>(fallback: T, run: () => T): T {
  try {
    return run();
  } catch {
    return fallback;
  }
}

/** XMLHttpRequest, because fetch tells no progress of what is sent. */
function send(host: WebHost, request: HttpUpload): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const xhr = new host.XMLHttpRequest();
    xhr.addEventListener('load', () =>
      resolve({ status: xhr.status, header: (name) => xhr.getResponseHeader(name) }),
    );
    for (const end of ['error', 'abort', 'timeout'])
      xhr.addEventListener(end, () => reject(new Error(`the upload ended by ${end}`)));
    xhr.upload.addEventListener('progress', ({ loaded, total }) =>
      request.onProgress(total > 0 ? loaded / total : 0),
    );
    xhr.open('POST', request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    request.onStart(() => xhr.abort());
    xhr.send(new host.Blob([...request.parts] as never[]) as never);
  });
}

const OPEN = 1;

function openSocket(host: WebHost, url: string, on: SocketEvents): TextSocket {
  let socket: WebSocketLike;
  try {
    socket = new host.WebSocket(url);
  } catch {
    // A page in a sandbox, or a policy of the website, may forbid even the attempt.
    const timer = host.setTimeout(() => on.closed(), 0);
    return { send: () => undefined, close: () => host.clearTimeout(timer as never) };
  }
  socket.addEventListener('message', ({ data }) => on.message(String(data)));
  socket.addEventListener('close', () => on.closed());
  return {
    send(text) {
      if (socket.readyState === OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}
