import { DatabaseError } from '../tree/database-error.ts';
import type { QueryView } from '../rules/rule-context.ts';
import { boundOf, parseOrder, viewOf, type Query } from './query.ts';

/** A query with what its sender called it. */
export interface SentQuery {
  readonly query: Query;
  readonly view: QueryView;
  /** Equal for equal queries, whatever the order of the members. */
  readonly id: string;
  /** As sent; a revoked listen is named by it. */
  readonly raw: object;
}

/**
 * Reads the query object of the wire protocol (`sp sn sin ep en ein l vf i`); undefined where nothing narrows the
 * data. Throws `invalid_query`.
 */
export function parseWireQuery(raw: unknown): SentQuery | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw !== 'object') throw new DatabaseError('invalid_query', 'A query must be an object.');
  const sent = raw as Record<string, unknown>;
  const query = readQuery(sent);
  if (query.start === null && query.end === null && query.limit === null) return undefined;
  return { query, view: viewOf(query, sent['i'] !== undefined), ...named(sent) };
}

function readQuery(sent: Record<string, unknown>): Query {
  const order = parseOrder(sent['i']);
  const start = Object.hasOwn(sent, 'sp')
    ? boundOf(order, 'start', { value: sent['sp'], key: sent['sn'], inclusive: sent['sin'] !== false })
    : null;
  const end = Object.hasOwn(sent, 'ep')
    ? boundOf(order, 'end', { value: sent['ep'], key: sent['en'], inclusive: sent['ein'] !== false })
    : null;
  const limit = readLimit(sent['l']);
  const fromEnd = sent['vf'] === undefined ? start === null : sent['vf'] === 'r';
  return { order, start, end, limit, fromEnd: limit !== null && fromEnd };
}

function readLimit(limit: unknown): number | null {
  if (limit === undefined) return null;
  if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) return limit;
  throw new DatabaseError('invalid_query', 'A limit must be a positive whole number.');
}

const MEMBERS = ['ein', 'en', 'ep', 'i', 'l', 'sin', 'sn', 'sp', 'vf'] as const;

/** The query by its known members only, in one order: its name, and what its sender will know it by. */
function named(sent: Record<string, unknown>): { id: string; raw: object } {
  const raw = Object.fromEntries(
    MEMBERS.flatMap((member) => (Object.hasOwn(sent, member) ? [[member, sent[member]]] : [])),
  );
  return { id: JSON.stringify(raw), raw };
}
