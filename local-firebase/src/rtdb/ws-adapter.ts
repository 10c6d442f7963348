import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Session, SessionSocket } from './session.ts';
import { textFrame } from './text-frame.ts';
import type { Turn } from './turn.ts';
import { MAX_MESSAGE_LENGTH } from './wire.ts';

/** A peer that answers neither data nor a ping for so long is gone: its machine slept or its network broke. */
const PING_EVERY_MS = 45_000;

/** A WebSocket upgrade as Node's HTTP server hands it over. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Runs sessions over WebSockets. */
export class WsAdapter {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_LENGTH * 2,
    perMessageDeflate: false,
  });
  readonly #turn: Turn;
  readonly #silent = new WeakSet<WebSocket>();
  readonly #pinging: NodeJS.Timeout;

  constructor(turn: Turn) {
    this.#turn = turn;
    this.#pinging = setInterval(() => this.#dropTheSilent(), PING_EVERY_MS);
    this.#pinging.unref();
  }

  /** Completes the handshake and runs the session that `open` makes until the connection ends. */
  accept({ request, socket, head }: UpgradeRequest, open: (socket: SessionSocket) => Session): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const session = open(this.#socketOf(webSocket, socket));
      const heard = (): void => void this.#silent.delete(webSocket);
      webSocket.on('message', (data: Buffer) => {
        heard();
        session.received(data.toString());
      });
      webSocket.on('pong', heard);
      webSocket.on('close', () => session.closed());
      // A broken frame or a reset connection; 'close' follows.
      webSocket.on('error', () => undefined);
    });
  }

  /** Ends every connection at once. */
  close(): void {
    clearInterval(this.#pinging);
    for (const webSocket of this.#server.clients) webSocket.terminate();
    this.#server.close();
  }

  #socketOf(webSocket: WebSocket, socket: Duplex): SessionSocket {
    let isCorked = false;
    const uncork = (): void => {
      isCorked = false;
      socket.uncork();
    };
    return {
      send: (frame) => {
        if (webSocket.readyState !== webSocket.OPEN) return;
        if (!isCorked) {
          isCorked = true;
          socket.cork();
          this.#turn.tell(uncork);
        }
        // Beside the library, which would write header and text apart; the socket keeps the order of both.
        socket.write(textFrame(frame));
      },
      close: (code, reason) => webSocket.close(code, reason),
    };
  }

  #dropTheSilent(): void {
    for (const webSocket of this.#server.clients) {
      if (this.#silent.has(webSocket)) {
        webSocket.terminate();
        continue;
      }
      this.#silent.add(webSocket);
      webSocket.ping();
    }
  }
}
