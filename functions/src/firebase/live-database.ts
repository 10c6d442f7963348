import {
  getDatabase,
  type Database,
  type DataSnapshot,
  type Query,
  type Reference,
} from 'firebase-admin/database';
import { FunctionError } from '../errors/function-error.ts';
import type { Child, ListOrder, LiveDatabase } from '../ports.ts';
import { adminApp } from './admin-app.ts';
import { createChangeQueue } from './change-queue.ts';

/** The project's default database, through the Admin SDK. */
export function createLiveDatabase(): LiveDatabase {
  const database = getDatabase(adminApp());
  const changes = createChangeQueue();
  return {
    read: async (path) => {
      const snapshot = await answered(database.ref(path).get());
      return snapshot.val() as unknown;
    },
    update: async (values) => {
      await answered(changes.apart(Object.keys(values), () => database.ref().update({ ...values })));
    },
    change: async (path, change) => {
      const { committed, snapshot } = await answered(
        changes.change(path, () => transact(database.ref(path), change)),
      );
      return { changed: committed, value: snapshot.val() as unknown };
    },
    list: async (path, order) => childrenOf(await answered(ordered(database, path, order).get())),
    newest: async (path, { before, limit }) => {
      const sorted = database.ref(path).orderByKey();
      const ended = before === undefined ? sorted : sorted.endBefore(before);
      return childrenOf(await answered(ended.limitToLast(limit).get())).reverse();
    },
  };
}

function childrenOf(snapshot: DataSnapshot): Child[] {
  const children: Child[] = [];
  snapshot.forEach((child) => void children.push([child.key, child.val()]));
  return children;
}

const TRIES = 5;

/**
 * A transaction that another write of this same process runs into (the SDK then gives it up with the error `set`) is
 * begun again: two calls that one instance serves at once must not fail each other.
 */
async function transact(ref: Reference, change: (current: unknown) => unknown): Promise<TransactionResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ref.transaction(change, undefined, false);
    } catch (cause) {
      if (attempt === TRIES || !(cause instanceof Error) || cause.message !== 'set') throw cause;
    }
  }
}

type TransactionResult = Awaited<ReturnType<Reference['transaction']>>;

function ordered(database: Database, path: string, { by, from, limit }: ListOrder): Query {
  const ref = database.ref(path);
  const sorted = sortedBy(ref, by);
  const begun =
    from === undefined
      ? sorted
      : from.key === undefined
        ? sorted.startAt(from.value)
        : sorted.startAt(from.value, from.key);
  return begun.limitToFirst(limit);
}

function sortedBy(ref: Reference, by: string | undefined): Query {
  if (by === undefined) return ref.orderByKey();
  return by === '.value' ? ref.orderByValue() : ref.orderByChild(by);
}

async function answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (cause) {
    throw new FunctionError('failed', 'the database does not answer', { cause });
  }
}
