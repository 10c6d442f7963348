import { nodeFromJson, nodeToJson } from '../../tree/json.ts';
import { TreeNode } from '../../tree/node.ts';
import { MirroringClient, type Mirror, type SentQuery } from './mirroring-client.ts';
import { randomOf } from './random.ts';

const ROOMS = 40;
const MOST_LISTENS = 6;
const QUERIES: readonly SentQuery[] = [
  { i: 'openAt', sp: 1, l: 5, vf: 'r' },
  { i: 'openAt', sp: 1, l: 25, vf: 'r' },
  { i: 'openAt', sp: 1 },
  { i: 'openAt', l: 3, vf: 'l' },
  { i: '.key', l: 4, vf: 'r' },
];

/**
 * Clients that connect, listen, write and go away in every way there is, all at the same time and at random, in a
 * database that lets everybody do everything. Lists of rooms lie under `/inbox`, messages under `/rooms`, what ended
 * connections left behind under `/gone`.
 */
export class Crowd {
  readonly #random: () => number;
  readonly #members: readonly Member[];

  constructor(url: string, options: { readonly seed: number; readonly members: number }) {
    this.#random = randomOf(options.seed);
    this.#members = Array.from({ length: options.members }, () => new Member(url, this.#random));
  }

  /** Has each member do so many things, beside the others; everybody is connected afterwards. */
  async act(times: number): Promise<void> {
    await Promise.all(this.#members.map((member) => member.act(times)));
  }

  /** Resolves when everybody has what was written before. */
  async settled(): Promise<void> {
    await Promise.all(this.#members.map(({ client }) => client.settled()));
  }

  async leave(): Promise<void> {
    await Promise.all(this.#members.map(({ client }) => client.leave()));
  }

  get listens(): number {
    return this.#members.reduce((sum, { client }) => sum + client.mirrors.size, 0);
  }

  /** What is not as it should be, given all data in export format; empty when all is well. */
  faults(data: unknown): string[] {
    const root = nodeFromJson(data);
    return this.#members.flatMap((member, index) =>
      member.faults(root).map((fault) => `member ${index}: ${fault}`),
    );
  }
}

class Member {
  readonly client: MirroringClient;
  readonly #random: () => number;
  /** Connections that are over, and were promised a write for their end. */
  readonly #left = new Set<string>();
  #isPromised = false;

  constructor(url: string, random: () => number) {
    this.client = new MirroringClient(url);
    this.#random = random;
  }

  async act(times: number): Promise<void> {
    if (this.client.session === '') await this.client.connect();
    for (let count = 0; count < times; count++) {
      const dice = this.#random();
      if (dice < 0.04) await this.#reconnect();
      else if (dice < 0.06) await this.#promise();
      else if (dice < 0.16) this.#listen();
      else if (dice < 0.24) this.#unlisten();
      else if (dice < 0.3) await this.#transact();
      else await this.#write();
    }
  }

  faults(root: TreeNode): string[] {
    const stale = Array.from(this.client.mirrors)
      .filter((mirror) => mirror.held.hash() !== expectedOf(root, mirror).hash())
      .map((mirror) => `${describe(mirror)} differs: ${JSON.stringify(nodeToJson(mirror.held, true))}`);
    const broken = Array.from(this.#left)
      .filter((session) => root.at(['gone', session]).isEmpty())
      .map((session) => `what ${session} left behind was not written`);
    const { unanswered } = this.client;
    return [...stale, ...broken, ...(unanswered > 0 ? [`${unanswered} requests without answers`] : [])];
  }

  async #reconnect(): Promise<void> {
    const dice = this.#random();
    if (this.#isPromised) this.#left.add(this.client.session);
    this.#isPromised = false;
    if (dice < 0.3) {
      // Asked for in one breath with the goodbye: still written, still answered.
      void this.client.ask(...this.#randomWrite());
      await this.client.leave();
    } else if (dice < 0.6) {
      this.client.vanish();
    }
    await this.client.connect();
  }

  async #promise(): Promise<void> {
    await this.client.ask('o', { p: `/gone/${this.client.session}`, d: true });
    this.#isPromised = true;
  }

  #listen(): void {
    if (this.client.mirrors.size >= MOST_LISTENS) return;
    const dice = this.#random();
    if (dice < 0.7) this.client.listen('/inbox', this.#pick(QUERIES));
    else if (dice < 0.85) this.client.listen('/notes', { i: '.key', l: 20, vf: 'r' });
    else this.#listenPlain(this.#pick(['/inbox', `/inbox/${this.#room()}`, `/rooms/${this.#room()}`]));
  }

  /** Of one plain listen a client asks once. */
  #listenPlain(path: string): void {
    const isKnown = Array.from(this.client.mirrors).some(
      (mirror) => mirror.query === undefined && `/${mirror.path.join('/')}` === path,
    );
    if (!isKnown) this.client.listen(path);
  }

  #unlisten(): void {
    const mirrors = Array.from(this.client.mirrors);
    if (mirrors.length > 1) this.client.unlisten(this.#pick(mirrors));
  }

  async #transact(): Promise<void> {
    const path = `/inbox/${this.#room()}/count`;
    const { d } = await this.client.ask('g', { p: path });
    void this.client.ask('p', {
      p: path,
      d: (typeof d === 'number' ? d : 0) + 1,
      h: nodeFromJson(d).hash(),
    });
  }

  async #write(): Promise<void> {
    const answer = this.client.ask(...this.#randomWrite());
    if (this.#random() < 0.3) await answer;
  }

  #randomWrite(): [action: string, body: object] {
    const [room, other] = [this.#room(), this.#room()];
    const dice = this.#random();
    if (dice < 0.3)
      return ['p', { p: `/inbox/${room}`, d: { openAt: this.#moment(), text: `text ${dice}` } }];
    if (dice < 0.4) return ['p', { p: `/inbox/${room}`, d: null }];
    if (dice < 0.5) return ['p', { p: `/inbox/${room}/openAt`, d: null }];
    if (dice < 0.6) return ['p', { p: `/inbox/${room}/openAt`, d: this.#moment() }];
    if (dice < 0.65) return ['p', { p: `/rooms/${room}/m1`, d: dice < 0.63 ? dice : null }];
    if (dice < 0.66) return ['p', { p: '/notes', d: null }];
    if (dice < 0.67) return ['p', { p: '/inbox', d: { [room]: { openAt: this.#moment() } } }];
    const d = {
      [`inbox/${room}/openAt`]: this.#moment(),
      [`inbox/${room}/text`]: `text ${dice}`,
      [`rooms/${room}/m2`]: dice < 0.7 ? `message ${dice}` : null,
      ...(other === room ? {} : { [`inbox/${other}`]: dice < 0.8 ? null : { openAt: this.#moment() } }),
    };
    return ['m', { p: '/', d }];
  }

  #room(): string {
    return `r${Math.floor(this.#random() * ROOMS)}`;
  }

  /** Zero is before every query's start; two rooms may share a moment. */
  #moment(): number {
    return Math.floor(this.#random() * 50);
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }
}

/** What a listen selects of all data, spelt out without regard to speed: moments are numbers, keys no integers. */
function expectedOf(root: TreeNode, { path, query }: Mirror): TreeNode {
  const node = root.at(path);
  if (query === undefined) return node;
  const momentOf = (row: TreeNode): number => Number(row.child('openAt').value ?? -1);
  const rows = Array.from(node.entries())
    .filter(([, row]) => query.sp === undefined || momentOf(row) >= query.sp)
    .sort(([keyA, a], [keyB, b]) => {
      const byMoment = query.i === 'openAt' ? momentOf(a) - momentOf(b) : 0;
      return byMoment !== 0 ? byMoment : keyA < keyB ? -1 : 1;
    });
  if (query.l === undefined) return TreeNode.branch(rows);
  return TreeNode.branch(query.vf === 'r' ? rows.slice(-query.l) : rows.slice(0, query.l));
}

function describe({ path, query }: Mirror): string {
  return `/${path.join('/')}${query === undefined ? '' : ` ${JSON.stringify(query)}`}`;
}
