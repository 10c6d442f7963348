import type { LiveDatabase } from '../ports.ts';

/** A node whose children are good until some time. */
export interface SweptPlace {
  readonly path: string;
  /** The child with the time, or `.value` where the child is the time; the rules file has its index. */
  readonly by: string;
  /** Children whose time is earlier than this are dropped; milliseconds. */
  readonly before: number;
}

const PAGE = 500;

/** Most children of one place that one run drops; the next run goes on. */
const MOST_PAGES = 20;

/** Drops what is over at one place and resolves with how many that were. Reads hardly more than what it drops. */
export async function sweepPlace(
  database: LiveDatabase,
  { path, by, before }: SweptPlace,
  deadline: number,
): Promise<number> {
  let dropped = 0;
  for (let count = 0; count < MOST_PAGES && Date.now() < deadline; count += 1) {
    // From 0 on: what has no time at all comes before every number and would fill the page for ever.
    const page = await database.list(path, { by, from: { value: 0 }, limit: PAGE });
    const over = page.filter(([, value]) => timeOf(value, by) < before);
    if (over.length > 0) {
      await database.update(Object.fromEntries(over.map(([key]) => [`${path}/${key}`, null])));
      dropped += over.length;
    }
    if (over.length < PAGE) break;
  }
  return dropped;
}

function timeOf(value: unknown, by: string): number {
  const time = by === '.value' ? value : (value as Readonly<Record<string, unknown>>)[by];
  return typeof time === 'number' ? time : Number.POSITIVE_INFINITY;
}
