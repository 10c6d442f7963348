import type { Update } from '@foyer/shared-core/model';
import { SERVER_TIME } from '@foyer/shared-core/model';

/** An act with one thing wrong that no human thought of, and what it is. */
export interface Distortion {
  readonly title: string;
  readonly act: Update;
}

type Json = Readonly<Record<string, unknown>>;

const PAST = 1_600_000_000_000;
const FUTURE = 9_000_000_000_000;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Object.hasOwn(value, '.sv');
}

/** Values that could stand in a leaf's place, each under the name of what is wrong with it. */
function* otherLeaves(value: unknown): Generator<readonly [string, unknown]> {
  if (value === null) {
    yield ['set', 'x'];
  } else if (typeof value === 'string') {
    yield* [
      ['longer', `${value}~`],
      ['shifted', `~${value}`],
      ['empty', ''],
      ['a number', 5],
      ['a switch', true],
    ] as const;
  } else if (typeof value === 'number') {
    yield* [
      ['one more', value + 1],
      ['one less', value - 1],
      ['a text', String(value)],
      ['a switch', true],
    ] as const;
  } else if (typeof value === 'boolean') {
    yield* [
      ['the opposite', !value],
      ['a text', String(value)],
      ['a number', 1],
    ] as const;
  } else if (JSON.stringify(value) === JSON.stringify(SERVER_TIME)) {
    yield* [
      ['past', PAST],
      ['future', FUTURE],
      ['a text', 'now'],
    ] as const;
  } else {
    yield* [
      ['raised by two', { '.sv': { increment: 2 } }],
      ['lowered', { '.sv': { increment: -1 } }],
      ['a text', '2'],
    ] as const;
  }
  yield ['a record', { extra: true }];
  if (value !== null) yield ['with a priority', { '.value': value, '.priority': 1 }];
}

function* distortedValues(value: unknown, name: string): Generator<readonly [string, unknown]> {
  if (!isRecord(value)) {
    for (const [what, other] of otherLeaves(value)) yield [`${name} ${what}`, other];
    return;
  }
  yield [`${name} as a text`, 'x'];
  yield [`${name} with an extra child`, { ...value, extra: true }];
  yield [`${name} with a priority`, { ...value, '.priority': 'x' }];
  for (const [key, child] of Object.entries(value)) {
    const { [key]: _dropped, ...rest } = value;
    yield [`${name} without ${key}`, rest];
    for (const [what, other] of distortedValues(child, `${name}/${key}`)) {
      yield [what, { ...value, [key]: other }];
    }
  }
}

/** The value with every text under a key replaced, at any depth. */
function replaceEvery(value: unknown, key: string, [from, to]: readonly [string, string]): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      name,
      name === key && child === from ? to : replaceEvery(child, key, [from, to]),
    ]),
  );
}

/** The texts that stand under the same key in several records, so that a lie must be told in all of them at once. */
function* repeatedTexts(update: Update): Generator<readonly [string, string]> {
  const counted = new Map<string, number>();
  const count = (value: unknown): void => {
    if (!isRecord(value)) return;
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'string') {
        const id = JSON.stringify([key, child]);
        counted.set(id, (counted.get(id) ?? 0) + 1);
      } else count(child);
    }
  };
  for (const value of Object.values(update)) count(value);
  for (const [id, times] of counted) if (times > 1) yield JSON.parse(id) as [string, string];
}

/** Names a path of an update without the ids in it: the collection, and the field if it is one. */
function nameOf(path: string): string {
  const [collection = '', ...rest] = path.split('/');
  const field = rest.at(-1) ?? '';
  return /^[a-zA-Z]+$/.test(field) ? `${collection}…/${field}` : `${collection}…`;
}

/** The path with one of its keys changed, and what that key is to the path. */
function* neighbours(path: string): Generator<readonly [string, string]> {
  const keys = path.split('/');
  for (const [index, key] of keys.entries()) {
    const place = index === keys.length - 1 ? 'to another key' : `elsewhere (${index})`;
    if (index > 0) yield [place, keys.with(index, `${key}-2`).join('/')];
  }
}

/**
 * Every leaf of an update changed in every way, left out or grown into a record; every record with an extra child;
 * every path left out, deleted, moved to a neighbour of each of its ids; every record written leaf by leaf with
 * one leaf changed or left as it was; and whatever several records say told otherwise in all of them. Rules are owed to refuse
 * them all.
 */
export function* distortionsOf(update: Update): Generator<Distortion> {
  for (const [key, text] of repeatedTexts(update)) {
    const act = Object.fromEntries(
      Object.entries(update).map(([path, value]) => [path, replaceEvery(value, key, [text, `${text}~`])]),
    );
    yield { title: `every ${key} longer`, act };
  }
  for (const [path, value] of Object.entries(update)) {
    const { [path]: _dropped, ...rest } = update;
    const name = nameOf(path);
    if (Object.keys(rest).length > 0) yield { title: `${name} left out`, act: rest };
    if (value !== null) yield { title: `${name} deleted`, act: { ...rest, [path]: null } };
    for (const [what, other] of distortedValues(value, name)) {
      yield { title: what, act: { ...rest, [path]: other } };
    }
    for (const [place, elsewhere] of neighbours(path)) {
      yield { title: `${name} moved ${place}`, act: { ...rest, [elsewhere]: value } };
    }
    if (!isRecord(value)) continue;
    for (const [key, child] of Object.entries(value)) {
      if (!isRecord(child)) {
        for (const [what, other] of otherLeaves(child)) {
          const leaves = Object.entries({ ...value, [key]: other });
          const written = Object.fromEntries(leaves.map(([leaf, one]) => [`${path}/${leaf}`, one]));
          yield { title: `${name} leaf by leaf, ${key} ${what}`, act: { ...rest, ...written } };
        }
      }
      const leaves = Object.entries(value).filter(([other]) => other !== key);
      if (leaves.length === 0) continue;
      const written = Object.fromEntries(leaves.map(([leaf, one]) => [`${path}/${leaf}`, one]));
      yield { title: `${name} leaf by leaf, ${key} as it was`, act: { ...rest, ...written } };
    }
  }
}
