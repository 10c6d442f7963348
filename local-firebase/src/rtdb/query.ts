import { DatabaseError } from '../tree/database-error.ts';
import { compareKeys, MIN_KEY, MAX_KEY } from '../tree/key-order.ts';
import type { Primitive, TreeNode } from '../tree/node.ts';
import { comparePrimitives } from '../tree/primitive.ts';
import type { QueryView } from '../rules/rule-context.ts';
import { parsePath, type Path } from './path.ts';

/** Stands for a child with children where a query sorts by value: such children come last, among themselves by key. */
const RECORD: unique symbol = Symbol('record');
export type SortValue = Primitive | null | typeof RECORD;

/** Where a child stands in a query's order. */
export interface Position {
  readonly sort: SortValue;
  readonly key: string;
}

export interface Bound extends Position {
  readonly inclusive: boolean;
}

export type QueryOrder =
  { readonly by: 'key' | 'value' | 'priority' } | { readonly by: 'child'; readonly path: Path };

/** Which children of a node are asked for, in which order. */
export interface Query {
  readonly order: QueryOrder;
  readonly start: Bound | null;
  readonly end: Bound | null;
  readonly limit: number | null;
  /** With a limit: the last children rather than the first. */
  readonly fromEnd: boolean;
}

/** Reads an order as it travels: `.key`, `.value`, `.priority` or the path of a child. Throws `invalid_query`. */
export function parseOrder(index: unknown): QueryOrder {
  switch (index) {
    case undefined:
    case '.priority':
      return { by: 'priority' };
    case '.key':
      return { by: 'key' };
    case '.value':
      return { by: 'value' };
    default:
      return { by: 'child', path: parseChildPath(index) };
  }
}

function parseChildPath(index: unknown): Path {
  try {
    const path = parsePath(index);
    if (path.length > 0) return path;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
  throw new DatabaseError('invalid_query', 'orderBy must be a valid path.');
}

/** The name under which `.indexOn` must list this order, or null where none is needed. */
export function neededIndex(query: Query): string | null {
  if (query.order.by === 'value') return '.value';
  return query.order.by === 'child' ? query.order.path.join('/') : null;
}

/** The value a child is sorted by. */
export function sortValueOf(order: QueryOrder, node: TreeNode): SortValue {
  switch (order.by) {
    case 'key':
      return null;
    case 'priority':
      return node.priority;
    case 'value':
      return leafValue(node);
    case 'child':
      return leafValue(node.at(order.path));
  }
}

function leafValue(node: TreeNode): SortValue {
  return node.value === null && !node.isEmpty() ? RECORD : node.value;
}

/** Compares by sort value, then key. */
export function comparePositions(a: Position, b: Position): number {
  return compareSortValues(a.sort, b.sort) || compareKeys(a.key, b.key);
}

function compareSortValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === RECORD) return 1;
  if (b === RECORD) return -1;
  return comparePrimitives(a, b);
}

export function isAfterStart(query: Query, position: Position): boolean {
  if (query.start === null) return true;
  const order = comparePositions(query.start, position);
  return query.start.inclusive ? order <= 0 : order < 0;
}

export function isBeforeEnd(query: Query, position: Position): boolean {
  if (query.end === null) return true;
  const order = comparePositions(position, query.end);
  return query.end.inclusive ? order <= 0 : order < 0;
}

/** A bound by value, or by value and key; for the key order the value is the key. */
export function boundOf(
  order: QueryOrder,
  side: 'start' | 'end',
  given: { value: unknown; key: unknown; inclusive: boolean },
): Bound {
  const { value, key, inclusive } = given;
  if (order.by === 'key') {
    if (typeof value !== 'string') throw new DatabaseError('invalid_query', 'A key bound must be a string.');
    return { sort: null, key: value, inclusive };
  }
  if (
    value !== null &&
    typeof value !== 'string' &&
    typeof value !== 'number' &&
    typeof value !== 'boolean'
  ) {
    throw new DatabaseError('invalid_query', 'A bound must be a string, number, boolean or null.');
  }
  if (key !== undefined && typeof key !== 'string') {
    throw new DatabaseError('invalid_query', 'The key of a bound must be a string.');
  }
  return { sort: value, key: key ?? (side === 'start' ? MIN_KEY : MAX_KEY), inclusive };
}

/** How rules see the query. Without an order it counts as ordered by key as well (documentation: "default order by key"). */
export function viewOf(query: Query, isOrderGiven: boolean): QueryView {
  const { order, start, end, limit, fromEnd } = query;
  const valueOf = (bound: Bound | null): Primitive | null => {
    if (bound === null || bound.sort === RECORD) return null;
    return order.by === 'key' ? bound.key : bound.sort;
  };
  const [startAt, endAt] = [valueOf(start), valueOf(end)];
  const isEqualTo = start?.inclusive === true && end?.inclusive === true && startAt === endAt;
  return {
    orderByKey: order.by === 'key' || !isOrderGiven,
    orderByPriority: order.by === 'priority',
    orderByValue: order.by === 'value',
    orderByChild: order.by === 'child' ? order.path.join('/') : null,
    startAt,
    endAt,
    equalTo: isEqualTo ? startAt : null,
    limitToFirst: fromEnd ? null : limit,
    limitToLast: fromEnd ? limit : null,
  };
}
