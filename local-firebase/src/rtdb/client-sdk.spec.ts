import {
  child,
  endBefore,
  equalTo,
  get,
  goOffline,
  increment,
  limitToFirst,
  limitToLast,
  onChildAdded,
  onChildChanged,
  onChildMoved,
  onChildRemoved,
  onDisconnect,
  onValue,
  orderByChild,
  orderByKey,
  orderByPriority,
  orderByValue,
  push,
  query,
  ref,
  remove,
  runTransaction,
  serverTimestamp,
  set,
  setPriority,
  setWithPriority,
  startAfter,
  startAt,
  update,
  type Database,
  type DatabaseReference,
  type DataSnapshot,
  type Query,
} from 'firebase/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
let one: Database;
let two: Database;

beforeEach(async () => {
  database = await TestDatabase.start({
    rules: {
      write: ({ paths }) => paths.every(([key]) => key !== 'locked'),
      indexes: { list: ['n', '.value'] },
    },
  });
  [one, two] = [database.client(), database.client()];
});

afterEach(() => database.close());

/** Resolves with the first value that satisfies `isWanted`. */
function valueWhere(target: Query, isWanted: (snapshot: DataSnapshot) => boolean): Promise<DataSnapshot> {
  return new Promise((resolve, reject) => {
    const stop = onValue(
      target,
      (snapshot) => {
        if (!isWanted(snapshot)) return;
        queueMicrotask(() => stop());
        resolve(snapshot);
      },
      reject,
    );
  });
}

const keysOf = (snapshot: DataSnapshot): string[] => {
  const keys: string[] = [];
  snapshot.forEach((row) => void keys.push(row.key));
  return keys;
};

describe('queries of the official client', () => {
  let list: DatabaseReference;

  beforeEach(async () => {
    list = ref(one, 'list');
    await set(list, { a: { n: 3 }, b: { n: 1 }, c: { n: 2 }, d: { n: 2 }, 10: { n: 'x' }, 9: true });
    await setPriority(child(list, 'c'), 5);
  });

  it.each<[string, (target: DatabaseReference) => Query, string[]]>([
    ['Q1 orderByKey', (target) => query(target, orderByKey(), startAt('10'), limitToFirst(2)), ['10', 'a']],
    ['Q1 orderByKey, last', (target) => query(target, orderByKey(), limitToLast(2)), ['c', 'd']],
    ['Q2 orderByChild', (target) => query(target, orderByChild('n'), startAt(2)), ['c', 'd', 'a', '10']],
    ['Q2 orderByChild, equal', (target) => query(target, orderByChild('n'), equalTo(2)), ['c', 'd']],
    [
      'Q2 orderByChild, after a key',
      (target) => query(target, orderByChild('n'), startAfter(2, 'c')),
      ['d', 'a', '10'],
    ],
    [
      'Q2 orderByChild, after a value',
      (target) => query(target, orderByChild('n'), startAfter(2)),
      ['a', '10'],
    ],
    ['Q2 orderByChild, before', (target) => query(target, orderByChild('n'), endBefore(2)), ['9', 'b']],
    ['Q3 orderByValue', (target) => query(target, orderByValue(), limitToFirst(1)), ['9']],
    ['Q4 orderByPriority', (target) => query(target, orderByPriority(), startAt(1)), ['c']],
    ['Q4 limit alone', (target) => query(target, limitToLast(2)), ['d', 'c']],
  ])('%s: listen and get agree', async (_, makeQuery, keys) => {
    const target = makeQuery(ref(two, 'list'));
    expect(keysOf(await get(target))).toEqual(keys);
    expect(keysOf(await valueWhere(target, () => true))).toEqual(keys);
  });

  it('L4: a limited view gains and loses rows as others write', async () => {
    const events: string[] = [];
    const target = query(ref(two, 'list'), orderByChild('n'), limitToLast(2));
    onChildAdded(target, (row) => void events.push(`+${row.key}`));
    onChildRemoved(target, (row) => void events.push(`-${row.key}`));
    onChildChanged(target, (row) => void events.push(`~${row.key}`));
    onChildMoved(target, (row) => void events.push(`>${row.key}`));
    await get(target);
    await set(child(list, 'b/n'), 'y');
    await update(list, { 'a/n': 'z', 'b/other': 1 });
    await remove(child(list, 'b'));
    await valueWhere(target, (snapshot) => keysOf(snapshot).join() === '10,a');
    expect(events.splice(0, 2).sort()).toEqual(['+10', '+a']);
    expect(events).toEqual(['-a', '+b', '-10', '+a', '~b', '-b', '+10']);
  });
});

describe('writes of the official client', () => {
  it('V5: two clients counting in transactions lose no count', async () => {
    const count = async (from: Database): Promise<void> => {
      for (let round = 0; round < 10; round++) {
        await runTransaction(ref(from, 'n'), (current: number | null) => (current ?? 0) + 1);
      }
    };
    await Promise.all([count(one), count(two), count(one)]);
    expect((await get(ref(two, 'n'))).val()).toBe(30);
  });

  it('V5: a transaction on data with priorities and every type sees the server agree on its hash', async () => {
    const target = ref(one, 'mixed');
    await set(target, {
      s: 'é😀',
      t: true,
      f: -0.1,
      big: 1e300,
      deep: { 1: 'a', 10: 'b', x: { '.value': 5, '.priority': 'p' } },
    });
    await setPriority(child(target, 'deep'), 2.5);
    const seen: unknown[] = [];
    const { committed } = await runTransaction(
      ref(two, 'mixed'),
      (current: Record<string, unknown> | null) => {
        seen.push(current);
        return current === null ? current : { ...current, done: true };
      },
    );
    expect(committed).toBe(true);
    expect(seen).toHaveLength(2);
    expect((await get(target)).child('done').val()).toBe(true);
  });

  it('V3: server time and increments', async () => {
    const before = Date.now();
    await set(ref(one, 'x'), { at: serverTimestamp(), n: increment(3) });
    await update(ref(two, 'x'), { n: increment(-1) });
    const { at, n } = (await get(ref(one, 'x'))).val() as { at: number; n: number };
    expect(at).toBeGreaterThanOrEqual(before);
    expect(n).toBe(2);
  });

  it('V4: priorities travel', async () => {
    await setWithPriority(ref(one, 'p/a'), 'x', 7);
    await setWithPriority(ref(one, 'p/b'), { c: 1 }, 'q');
    const snapshot = await valueWhere(ref(two, 'p'), () => true);
    expect(snapshot.exportVal()).toEqual({
      a: { '.value': 'x', '.priority': 7 },
      b: { c: 1, '.priority': 'q' },
    });
  });

  it('V8: a refused write is rolled back at its writer', async () => {
    const values: unknown[] = [];
    onValue(ref(one, 'locked'), (snapshot) => void values.push(snapshot.val()));
    await get(ref(one, 'locked'));
    await expect(set(ref(one, 'locked'), 1)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(values).toEqual([null, 1, null]);
  });

  it('V9: onDisconnect runs when the client leaves', async () => {
    await set(ref(one, 'online/one'), true);
    await onDisconnect(ref(one, 'online/one')).set({ left: serverTimestamp() });
    await onDisconnect(ref(one, 'online/two')).set(true);
    await onDisconnect(ref(one, 'online/two')).cancel();
    const left = valueWhere(ref(two, 'online'), (snapshot) => snapshot.child('one/left').exists());
    goOffline(one);
    expect(Object.keys((await left).val() as object)).toEqual(['one']);
  });

  it('W2: a value of several hundred kilobytes arrives whole', async () => {
    const text = '0123456789'.repeat(50_000);
    await push(ref(one, 'big'), { text });
    const snapshot = await get(query(ref(two, 'big'), limitToLast(1)));
    expect((Object.values(snapshot.val() as object)[0] as { text: string }).text).toBe(text);
  });

  it('two clients writing at random end in one state', async () => {
    const target = (from: Database, step: number): DatabaseReference => ref(from, `r/k${(step * 7) % 13}`);
    await Promise.all(
      Array.from({ length: 200 }, (_, step) => {
        const from = step % 2 === 0 ? one : two;
        if (step % 5 === 0) return remove(target(from, step));
        if (step % 7 === 0)
          return update(ref(from, 'r'), { [`k${step % 13}/x`]: step, [`k${(step + 1) % 13}`]: null });
        return set(target(from, step), { step, list: [step, step + 1] });
      }),
    );
    const [first, second, fresh] = await Promise.all([
      get(ref(one, 'r')),
      get(ref(two, 'r')),
      get(ref(database.client(), 'r')),
    ]);
    expect(first.val()).toEqual(fresh.val());
    expect(second.val()).toEqual(fresh.val());
    expect(fresh.exists()).toBe(true);
  });
});
