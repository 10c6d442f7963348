import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A wire that tests can cut. */
export interface TcpProxy {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  /** Ends every connection and takes no other. */
  cut(): void;
  /** Goes on taking what clients send, and lets nothing back to them: a link that is dead one way. */
  mute(): void;
  /** Takes connections again; those that were muted stay dead. */
  heal(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<{ readonly client: Socket; readonly server: Socket }>();
  let isCut = false;

  const listener = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const server = connect(Number(port), hostname);
    const pair = { client, server };
    pairs.add(pair);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

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
      for (const { client, server } of pairs) server.unpipe(client).resume();
    },
    heal() {
      isCut = false;
    },
    close() {
      cut();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
