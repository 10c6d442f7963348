/** Reads a `text/event-stream` answer event by event. */
export class EventStream {
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();
  readonly #inbox: string[] = [];
  #waiting: (() => void) | undefined;

  private constructor(response: Response, abort: AbortController) {
    this.#abort = abort;
    this.ended = this.#read(response);
  }

  static async open(url: string): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { headers: { Accept: 'text/event-stream' }, signal: abort.signal });
    return new EventStream(response, abort);
  }

  async next(): Promise<{ event: string; data: unknown }> {
    while (this.#inbox.length === 0) await new Promise<void>((resolve) => (this.#waiting = resolve));
    const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(this.#inbox.shift() ?? '') ?? [];
    return { event, data: JSON.parse(data) };
  }

  end(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        this.#inbox.push(...events);
        this.#waiting?.();
      }
    } catch {
      // Ended by this side.
    }
  }
}
