import { WebSocket } from 'ws';
import { nodeFromJson } from '../../tree/json.ts';
import { TreeNode } from '../../tree/node.ts';
import { isAtOrAbove, parsePath, type Path } from '../path.ts';

/** A query over the wire. */
export interface SentQuery {
  readonly i?: string;
  readonly sp?: number;
  readonly l?: number;
  readonly vf?: 'l' | 'r';
}

/** What a client holds for one listen, by nothing but what the server sent. */
export interface Mirror {
  readonly path: Path;
  readonly query: SentQuery | undefined;
  readonly tag: number | undefined;
  held: TreeNode;
}

interface Answer {
  readonly s: string;
  readonly d: unknown;
}

/**
 * A client of raw frames that sends without waiting and holds what it listens to, as the official one does: over a new
 * connection it names its old session and repeats its listens with the hash of what it holds.
 */
export class MirroringClient {
  readonly #url: string;
  readonly mirrors = new Set<Mirror>();
  /** Requests of connections that are over for which no answer came. */
  unanswered = 0;
  #socket: WebSocket | undefined;
  #session = '';
  #requests = 0;
  #tags = 0;
  #waiting = new Map<number, (answer: Answer) => void>();

  /** A client of the database at `url`, `ws://` with `v` and `ns`. Not yet connected. */
  constructor(url: string) {
    this.#url = url;
  }

  get session(): string {
    return this.#session;
  }

  /** Connects, or comes back while the server may still believe in the old connection; listens are repeated. */
  async connect(): Promise<void> {
    const last = this.#session === '' ? '' : `&ls=${this.#session}`;
    this.#forget();
    const socket = new WebSocket(`${this.#url}${last}`);
    const waiting = new Map<number, (answer: Answer) => void>();
    this.#socket = socket;
    this.#waiting = waiting;
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        if (this.#socket !== socket) return;
        const { t, d } = JSON.parse(data.toString()) as { t: string; d: Record<string, unknown> };
        if (t === 'd') this.#take(d);
        else if (d['t'] === 'h') {
          this.#session = (d['d'] as { s: string }).s;
          resolve();
        }
      });
    });
    for (const mirror of this.mirrors) void this.#sendListen(mirror);
  }

  /** Sends a request; resolves with its answer, and never where the connection ends before. */
  ask(action: string, body: object): Promise<Answer> {
    const number = ++this.#requests;
    const waiting = this.#waiting;
    this.#socket?.send(JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } }));
    return new Promise((resolve) => waiting.set(number, resolve));
  }

  listen(path: string, query?: SentQuery): Mirror {
    const tag = query === undefined ? undefined : ++this.#tags;
    const mirror: Mirror = { path: parsePath(path), query, tag, held: TreeNode.empty };
    this.mirrors.add(mirror);
    void this.#sendListen(mirror);
    return mirror;
  }

  unlisten(mirror: Mirror): void {
    this.mirrors.delete(mirror);
    void this.ask('n', addressOf(mirror));
  }

  /** Resolves when everything is answered that was asked, so that all pushes of what was written before are here. */
  async settled(): Promise<void> {
    await this.ask('s', {});
  }

  /** Says goodbye; resolves when the server has, too. What was asked before must have been answered by then. */
  async leave(): Promise<void> {
    const [socket, waiting] = [this.#socket, this.#waiting];
    if (socket === undefined) return;
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.close();
    await gone;
    this.unanswered += waiting.size;
    this.#forget();
  }

  /** Is gone without a word, as when a machine loses its power. */
  vanish(): void {
    const socket = this.#socket;
    this.#forget();
    socket?.on('error', () => undefined);
    socket?.terminate();
  }

  #forget(): void {
    this.#socket = undefined;
  }

  #sendListen(mirror: Mirror): Promise<Answer> {
    return this.ask('q', { ...addressOf(mirror), h: mirror.held.isEmpty() ? '' : mirror.held.hash() });
  }

  #take(message: Record<string, unknown>): void {
    if (typeof message['r'] === 'number') {
      this.#waiting.get(message['r'])?.(message['b'] as Answer);
      this.#waiting.delete(message['r']);
      return;
    }
    const { p, d, t } = message['b'] as { p: string; d: unknown; t?: number };
    const places = message['a'] === 'm' ? Object.entries(d as object) : [['', d] as const];
    for (const [below, json] of places) this.#apply(parsePath(`${p}/${below}`), nodeFromJson(json), t);
  }

  #apply(path: Path, node: TreeNode, tag: number | undefined): void {
    for (const mirror of this.mirrors) {
      if (mirror.tag !== tag) continue;
      if (isAtOrAbove(mirror.path, path)) {
        mirror.held = mirror.held.with(path.slice(mirror.path.length), node);
      } else if (isAtOrAbove(path, mirror.path)) {
        mirror.held = node.at(mirror.path.slice(path.length));
      }
    }
  }
}

function addressOf({ path, query, tag }: Mirror): object {
  return { p: `/${path.join('/')}`, ...(query === undefined ? {} : { q: query, t: tag }) };
}
