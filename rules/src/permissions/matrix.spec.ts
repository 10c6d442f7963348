import {
  get,
  limitToFirst,
  limitToLast,
  orderByChild,
  orderByKey,
  query,
  ref,
  startAt,
  update,
} from 'firebase/database';
import type { Database, QueryConstraint } from 'firebase/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../testing/stage.ts';
import { actorNames } from './actors.ts';
import type { ActorName } from './actors.ts';
import { matrix } from './matrix.ts';
import type { Read, Row } from './row.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

function toQuery(database: Database, read: Read) {
  const { query: asked } = read;
  const constraints: QueryConstraint[] = [];
  if (asked) {
    constraints.push(asked.orderBy === 'key' ? orderByKey() : orderByChild(asked.orderBy.child));
    if (asked.startAt !== undefined) constraints.push(startAt(asked.startAt));
    if (asked.limitToFirst !== undefined) constraints.push(limitToFirst(asked.limitToFirst));
    if (asked.limitToLast !== undefined) constraints.push(limitToLast(asked.limitToLast));
  }
  return query(ref(database, read.path === '' ? undefined : read.path), ...constraints);
}

/** Does the act as the actor; true when the rules let it through, false when they refuse it. */
async function isGranted(name: ActorName, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    expect(String(error), name).toMatch(/permission.denied/i);
    return false;
  }
}

async function attempt(row: Row, name: ActorName, variant?: string): Promise<boolean> {
  const who = stage.actor(name);
  const people = stage.castFor(name);
  const database = stage.database(name);
  await stage.prepare(name, row.given);
  if (row.operation === 'read') {
    const right = row.act(who, people);
    const read = variant === undefined ? right : { ...row.wrong, ...row.also }[variant]?.(right, who, people);
    if (!read) throw new Error(`no act ${String(variant)}`);
    return isGranted(name, () => get(toQuery(database, read)));
  }
  const right = row.act(who, people);
  const written =
    variant === undefined ? right : { ...row.wrong, ...row.also }[variant]?.(right, who, people);
  if (!written) throw new Error(`no act ${String(variant)}`);
  return isGranted(name, () => update(ref(database), written));
}

const onServer = matrix.filter((row) => row.onPaper !== true);

describe.each(onServer.map((row) => ({ row, title: `${row.path} · ${row.operation}: ${row.what}` })))(
  '$title',
  ({ row }) => {
    it.each(actorNames)(`by %s`, async (name) => {
      expect(await attempt(row, name)).toBe(row.allowed.includes(name));
    });

    const wrongs = Object.keys(row.wrong ?? {});
    const cells = row.allowed.flatMap((name) => wrongs.map((wrong) => ({ name, wrong })));
    if (cells.length > 0) {
      it.each(cells)('refused to $name with one thing wrong: $wrong', async ({ name, wrong }) => {
        expect(await attempt(row, name, wrong)).toBe(false);
      });
    }

    const variants = Object.keys(row.also ?? {});
    const others = row.allowed.flatMap((name) => variants.map((variant) => ({ name, variant })));
    if (others.length > 0) {
      it.each(others)('by $name as well: $variant', async ({ name, variant }) => {
        expect(await attempt(row, name, variant)).toBe(true);
      });
    }
  },
);
