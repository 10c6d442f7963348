import type { LiveDatabase } from './ports.ts';
import { randomId } from './secrets.ts';

interface Lease {
  readonly holder: string;
  readonly until: number;
}

/**
 * Does something that only one instance should do at a time. Resolves with its result, or null when somebody else is
 * at it. A holder that died loses the lease after `ttlMs`, so what is done under it must bear being done twice.
 */
export async function withLease<Result>(
  database: LiveDatabase,
  lease: { readonly path: string; readonly ttlMs: number },
  act: () => Promise<Result>,
): Promise<{ readonly result: Result } | null> {
  const { path, ttlMs } = lease;
  const mine: Lease = { holder: randomId(), until: Date.now() + ttlMs };
  const { changed } = await database.change(path, (current) => (isHeld(current) ? undefined : mine));
  if (!changed) return null;
  try {
    return { result: await act() };
  } finally {
    // A transaction first tries its luck with null, what is not cached; giving up on that would never release.
    await database.change(path, (current) =>
      current === null || (current as Lease).holder === mine.holder ? null : undefined,
    );
  }
}

function isHeld(current: unknown): boolean {
  const until = (current as Partial<Lease> | null)?.until;
  return typeof until === 'number' && until > Date.now();
}
