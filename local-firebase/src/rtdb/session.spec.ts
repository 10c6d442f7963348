import { child, get, onValue, push, ref, remove, set, update } from 'firebase/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDatabase } from './test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await TestDatabase.start();
});

afterEach(() => database.close());

describe('the official client', () => {
  it('reads back what it wrote', async () => {
    const root = ref(database.client());
    await set(child(root, 'a/b'), { c: 1 });
    await update(root, { 'a/b/d': [true, 'x'], e: 2 });
    expect((await get(root)).val()).toEqual({ a: { b: { c: 1, d: [true, 'x'] } }, e: 2 });
    await remove(child(root, 'a'));
    expect((await get(ref(database.client()))).val()).toEqual({ e: 2 });
  });

  it('hears what another client writes', async () => {
    const [reader, writer] = [database.client(), database.client()];
    const seen: unknown[] = [];
    const done = new Promise<void>((resolve) => {
      onValue(ref(reader, 'list'), (snapshot) => {
        seen.push(snapshot.val());
        if (snapshot.size === 2) resolve();
      });
    });
    await get(ref(reader, 'list'));
    const first = await push(ref(writer, 'list'), 'one');
    await set(child(ref(writer, 'list'), 'zzz'), 'two');
    await done;
    expect(seen).toEqual([null, { [first.key ?? '']: 'one' }, { [first.key ?? '']: 'one', zzz: 'two' }]);
  });
});
