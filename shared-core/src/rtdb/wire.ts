import type { Platform } from '../platform.ts';
import { createFrameJoiner, cutIntoFrames } from './frames.ts';

/** Proxies close a socket over which nothing goes for a minute; the server does not answer this frame. */
const KEEP_ALIVE_MS = 45_000;
/** So long a server may take to say hello. */
const HELLO_MS = 30_000;

/** What the server says first. */
export interface Hello {
  /** Server time in milliseconds. */
  readonly ts: number;
  /** The host that has this database. */
  readonly h: string;
  /** The session, to be named at the next connection. */
  readonly s: string;
}

export interface WireEvents {
  hello(hello: Hello): void;
  /** An answer or a push. */
  data(data: Readonly<Record<string, unknown>>): void;
  /** The database lies on another host. The wire is closed. */
  moved(host: string): void;
  /** The server wants no connection at all, or none came about, or it is lost. Told once, never after `close`. */
  closed(byServer: boolean): void;
}

/** One connection to the server. */
export interface Wire {
  send(data: unknown): void;
  close(): void;
}

/** Opens a connection and speaks the database's protocol over it, version 5: frames, hello, keep-alive. */
export function openWire(platform: Platform, url: string, on: WireEvents): Wire {
  let isOpen = true;
  let cancelTimer = platform.setTimeout(() => end(() => on.closed(false)), HELLO_MS);
  const join = createFrameJoiner();
  const socket = platform.openSocket(url, {
    message(frame) {
      if (!isOpen) return;
      let message: unknown;
      try {
        message = join(frame);
      } catch {
        // Whoever stands between has garbled it; the next connection brings everything again.
        end(() => on.closed(false));
      }
      if (message !== undefined) take(message);
    },
    closed: () => end(() => on.closed(false)),
  });

  function end(tell: () => void): void {
    if (!isOpen) return;
    isOpen = false;
    cancelTimer();
    socket.close();
    tell();
  }

  function keepAlive(): void {
    cancelTimer();
    cancelTimer = platform.setTimeout(() => {
      socket.send('0');
      keepAlive();
    }, KEEP_ALIVE_MS);
  }

  function take(message: unknown): void {
    const { t, d } = message as { readonly t: string; readonly d: never };
    if (t === 'd') on.data(d);
    else control(d);
  }

  function control({ t, d }: { readonly t: string; readonly d: never }): void {
    if (t === 'h') {
      keepAlive();
      on.hello(d);
    } else if (t === 'r') end(() => on.moved(d));
    else if (t === 's') end(() => on.closed(true));
  }

  return {
    send(data) {
      if (!isOpen) return;
      for (const frame of cutIntoFrames(JSON.stringify({ t: 'd', d: data }))) socket.send(frame);
      keepAlive();
    },
    close: () => end(() => undefined),
  };
}
