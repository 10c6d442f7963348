import { paths, readModerator, type BrandId, type Moderator } from '@foyer/shared-core/model';
import { AUDIT_PATH, readAuditEntry } from '../audit/audit.ts';
import { withLease } from '../lease.ts';
import { logInfo, logWarning } from '../log.ts';
import { sweepMerges } from '../merges/merge-job.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { orNull } from './keep-message.ts';
import { sweepRooms } from './sweep-rooms.ts';

/** What one sweep did. */
export interface SweepResult {
  /** False when another sweep was at it. */
  readonly swept: boolean;
  /** False when its time was over before everything had been looked at; the next one goes on there. */
  readonly complete: boolean;
  /** How many messages were missing in the archive, and are in it now. */
  readonly added: number;
}

const LEASE = { path: 'server/archive/lease', ttlMs: 9 * 60_000 };
const MOST_AUDIT_ENTRIES = 500;

/**
 * Makes the archive complete, whatever the triggers did: every room that was active since it was last found complete
 * is compared by its count of messages, and what is missing is added. Goes on where it stopped. Throws
 * 'archive-unavailable' while the archive is down, and catches up afterwards, however long that was.
 */
export async function sweepArchive(ports: Ports, deadline: number): Promise<SweepResult> {
  const database = await ports.database();
  const held = await withLease(database, LEASE, () => sweep(ports, database, deadline));
  return held?.result ?? { swept: false, complete: false, added: 0 };
}

async function sweep(ports: Ports, database: LiveDatabase, deadline: number): Promise<SweepResult> {
  const begunAt = ports.now();
  const brands = Object.keys((await database.read(paths.brands())) ?? {});
  let added = 0;
  let complete = true;
  for (const brand of brands) {
    const result = await sweepBrand(ports, database, { brand, deadline });
    added += result.added;
    complete &&= result.complete;
    if (result.complete) await database.update({ [`${stateOf(brand)}/completeAt`]: begunAt });
  }
  await keepModerators(ports, database);
  await keepAudit(ports, database);
  await sweepMerges(ports, database);
  if (added > 0 || !complete) logInfo('archive.swept', { added, complete });
  return { swept: true, complete, added };
}

/** Server state of one brand's sweep: how far each index has been found complete, and when all of it last was. */
export function stateOf(brand: BrandId): string {
  return `server/archive/state/${brand}`;
}

async function sweepBrand(
  ports: Ports,
  database: LiveDatabase,
  task: { readonly brand: BrandId; readonly deadline: number },
): Promise<{ readonly added: number; readonly complete: boolean }> {
  const { brand, deadline } = task;
  const state = ((await database.read(stateOf(brand))) ?? {}) as Readonly<Record<string, unknown>>;
  let added = 0;
  let complete = true;
  // Open rooms first: a room that closes meanwhile is then met among the closed ones.
  for (const index of ['openAt', 'closedAt'] as const) {
    const result = await sweepRooms(ports, {
      ...{ brand, index, deadline },
      from: typeof state[index] === 'number' ? state[index] : 1,
      reached: (at) => database.update({ [`${stateOf(brand)}/${index}`]: at }),
    });
    added += result.added;
    complete &&= result.complete;
  }
  return { added, complete };
}

async function keepModerators(ports: Ports, database: LiveDatabase): Promise<void> {
  const records = (await database.read(paths.moderators())) ?? {};
  const moderators = Object.entries(records)
    .map(([id, record]) => orNull<Moderator>(record, (value) => readModerator(id, value)))
    .filter((moderator) => moderator !== null);
  const archive = await ports.archive();
  await archive.keepModerators(moderators, ports.now());
}

/** An entry leaves the database only when its row has been seen in the archive. */
async function keepAudit(ports: Ports, database: LiveDatabase): Promise<void> {
  const waiting = await database.list(AUDIT_PATH, { limit: MOST_AUDIT_ENTRIES });
  const entries = waiting.map(([id, value]) => readAuditEntry(id, value)).filter((entry) => entry !== null);
  if (entries.length < waiting.length)
    logWarning('audit.unreadable', { count: waiting.length - entries.length });
  if (entries.length === 0) return;
  const archive = await ports.archive();
  const kept = await archive.keepAudit(entries);
  await database.update(Object.fromEntries(kept.map((id) => [`${AUDIT_PATH}/${id}`, null])));
}
