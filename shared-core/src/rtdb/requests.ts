import { CoreError } from '../model/errors.ts';

/** What the server says to a request. */
interface Answer {
  readonly s: string;
  readonly d?: unknown;
}

/** A numbered request: what is to be done (`a`), and with what (`b`). */
interface Request {
  readonly r: number;
  readonly a: string;
  readonly b: unknown;
}

/** A request that outlives connections: until it is answered, each new one carries it again. */
interface Lasting {
  readonly action: string;
  readonly body: unknown;
  resolve(data: unknown): void;
  reject(cause: CoreError): void;
}

export interface Requests {
  /** Over this connection or not at all. */
  once(action: string, body: unknown, answered: (refusal: CoreError | null) => void): void;
  /**
   * Resolves with what the server answered, over this connection or a later one. Rejects with a `CoreError`. `signal` is
   * handed what takes the request back.
   */
  lasting(action: string, body: unknown, signal?: (giveUp: () => void) => void): Promise<unknown>;
  /** A new connection: nothing of the old one is answered any more. */
  connected(send: (request: Request) => void): void;
  /** Sends again, in their order, what has no answer yet. */
  restore(): void;
  disconnected(): void;
  /** There will be no connection any more: whoever still waits gets `offline`. */
  giveUp(): void;
  answer(number: number, answer: Answer): void;
}

/** Who waits for which answer. */
export function createRequests(): Requests {
  const waiting = new Map<number, (answer: Answer) => void>();
  const unanswered = new Set<Lasting>();
  let send: ((request: Request) => void) | undefined;
  let last = 0;

  function ask(action: string, body: unknown, answered: (answer: Answer) => void): void {
    if (!send) return;
    last += 1;
    waiting.set(last, answered);
    send({ r: last, a: action, b: body });
  }

  function begin(request: Lasting): void {
    ask(request.action, request.body, (answer) => {
      unanswered.delete(request);
      const refusal = refusalOf(answer);
      if (refusal) request.reject(refusal);
      else request.resolve(answer.d);
    });
  }

  return {
    once: (action, body, answered) => ask(action, body, (answer) => answered(refusalOf(answer))),
    lasting: (action, body, signal) =>
      new Promise((resolve, reject) => {
        const request = { action, body, resolve, reject };
        unanswered.add(request);
        signal?.(() => {
          if (unanswered.delete(request)) reject(new CoreError('offline'));
        });
        begin(request);
      }),
    connected(next) {
      waiting.clear();
      send = next;
    },
    restore() {
      for (const request of unanswered) begin(request);
    },
    disconnected() {
      waiting.clear();
      send = undefined;
    },
    giveUp() {
      for (const request of unanswered) request.reject(new CoreError('offline'));
      unanswered.clear();
    },
    answer(number, answer) {
      const answered = waiting.get(number);
      waiting.delete(number);
      answered?.(answer);
    },
  };
}

function refusalOf({ s, d }: Answer): CoreError | null {
  if (s === 'ok') return null;
  if (s === 'permission_denied') return new CoreError('refused');
  if (s === 'unavailable') return new CoreError('offline');
  // A read that the rules refuse has only the sentence.
  if (/permission[ _]denied/i.test(String(d))) return new CoreError('refused');
  return new CoreError('failed', `${s} ${String(d)}`);
}
