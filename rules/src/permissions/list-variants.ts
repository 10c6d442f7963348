import { limits } from '@foyer/shared-core/model';
import type { Read, Variants } from './row.ts';

/** A list that must be asked for in bounds. */
export function boundedWrongs(): Variants<Read> {
  return {
    'no limit': (read) => ({
      path: read.path,
      query: {
        orderBy: read.query?.orderBy ?? 'key',
        ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
      },
    }),
    'limit over 100': (read) => ({
      path: read.path,
      query: {
        orderBy: read.query?.orderBy ?? 'key',
        ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
        limitToLast: limits.listRows + 1,
      },
    }),
    'limit over 100 from the other end': (read) => ({
      path: read.path,
      query: {
        orderBy: read.query?.orderBy ?? 'key',
        ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
        limitToFirst: limits.listRows + 1,
      },
    }),
    'no query at all': (read) => ({ path: read.path }),
  };
}

/** The same list from its other ends, and fewer of it. */
export function boundedAlso(): Variants<Read> {
  const limited = (read: Read, limit: Partial<NonNullable<Read['query']>>): Read => ({
    path: read.path,
    query: {
      orderBy: read.query?.orderBy ?? 'key',
      ...(read.query?.startAt === undefined ? {} : { startAt: read.query.startAt }),
      ...limit,
    },
  });
  return {
    'the first hundred': (read) => limited(read, { limitToFirst: limits.listRows }),
    'the last hundred': (read) => limited(read, { limitToLast: limits.listRows }),
    'the last one': (read) => limited(read, { limitToLast: 1 }),
  };
}

/** A list that must be asked for by time. */
export const timeWrongs: Variants<Read> = {
  ...boundedWrongs(),
  'another order': (read) => ({ path: read.path, query: { orderBy: 'key', limitToLast: 1 } }),
};

export const byTime = { orderBy: { child: 'at' }, limitToLast: limits.listRows } as const;
