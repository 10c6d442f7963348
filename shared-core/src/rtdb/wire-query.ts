import type { DataQuery } from '../ports.ts';

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
