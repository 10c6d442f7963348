/** An answer of the database to one request. */
interface Answer {
  readonly s: string;
  readonly d?: unknown;
}

interface Frame {
  readonly t: 'c' | 'd';
  readonly d: { readonly r?: number; readonly b?: Answer };
}

/**
 * The database's WebSocket protocol by hand: what somebody would speak who does not mean to keep to the SDK. `ask`
 * sends one request and resolves with the answer's status and data.
 */
export class RawSocket {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame;
      if (frame.t !== 'd' || frame.d.r === undefined || !frame.d.b) return;
      this.#waiting.get(frame.d.r)?.(frame.d.b);
      this.#waiting.delete(frame.d.r);
    });
  }

  static async open(host: string, namespace: string): Promise<RawSocket> {
    const socket = new WebSocket(`ws://${host}/.ws?v=5&ns=${namespace}`);
    const raw = new RawSocket(socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    return raw;
  }

  ask(action: string, body: unknown): Promise<Answer> {
    const number = (this.#last += 1);
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.#socket.send(JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } }));
    });
  }

  close(): void {
    this.#socket.close();
  }
}
