import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A wire that tests can cut, slow down, deafen and restore: WebSockets and HTTP alike. */
export interface TcpProxy {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  /** Ends every connection and takes no other. */
  cut(): void;
  /** Goes on taking what clients send, and lets nothing back to them: a link that is dead one way. */
  mute(): void;
  /** Lets nothing through to the server any more, and looks alive. */
  swallow(): void;
  /** From now on every piece waits so long, in milliseconds, one after the other. */
  delay(ms: number): void;
  /** Ends, once, the connection that has carried so many more bytes to the server; the rest of them is lost. */
  breakAfter(bytes: number): void;
  /** Takes connections again, at full speed; those that were muted or swallowed stay dead. */
  heal(): void;
  /** How many bytes clients have sent so far. */
  carried(): number;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Which direction is dead. */
  dead?: 'up' | 'down';
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<Pair>();
  let isCut = false;
  let delayMs = 0;
  let breakAfter = Infinity;
  let carried = 0;

  const listener = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const server = connect(Number(port), hostname);
    const pair: Pair = { client, server };
    pairs.add(pair);
    carry(pair, 'up');
    carry(pair, 'down');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  function carry(pair: Pair, direction: 'up' | 'down'): void {
    const [from, to] = direction === 'up' ? [pair.client, pair.server] : [pair.server, pair.client];
    let last = Promise.resolve();
    function afterTheLast(act: () => void): void {
      last = last.then(() => wait(delayMs)).then(act);
    }
    from.on('data', (piece) => {
      if (pair.dead === direction) return;
      const isLast = direction === 'up' && piece.length > breakAfter;
      const whole = isLast ? piece.subarray(0, breakAfter) : piece;
      if (direction === 'up') carried += whole.length;
      if (direction === 'up' && breakAfter !== Infinity) breakAfter -= whole.length;
      afterTheLast(() => {
        if (to.writable) to.write(whole);
        if (isLast) pair.client.destroy();
      });
      if (isLast) breakAfter = Infinity;
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      pairs.delete(pair);
      afterTheLast(() => to.end());
    });
  }

  function cut(): void {
    isCut = true;
    for (const { client, server } of pairs) {
      client.destroy();
      server.destroy();
    }
  }

  return {
    host: `127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut,
    mute() {
      for (const pair of pairs) pair.dead = 'down';
    },
    swallow() {
      for (const pair of pairs) pair.dead = 'up';
    },
    delay(ms) {
      delayMs = ms;
    },
    breakAfter(bytes) {
      breakAfter = bytes;
    },
    heal() {
      isCut = false;
      delayMs = 0;
      breakAfter = Infinity;
    },
    carried: () => carried,
    close() {
      cut();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

function wait(ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
