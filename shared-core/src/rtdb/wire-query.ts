import type { DataQuery } from '../ports.ts';
import { record, treeAt } from './tree.ts';
import type { Tree } from './tree.ts';

/** A query as the protocol writes it: bounds, limit, which end, and the index. */
export type WireQuery = Readonly<Record<string, number | string>>;

/** The query of a part of the database; undefined for a whole place, which an order alone does not change. */
export function wireQuery(at: DataQuery): WireQuery | undefined {
  const { orderBy, startAt, endAt, limitToFirst, limitToLast } = at;
  const limit = limitToFirst ?? limitToLast;
  if (startAt === undefined && endAt === undefined && limit === undefined) return undefined;
  return {
    ...(startAt === undefined ? {} : { sp: startAt }),
    ...(endAt === undefined ? {} : { ep: endAt }),
    ...(limit === undefined ? {} : { l: limit, vf: limitToFirst === undefined ? 'r' : 'l' }),
    ...(orderBy === undefined ? {} : { i: orderBy === 'key' ? '.key' : orderBy }),
  };
}

/**
 * The rows of `tree` that a query selects. A server need not say what falls out of a window when something comes in, and
 * sends everything where the rules name no index: the selection is the client's own.
 */
export function selected(at: DataQuery, tree: Tree): Tree {
  if (!wireQuery(at) || typeof tree !== 'object' || tree === null) return tree;
  const { orderBy = 'key', startAt = -Infinity, endAt = Infinity } = at;
  const rows = Object.entries(tree)
    .map(([key, row]) => ({ key, by: orderBy === 'key' ? 0 : rankOf(treeAt(row, orderBy.split('/'))) }))
    .filter(({ by }) => orderBy === 'key' || (by >= startAt && by <= endAt))
    // A record's keys are in order already, and stay so among equals.
    .sort((a, b) => (a.by === b.by ? 0 : a.by - b.by));
  const { limitToFirst = rows.length, limitToLast = rows.length } = at;
  const chosen = new Set(
    rows
      .slice(Math.max(rows.length - limitToLast, 0))
      .slice(0, limitToFirst)
      .map(({ key }) => key),
  );
  return chosen.size === Object.keys(tree).length
    ? tree
    : record(Object.entries(tree).filter(([key]) => chosen.has(key)));
}

/** Where a value stands among numbers, which are all that Foyer orders by: nothing before, texts and records behind them. */
function rankOf(value: Tree): number {
  if (typeof value === 'number') return value;
  return value === null || typeof value === 'boolean' ? -Infinity : Infinity;
}
