import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Session, SessionSocket } from './session.ts';
import { textFrames } from './text-frame.ts';
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

/** A connection that says what is left to say before it says goodbye, whoever of both closes it. */
class CourteousWebSocket extends WebSocket {
  beforeClose: () => void = () => undefined;

  override close(code?: number, reason?: string | Buffer): void {
    this.beforeClose();
    super.close(code, reason);
  }
}

/** Runs sessions over WebSockets. */
export class WsAdapter {
  readonly #server = new WebSocketServer({
    noServer: true,
    WebSocket: CourteousWebSocket,
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

  /** Frames wait for the end of the turn, out of the stream's sight: a stream that ends would send them at once. */
  #socketOf(webSocket: CourteousWebSocket, socket: Duplex): SessionSocket {
    let waiting: string[] = [];
    const tell = (): void => {
      const frames = waiting;
      waiting = [];
      // Beside the library, which would write each header and each text apart; the socket keeps the order of both.
      if (frames.length > 0 && webSocket.readyState === webSocket.OPEN) socket.write(textFrames(frames));
    };
    const endTurn = (): void => {
      if (waiting.length > 0) this.#turn.endQuietly();
    };
    webSocket.beforeClose = endTurn;
    socket.prependListener('end', endTurn);
    return {
      send: (frame) => {
        if (webSocket.readyState !== webSocket.OPEN) return;
        waiting.push(frame);
        if (waiting.length === 1) this.#turn.tell(tell);
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
