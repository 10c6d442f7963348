import { WebSocket } from 'ws';

/** What a client of a benchmarked server does: the same for each of them, frame by frame, so that none has an easier one. */
export interface Protocol {
  /** Where to connect on this port. */
  url(port: number): string;
  /** The frame that opens a conversation, and how the answer begins that must be there before anything else is sent. */
  readonly greeting?: { readonly frame: string; readonly answer: string };
  /** The frame that makes a client a listener, numbered. */
  join(number: number): string;
  /** The frame that sends a message, numbered. */
  send(number: number, message: ChatMessage): string;
  /** What a frame of the server says. */
  read(frame: string): ServerSays;
  /** What must be sent at once in answer to a frame, if anything. */
  reply?(frame: string): string | undefined;
}

export interface ChatMessage {
  readonly by: string;
  readonly text: string;
  /** When it was sent, in milliseconds of the sender's monotonic clock. */
  readonly at: number;
}

export type ServerSays =
  | { readonly kind: 'acknowledged'; readonly number: number }
  | { readonly kind: 'message'; readonly at: number }
  | { readonly kind: 'nothing' };

export const NOTHING: ServerSays = { kind: 'nothing' };

/** One client's connection in some protocol. */
export class Connection {
  readonly #protocol: Protocol;
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, () => void>();
  #numbers = 0;
  /** Bytes of all frames received, without WebSocket's own headers. */
  bytes = 0;
  /** Hears of each message. */
  heard: (at: number) => void = () => undefined;

  private constructor(protocol: Protocol, socket: WebSocket) {
    this.#protocol = protocol;
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      this.bytes += data.length;
      this.#read(data.toString());
    });
  }

  static async open(protocol: Protocol, port: number): Promise<Connection> {
    const socket = new WebSocket(protocol.url(port), { perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const { greeting } = protocol;
    if (greeting !== undefined) {
      const answered = new Promise<void>((resolve) => {
        socket.on('message', (data: Buffer) => {
          if (data.toString().startsWith(greeting.answer)) resolve();
        });
      });
      socket.send(greeting.frame);
      await answered;
      socket.removeAllListeners('message');
    }
    return new Connection(protocol, socket);
  }

  async join(): Promise<void> {
    const number = ++this.#numbers;
    const joined = new Promise<void>((resolve) => this.#answers.set(number, resolve));
    this.#socket.send(this.#protocol.join(number));
    await joined;
  }

  /** Sends a message; `acknowledged` is called when the server has answered it. */
  send(message: ChatMessage, acknowledged: () => void): void {
    const number = ++this.#numbers;
    this.#answers.set(number, acknowledged);
    this.#socket.send(this.#protocol.send(number, message));
  }

  #read(frame: string): void {
    const says = this.#protocol.read(frame);
    if (says.kind === 'message') this.heard(says.at);
    else if (says.kind === 'acknowledged') {
      const answer = this.#answers.get(says.number);
      this.#answers.delete(says.number);
      answer?.();
    } else {
      const reply = this.#protocol.reply?.(frame);
      if (reply !== undefined) this.#socket.send(reply);
    }
  }
}
