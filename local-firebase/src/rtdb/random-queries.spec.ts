import { afterEach, describe, expect, it } from 'vitest';
import { nodeFromJson, nodeToJson } from '../tree/json.ts';
import { randomOf } from './testing/random.ts';
import { TestDatabase, type RawClient, type ServerMessage } from './testing/test-database.ts';

type Json = string | number | boolean | null | { [key: string]: Json };
type Row = [key: string, value: Json];

const KEYS = [
  'a',
  'b',
  'c',
  'k1',
  'k2',
  'Z',
  '-Oab',
  '-3',
  '0',
  '2',
  '10',
  '007',
  '2147483648',
  '__proto__',
  'é',
];
const SCALARS: Json[] = [
  true,
  false,
  -1.5,
  0,
  1,
  2,
  10,
  1e21,
  '',
  '1',
  'a',
  'b',
  'é',
  '\ud83d\ude00',
  '\uffee',
];
const CHILD_PATHS = ['x', 'y/z'];

/** The plain model: JSON in export format, and the documented order spelt out without regard to speed. */
const model = {
  value: (row: Json): Json => (isRecord(row) && '.value' in row ? row['.value'] : row),
  priority: (row: Json): Json => (isRecord(row) ? (row['.priority'] ?? null) : null),
  at: (row: Json, path: string): Json =>
    path.split('/').reduce<Json>((node, key) => {
      const inner = model.value(node);
      return isRecord(inner) && Object.hasOwn(inner, key) ? (inner[key] as Json) : null;
    }, row),
  rank: (value: Json): number => ['null', 'boolean', 'number', 'string', 'object'].indexOf(kind(value)),
  compareValues(a: Json, b: Json): number {
    if (model.rank(a) !== model.rank(b)) return model.rank(a) - model.rank(b);
    if (a === null || isRecord(a) || a === b) return 0;
    return (a as string) < (b as string) ? -1 : 1;
  },
  compareKeys(a: string, b: string): number {
    if (a === b) return 0;
    if (a === '[MIN_NAME]' || b === '[MAX_NAME]') return -1;
    if (b === '[MIN_NAME]' || a === '[MAX_NAME]') return 1;
    const isInt = (key: string): boolean => /^-?\d{1,10}$/.test(key) && Math.abs(Number(key)) < 2 ** 31;
    if (isInt(a) !== isInt(b)) return isInt(a) ? -1 : 1;
    if (isInt(a)) return Number(a) - Number(b) || a.length - b.length;
    return a < b ? -1 : 1;
  },
  sortValue(index: string | undefined, row: Json): Json {
    if (index === '.key') return null;
    if (index === undefined) return model.priority(row);
    return model.value(index === '.value' ? row : model.at(row, index));
  },
  window(list: Json, query: WireQuery): Row[] {
    if (!isRecord(list)) return [];
    const compare = (a: [Json, string], b: [Json, string]): number =>
      model.compareValues(a[0], b[0]) || model.compareKeys(a[1], b[1]);
    const isKey = query.i === '.key';
    const bound = (value: Json, key: string): [Json, string] =>
      isKey ? [null, value as string] : [value, key];
    const rows = Object.entries(list)
      .filter(([key]) => key !== '.priority')
      .map(([key, value]) => ({ key, value, at: [model.sortValue(query.i, value), key] as [Json, string] }))
      .sort((a, b) => compare(a.at, b.at))
      .filter(({ at }) => {
        if ('sp' in query) {
          const order = compare(bound(query.sp, query.sn ?? '[MIN_NAME]'), at);
          if (query.sin === false ? order >= 0 : order > 0) return false;
        }
        if ('ep' in query) {
          const order = compare(at, bound(query.ep, query.en ?? '[MAX_NAME]'));
          if (query.ein === false ? order >= 0 : order > 0) return false;
        }
        return true;
      });
    const limited =
      query.l === undefined ? rows : query.vf === 'r' ? rows.slice(-query.l) : rows.slice(0, query.l);
    return limited.map(({ key, value }) => [key, value]);
  },
};

interface WireQuery {
  i?: string;
  sp?: Json;
  sn?: string;
  sin?: boolean;
  ep?: Json;
  en?: string;
  ein?: boolean;
  l?: number;
  vf?: 'l' | 'r';
}

function isRecord(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null;
}

function kind(value: Json): string {
  return value === null ? 'null' : typeof value;
}

class Generator {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  row(): Json {
    const priority = this.chance(0.3) ? { '.priority': this.pick([0, 1, 2, 'p', 'q']) } : {};
    if (this.chance(0.4)) {
      const value = this.pick(SCALARS);
      return '.priority' in priority ? { '.value': value, ...priority } : value;
    }
    const row: Record<string, Json> = { ...priority, n: this.below(5) };
    if (this.chance(0.8)) row['x'] = this.chance(0.15) ? { deep: 1 } : this.pick(SCALARS);
    if (this.chance(0.6)) row['y'] = this.chance(0.2) ? 5 : { z: this.pick(SCALARS) };
    return row;
  }

  list(length: number): Json {
    return Object.fromEntries(Array.from({ length }, () => [this.key(), this.row()]));
  }

  key(): string {
    return this.chance(0.7) ? this.pick(KEYS) : `m${this.below(60)}`;
  }

  query(): WireQuery {
    const index = this.pick(['.key', '.value', undefined, ...CHILD_PATHS]);
    const query: WireQuery = index === undefined ? {} : { i: index };
    const value = (): Json => (index === '.key' ? this.key() : this.pick([null, ...SCALARS]));
    if (this.chance(0.5)) {
      query.sp = value();
      if (index !== '.key' && this.chance(0.4))
        query.sn = this.pick([this.key(), '[MAX_NAME]', '[MIN_NAME]']);
      if (this.chance(0.6)) query.sin = this.chance(0.5);
    }
    if (this.chance(0.5)) {
      query.ep = 'sp' in query && this.chance(0.3) ? query.sp : value();
      if (index !== '.key' && this.chance(0.4))
        query.en = this.pick([this.key(), '[MAX_NAME]', '[MIN_NAME]']);
      if (this.chance(0.6)) query.ein = this.chance(0.5);
    }
    if (this.chance(0.6) || !('sp' in query || 'ep' in query)) {
      query.l = 1 + this.below(6);
      query.vf = this.pick(['l', 'r']);
    }
    return query;
  }

  /** A put or merge that may hit a row, something in it, the whole list, or the node above it. */
  write(): ['p' | 'm', { p: string; d: Json }] {
    const dice = this.#random();
    if (dice < 0.03)
      return ['p', { p: '/top', d: this.chance(0.5) ? null : { list: this.list(20), other: 1 } }];
    if (dice < 0.07)
      return ['p', { p: '/top/list', d: this.chance(0.2) ? this.pick(SCALARS) : this.list(30) }];
    if (dice < 0.4) return ['p', { p: `/top/list/${this.key()}`, d: this.chance(0.3) ? null : this.row() }];
    if (dice < 0.5) return ['p', { p: `/top/list/${this.key()}/.priority`, d: this.pick([null, 0, 1, 'p']) }];
    if (dice < 0.75) {
      const place = this.pick(['x', 'y', 'y/z', 'n']);
      return [
        'p',
        { p: `/top/list/${this.key()}/${place}`, d: this.chance(0.2) ? null : this.pick(SCALARS) },
      ];
    }
    const places = new Map<string, Json>();
    for (let count = 1 + this.below(4); count > 0; count--) {
      const key = this.key();
      for (const known of places.keys()) if (known.split('/')[0] === key) places.delete(known);
      const isDeep = this.chance(0.5);
      places.set(
        isDeep ? `${key}/x` : key,
        this.chance(0.25) ? null : isDeep ? this.pick(SCALARS) : this.row(),
      );
      if (isDeep && this.chance(0.5)) places.set(`${key}/n`, this.below(9));
    }
    return ['m', { p: '/top/list', d: Object.fromEntries(places) }];
  }
}

/** What a client holds that simply does what the pushes say. */
class Mirror {
  readonly query: WireQuery | undefined;
  #held = nodeFromJson(null);

  constructor(query: WireQuery | undefined) {
    this.query = query;
  }

  apply(message: ServerMessage): void {
    if (!('a' in message)) throw new Error('not a push');
    const places: [string, unknown][] =
      message.a === 'm' ? Object.entries(message.b.d as object) : [['', message.b.d]];
    for (const [below, json] of places) {
      const path = `${message.b.p ?? ''}/${below}`.split('/').filter((key) => key !== '');
      expect(path.slice(0, 2)).toEqual(['top', 'list']);
      if (this.query !== undefined && path.length > 2) expect(message.b.t).toBeDefined();
      this.#held = this.#held.with(path.slice(2), nodeFromJson(json));
    }
  }

  get held(): unknown {
    return nodeToJson(this.#held, true);
  }
}

function expected(list: Json, query: WireQuery | undefined): unknown {
  if (query === undefined) return list;
  const rows = model.window(list, query);
  return rows.length === 0 ? null : nodeToJson(nodeFromJson(objectOf(rows)), true);
}

/** `Object.fromEntries` defines, so even `__proto__` becomes a member. */
function objectOf(rows: Row[]): object {
  return Object.fromEntries(rows);
}

async function listOf(client: RawClient): Promise<Json> {
  return (await client.ask('g', { p: '/top/list', q: {} })).data as Json;
}

let database: TestDatabase | undefined;

afterEach(async () => {
  await database?.close();
  database = undefined;
});

describe('L4 L5 L6 Q1-Q6: random data, queries and writes agree with the plain model', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
    const generate = new Generator(seed);
    database = await TestDatabase.start();
    const [reader, writer] = [await database.raw(), await database.raw()];
    await writer.ask('p', { p: '/top/list', d: generate.list(seed % 2 === 0 ? 90 : 12) });
    const mirrors = new Map<number, Mirror>();
    const plain = new Mirror(undefined);
    for (const message of (await reader.ask('q', { p: '/top/list', h: '' })).pushes) plain.apply(message);
    let list = await listOf(writer);
    for (let tag = 1; tag <= 30; tag++) {
      const mirror = new Mirror(generate.query());
      mirrors.set(tag, mirror);
      const first = await reader.ask('q', { p: '/top/list', q: mirror.query, t: tag, h: '' });
      expect(first.status).toBe('ok');
      for (const message of first.pushes) mirror.apply(message);
      expect(mirror.held, JSON.stringify(mirror.query)).toEqual(expected(list, mirror.query));
      const got = await writer.ask('g', { p: '/top/list', q: mirror.query });
      expect(got.data).toEqual(expected(list, mirror.query));
    }
    for (let step = 0; step < 120; step++) {
      const [action, body] = generate.write();
      const answer = await writer.ask(action, body);
      expect(answer.status, JSON.stringify(body)).toBe('ok');
      list = await listOf(writer);
      for (const message of await reader.pushed()) {
        const tag = 'a' in message ? message.b.t : undefined;
        (tag === undefined ? plain : mirrors.get(tag))?.apply(message);
      }
      expect(plain.held, JSON.stringify(body)).toEqual(list);
      for (const mirror of mirrors.values()) {
        expect(mirror.held, `${JSON.stringify(mirror.query)} after ${JSON.stringify(body)}`).toEqual(
          expected(list, mirror.query),
        );
      }
    }
  });
});
