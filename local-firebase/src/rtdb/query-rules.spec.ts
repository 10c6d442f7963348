import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deleteApp, initializeApp } from 'firebase/app';
import {
  connectDatabaseEmulator,
  endAt,
  endBefore,
  equalTo,
  get,
  getDatabase,
  goOffline,
  limitToFirst,
  limitToLast,
  orderByChild,
  orderByKey,
  orderByPriority,
  orderByValue,
  query,
  ref,
  startAfter,
  startAt,
  type Database,
  type QueryConstraint,
} from 'firebase/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, TestStack } from '../test-stack.ts';

const RULES = {
  rules: {
    rooms: {
      '.indexOn': 'openAt',
      '.read': "query.orderByChild === 'openAt' && query.startAt >= 1 && query.limitToLast <= 2",
    },
    keys: { '.read': 'query.orderByKey && query.limitToFirst === 1 && query.orderByChild === null' },
    values: {
      '.read': "query.orderByValue && query.equalTo === 'b' && !query.orderByKey",
      '.indexOn': '.value',
    },
    priorities: { '.read': 'query.orderByPriority && query.endAt === 3 && query.limitToLast === null' },
    open: { '.read': true },
  },
};

let stack: TestStack;
let database: Database;

beforeAll(async () => {
  const root = await temporaryFolder();
  await writeFile(join(root.path, 'rules.json'), JSON.stringify(RULES));
  stack = await TestStack.start({ root: root.path, config: { database: { rules: 'rules.json' } } });
  stack.onClose(() => root.remove());
  stack.firebase.load({
    rooms: { r1: { openAt: 1 }, r2: { openAt: 2 }, r3: { openAt: 3 } },
    keys: { a: 1, b: 2 },
    values: { x: 'a', y: 'b' },
    priorities: { p: { '.value': 1, '.priority': 2 }, q: { '.value': 1, '.priority': 4 } },
    open: { 2: 'b', 10: 'c', a: 'a', leaf: 'z' },
  });
  const app = initializeApp(stack.firebase.firebaseConfig, 'query-rules');
  stack.onClose(() => deleteApp(app));
  database = getDatabase(app);
  connectDatabaseEmulator(database, '127.0.0.1', Number(new URL(stack.firebase.urls.database).port));
  stack.onClose(() => goOffline(database));
});
afterAll(() => stack.close());

/** The keys a query gives in order, or 'refused'. */
async function keysOf(path: string, ...constraints: QueryConstraint[]): Promise<string[] | 'refused'> {
  try {
    const snapshot = await get(query(ref(database, path), ...constraints));
    const keys: string[] = [];
    snapshot.forEach((child) => void keys.push(child.key));
    return keys;
  } catch (error) {
    expect(String(error)).toContain('Permission denied');
    return 'refused';
  }
}

describe('Q8 R14: rules see a query of the official client', () => {
  it.each<[string, string, QueryConstraint[], string[] | 'refused']>([
    [
      'by child, from a bound, limited',
      'rooms',
      [orderByChild('openAt'), startAt(1), limitToLast(2)],
      ['r2', 'r3'],
    ],
    [
      'with a limit above what is allowed',
      'rooms',
      [orderByChild('openAt'), startAt(1), limitToLast(3)],
      'refused',
    ],
    ['without the bound', 'rooms', [orderByChild('openAt'), limitToLast(2)], 'refused'],
    ['limited from the other end', 'rooms', [orderByChild('openAt'), startAt(1), limitToFirst(2)], 'refused'],
    ['by another child', 'rooms', [orderByChild('other'), startAt(1), limitToLast(2)], 'refused'],
    ['for everything', 'rooms', [], 'refused'],
    ['by key', 'keys', [orderByKey(), limitToFirst(1)], ['a']],
    ['by key with another limit', 'keys', [orderByKey(), limitToFirst(2)], 'refused'],
    ['by value', 'values', [orderByValue(), equalTo('b')], ['y']],
    ['by value for another', 'values', [orderByValue(), equalTo('a')], 'refused'],
    ['by priority', 'priorities', [orderByPriority(), endAt(3)], ['p']],
    ['by priority, limited too', 'priorities', [orderByPriority(), endAt(3), limitToLast(1)], 'refused'],
  ])('%s', async (_what, path, constraints, expected) => {
    expect(await keysOf(path, ...constraints)).toEqual(expected);
  });
});

it('Q5 a bound leaves itself out where the client says so, by value and by key', async () => {
  expect(await keysOf('open', orderByValue(), startAfter('a'), endBefore('z'))).toEqual(['2', '10']);
  expect(await keysOf('open', orderByKey(), startAfter('2'), endBefore('leaf'))).toEqual(['10', 'a']);
  expect(await keysOf('open', orderByValue(), startAt('b', '2'), endBefore('z', 'leaf'))).toEqual([
    '2',
    '10',
  ]);
});

it('Q7 a query of a leaf has no rows', async () => {
  const leaf = await get(query(ref(database, 'open/leaf'), orderByKey(), limitToFirst(1)));
  expect([leaf.exists(), leaf.val()]).toEqual([false, null]);
});
