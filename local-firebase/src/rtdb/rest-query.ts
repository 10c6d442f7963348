import { DatabaseError } from '../tree/database-error.ts';
import { boundOf, parseOrder, viewOf, type Bound, type Query, type QueryOrder } from './query.ts';
import type { SentQuery } from './wire-query.ts';

const PARAMETERS = [
  'startAt',
  'startAfter',
  'endAt',
  'endBefore',
  'equalTo',
  'limitToFirst',
  'limitToLast',
] as const;

/**
 * Reads the query of a REST request's parameters; undefined where nothing narrows the data. Throws `invalid_query`
 * with the live service's words.
 */
export function parseRestQuery(parameters: URLSearchParams): SentQuery | undefined {
  const orderBy = parameters.get('orderBy');
  if (orderBy === null) {
    if (PARAMETERS.every((name) => !parameters.has(name))) return undefined;
    throw invalid('orderBy must be defined when other query parameters are defined');
  }
  const order = readOrder(orderBy);
  const equalTo = readBound(parameters, 'equalTo', order, 'start');
  const start =
    equalTo ??
    readBound(parameters, 'startAt', order, 'start') ??
    readBound(parameters, 'startAfter', order, 'start');
  const end =
    readBound(parameters, 'equalTo', order, 'end') ??
    readBound(parameters, 'endAt', order, 'end') ??
    readBound(parameters, 'endBefore', order, 'end');
  const [first, last] = [readLimit(parameters, 'limitToFirst'), readLimit(parameters, 'limitToLast')];
  if (first !== null && last !== null)
    throw invalid('Only one of limitToFirst and limitToLast may be specified');
  const query: Query = { order, start, end, limit: first ?? last, fromEnd: last !== null };
  if (
    start === null &&
    end === null &&
    query.limit === null &&
    order.by !== 'child' &&
    order.by !== 'value'
  ) {
    return undefined;
  }
  const id = JSON.stringify(['rest', orderBy, ...PARAMETERS.map((name) => parameters.get(name))]);
  return { query, view: viewOf(query, true), id, raw: {} };
}

function readOrder(text: string): QueryOrder {
  const name = parseJson(text, 'orderBy must be a valid JSON encoded path');
  switch (name) {
    case '$key':
      return { by: 'key' };
    case '$value':
      return { by: 'value' };
    case '$priority':
      return { by: 'priority' };
    default:
      if (typeof name !== 'string' || name.startsWith('.'))
        throw invalid('orderBy must be a valid JSON encoded path');
      return parseOrder(name);
  }
}

function readBound(
  parameters: URLSearchParams,
  name: 'startAt' | 'startAfter' | 'endAt' | 'endBefore' | 'equalTo',
  order: QueryOrder,
  side: 'start' | 'end',
): Bound | null {
  const text = parameters.get(name);
  if (text === null) return null;
  // A value, or a value and a key behind a comma.
  const [value, key, ...rest] = parseJson(
    `[${text}]`,
    `Constraint index field must be a JSON primitive: ${name}`,
  ) as unknown[];
  if (value === undefined || rest.length > 0)
    throw invalid(`Constraint index field must be a JSON primitive: ${name}`);
  const inclusive = name !== 'startAfter' && name !== 'endBefore';
  // Without a key an exclusive bound leaves out every row of its value.
  const reach = inclusive ? side : side === 'start' ? 'end' : 'start';
  return boundOf(order, reach, { value, key, inclusive });
}

function readLimit(parameters: URLSearchParams, name: 'limitToFirst' | 'limitToLast'): number | null {
  const text = parameters.get(name);
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalid(`${name} must be an integer greater than 0`);
  return Number(text);
}

function parseJson(text: string, complaint: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(complaint);
  }
}

function invalid(message: string): DatabaseError {
  return new DatabaseError('invalid_query', message);
}
