import { getDatabase, type Database, type Query } from 'firebase-admin/database';
import { FunctionError } from '../errors/function-error.ts';
import type { Child, ListOrder, LiveDatabase } from '../ports.ts';
import { adminApp } from './admin-app.ts';

/** The project's default database, through the Admin SDK. */
export function createLiveDatabase(): LiveDatabase {
  const database = getDatabase(adminApp());
  return {
    read: async (path) => {
      const snapshot = await answered(database.ref(path).get());
      return snapshot.val() as unknown;
    },
    update: (values) => answered(database.ref().update({ ...values })),
    change: async (path, change) => {
      const { committed, snapshot } = await answered(
        database.ref(path).transaction(change, undefined, false),
      );
      return { changed: committed, value: snapshot.val() as unknown };
    },
    list: async (path, order) => {
      const snapshot = await answered(ordered(database, path, order).get());
      const children: Child[] = [];
      snapshot.forEach((child) => void children.push([child.key, child.val()]));
      return children;
    },
  };
}

function ordered(database: Database, path: string, { by, from, limit }: ListOrder): Query {
  const ref = database.ref(path);
  const sorted = by === undefined ? ref.orderByKey() : ref.orderByChild(by);
  const begun =
    from === undefined
      ? sorted
      : from.key === undefined
        ? sorted.startAt(from.value)
        : sorted.startAt(from.value, from.key);
  return begun.limitToFirst(limit);
}

async function answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (cause) {
    throw new FunctionError('failed', 'the database does not answer', { cause });
  }
}
