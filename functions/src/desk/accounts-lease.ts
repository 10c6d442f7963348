import { FunctionError } from '../errors/function-error.ts';
import { withLease } from '../lease.ts';
import type { LiveDatabase } from '../ports.ts';

/** One change of accounts at a time, so that two admins cannot disable each other in the same moment. */
const LEASE = { path: 'server/locks/moderators', ttlMs: 15_000 };
const LEASE_TRIES = 20;
const LEASE_WAIT_MS = 150;

/** Does something while nobody else changes an account. Throws 'failed' when it does not come to its turn. */
export async function withAccountsLease<Result>(
  database: LiveDatabase,
  act: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; attempt <= LEASE_TRIES; attempt += 1) {
    const held = await withLease(database, LEASE, act);
    if (held !== null) return held.result;
    await new Promise((resolve) => setTimeout(resolve, LEASE_WAIT_MS));
  }
  throw new FunctionError('failed', 'another change of accounts does not end');
}
