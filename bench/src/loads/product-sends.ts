// Visitors who all send, each as often as the rules let one, while they listen to their room as the widget does.
import { setTimeout as wait } from 'node:timers/promises';
import { limits } from '@foyer/shared-core/model';
import { WebSocket } from 'ws';
import { sendOf, visitorOf, type BenchVisitor } from '../product-world.ts';
import { percentile } from '../percentile.ts';
import { report } from '../serve.ts';
import { signIn } from '../sign-in.ts';

export interface ProductResult {
  readonly sends: number;
  readonly refused: number;
  readonly perSecond: number;
  /** From the send to its acknowledgement, with many others under way. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends under way at once. */
const WINDOW = 128;
const SIGN_INS_AT_ONCE = 50;

interface Answer {
  readonly d: { readonly r?: number; readonly b?: { readonly s?: string } };
}

class Sender {
  readonly #visitor: BenchVisitor;
  readonly #socket: WebSocket;
  #requests = 0;
  #answered: (status: string) => void = () => undefined;

  private constructor(visitor: BenchVisitor, socket: WebSocket) {
    this.#visitor = visitor;
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const { r, b } = (JSON.parse(data.toString()) as Answer).d;
      if (r === this.#requests) this.#answered(b?.s ?? '');
    });
  }

  static async open(index: number, port: number, authUrl: string): Promise<Sender> {
    const visitor = visitorOf(index);
    // 256 shared accounts, as the product has them.
    const uid = `client-${index % 256}`;
    const token = authUrl === '' ? 'none' : await signIn(authUrl, uid, visitor.claims);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/.ws?v=5`, { perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
    const sender = new Sender(visitor, socket);
    await sender.#must('auth', { cred: token });
    await sender.#must('q', { p: visitor.roomPath, h: '' });
    await sender.#must('q', { p: visitor.messagesPath, q: { i: 'at', l: 50, vf: 'r' }, t: 1, h: '' });
    return sender;
  }

  send(number: number): Promise<string> {
    return this.#ask('m', { p: '/', d: sendOf(this.#visitor, number) });
  }

  #ask(action: string, body: object): Promise<string> {
    const answered = new Promise<string>((resolve) => (this.#answered = resolve));
    this.#socket.send(JSON.stringify({ t: 'd', d: { r: ++this.#requests, a: action, b: body } }));
    return answered;
  }

  async #must(action: string, body: object): Promise<void> {
    const status = await this.#ask(action, body);
    if (status !== 'ok') throw new Error(`${action} ${JSON.stringify(body)} was answered ${status}.`);
  }
}

const [port, authUrl = '', visitors, ms] = process.argv.slice(2);
const senders: Sender[] = [];
while (senders.length < Number(visitors)) {
  const first = senders.length;
  const count = Math.min(SIGN_INS_AT_ONCE, Number(visitors) - first);
  senders.push(
    ...(await Promise.all(
      Array.from({ length: count }, (_, index) => Sender.open(first + index, Number(port), authUrl)),
    )),
  );
}

let number = 0;

/** Sends in turn until the time is over; several of these run at once. */
async function rush(
  until: number,
  free: { sender: Sender; since: number }[],
  result: { refused: number; delays: number[] },
): Promise<void> {
  while (performance.now() < until) {
    const next = free.shift();
    if (next === undefined) {
      await wait(1);
      continue;
    }
    const rest = next.since + limits.messageIntervalMs + 2 - performance.now();
    if (rest > 0) await wait(rest);
    const began = performance.now();
    const status = await next.sender.send(++number);
    const now = performance.now();
    result.delays.push(now - began);
    if (status !== 'ok') result.refused++;
    free.push({ sender: next.sender, since: now });
  }
}

async function measure(duration: number): Promise<ProductResult> {
  const free = senders.map((sender) => ({ sender, since: performance.now() }));
  await wait(limits.messageIntervalMs);
  const result = { refused: 0, delays: [] as number[] };
  const began = performance.now();
  await Promise.all(Array.from({ length: WINDOW }, () => rush(began + duration, free, result)));
  const sends = result.delays.length;
  return {
    sends,
    refused: result.refused,
    perSecond: (sends * 1000) / (performance.now() - began),
    p50Ms: percentile(result.delays, 50),
    p99Ms: percentile(result.delays, 99),
  };
}

// As long as what counts: until then the server's code is still being compiled, on the same processor.
await measure(Number(ms));
process.send?.('warm');
await new Promise((resolve) => process.once('message', resolve));
report(await measure(Number(ms)));
