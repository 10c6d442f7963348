import type { AuditEntry, AuditQuery } from '../archive/archive.ts';
import type { LiveDatabase } from '../ports.ts';
import { AUDIT_PATH, readAuditEntry } from './audit.ts';

const PAGE = 500;

/** The sweep takes what waits every few minutes; more than this waits only while the archive is down. */
const MOST_PAGES = 10;

/** Entries that no sweep has archived yet, newest first: their keys are in the order of time. */
export async function newestWaiting(
  database: LiveDatabase,
  { brands, actorId, action, before, limit }: AuditQuery,
): Promise<readonly AuditEntry[]> {
  const found: AuditEntry[] = [];
  let end = before?.id;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page = await database.newest(AUDIT_PATH, {
      limit: PAGE,
      ...(end === undefined ? {} : { before: end }),
    });
    for (const [id, value] of page) {
      const entry = readAuditEntry(id, value);
      if (entry === null) continue;
      if (brands !== null && (entry.brand === undefined || !brands.includes(entry.brand))) continue;
      if (actorId !== undefined && entry.actorId !== actorId) continue;
      if (action !== undefined && entry.action !== action) continue;
      found.push(entry);
    }
    if (page.length < PAGE || found.length >= limit) break;
    end = page.at(-1)?.[0];
  }
  return found.slice(0, limit);
}
