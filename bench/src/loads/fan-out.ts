// One writer, some listeners: how many messages a second reach all of them, and how long one takes when there is room.
import { setTimeout as wait } from 'node:timers/promises';
import { Connection, type ChatMessage, type Protocol } from '../protocols/connection.ts';
import { contestants } from '../protocols/protocols.ts';
import { percentile } from '../percentile.ts';
import { report } from '../serve.ts';

export interface FanOutResult {
  readonly messages: number;
  readonly perSecond: number;
  /** Bytes that one listener received for one message. */
  readonly bytesPerMessage: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Messages on their way at once while throughput is measured. */
const WINDOW = 100;
/** A pace that every server keeps easily: what is measured is the way, not the queue. */
const PACE_MS = 5;
const TEXT = 'Hello, where is my order number 12345? I have been waiting for a while.';

class FanOut {
  readonly #writer: Connection;
  readonly #listeners: readonly Connection[];
  #sent = 0;
  #acknowledged = 0;
  #heard = 0;
  #news: () => void = () => undefined;

  private constructor(writer: Connection, listeners: readonly Connection[]) {
    this.#writer = writer;
    this.#listeners = listeners;
  }

  static async open(protocol: Protocol, port: number, count: number): Promise<FanOut> {
    const listeners: Connection[] = [];
    for (let index = 0; index < count; index++) {
      const listener = await Connection.open(protocol, port);
      await listener.join();
      listeners.push(listener);
    }
    const load = new FanOut(await Connection.open(protocol, port), listeners);
    load.#count(() => undefined);
    return load;
  }

  /** As many messages as go through in `ms`. */
  async rush(ms: number): Promise<Pick<FanOutResult, 'messages' | 'perSecond' | 'bytesPerMessage'>> {
    const [began, sentBefore, bytesBefore] = [performance.now(), this.#sent, this.#bytes()];
    while (performance.now() - began < ms) {
      while (this.#sent - this.#through() < WINDOW) this.#send();
      await this.#change();
    }
    await this.#quiet();
    const messages = this.#sent - sentBefore;
    return {
      messages,
      perSecond: (messages * 1000) / (performance.now() - began),
      bytesPerMessage: (this.#bytes() - bytesBefore) / messages / this.#listeners.length,
    };
  }

  /** One message every few milliseconds, and how long each took to each listener. */
  async pace(ms: number): Promise<Pick<FanOutResult, 'p50Ms' | 'p99Ms'>> {
    const delays: number[] = [];
    this.#count((at) => delays.push(performance.now() - at));
    const began = performance.now();
    for (let count = 1; performance.now() - began < ms; count++) {
      this.#send();
      await wait(Math.max(0, began + count * PACE_MS - performance.now()));
    }
    await this.#quiet();
    return { p50Ms: percentile(delays, 50), p99Ms: percentile(delays, 99) };
  }

  #count(took: (at: number) => void): void {
    for (const listener of this.#listeners) {
      listener.heard = (at) => {
        this.#heard++;
        took(at);
        this.#news();
      };
    }
  }

  #send(): void {
    this.#sent++;
    const message: ChatMessage = { by: 'g_visitor', text: TEXT, at: performance.now() };
    this.#writer.send(message, () => {
      this.#acknowledged++;
      this.#news();
    });
  }

  /** Messages that were acknowledged and that every listener has. */
  #through(): number {
    return Math.min(this.#acknowledged, Math.floor(this.#heard / this.#listeners.length));
  }

  async #quiet(): Promise<void> {
    while (this.#through() < this.#sent) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#news = resolve));
  }

  #bytes(): number {
    return this.#listeners.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

const [name = '', port, listeners, ms] = process.argv.slice(2);
const contestant = contestants.get(name);
if (contestant === undefined) throw new Error(`There is no "${name}".`);
const load = await FanOut.open(contestant.protocol, Number(port), Number(listeners));
await load.rush(Number(ms) / 3);
process.send?.('warm');
await new Promise((resolve) => process.once('message', resolve));
const rushed = await load.rush(Number(ms));
process.send?.('rushed');
await new Promise((resolve) => process.once('message', resolve));
report({ ...rushed, ...(await load.pace(Number(ms))) } satisfies FanOutResult);
