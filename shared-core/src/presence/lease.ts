import { limits } from '../model/limits.ts';
import { SERVER_TIME } from '../model/updates.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';

/**
 * Shows as present below `path`, one lease per connection: the server is asked to remove it before it is set, it is
 * renewed while the connection lasts, and a new connection takes the next slot, so that the late end of an old connection
 * never takes the new lease with it. Two tabs begin at slots of their own, most likely. The returned function removes the lease.
 */
export function holdLease(platform: Platform, database: DatabasePort, path: string): () => void {
  let lease: string | undefined;
  let slot = platform.random(1)[0] ?? 0;
  let cancelRenewal: (() => void) | undefined;

  async function take(): Promise<void> {
    const own = `${path}/${leaseSlot((slot += 1))}`;
    lease = own;
    await database.removeOnDisconnect(own);
    await renew(own);
  }

  async function renew(own: string): Promise<void> {
    if (lease !== own) return;
    cancelRenewal = platform.setTimeout(() => void renew(own).catch(ignore), limits.leaseRenewMs);
    await database.update({ [own]: { at: SERVER_TIME } });
  }

  function connectionChanged(connected: boolean): void {
    cancelRenewal?.();
    lease = undefined;
    if (connected) void take().catch(ignore);
  }

  const stop = database.connected.subscribe(connectionChanged);
  connectionChanged(database.connected.get());

  return () => {
    stop();
    cancelRenewal?.();
    const own = lease;
    lease = undefined;
    if (own === undefined || !database.connected.get()) return;
    void database.update({ [own]: null }).catch(ignore);
    void database.keepOnDisconnect(own).catch(ignore);
  };
}

/** The key of a lease: the rules know only these, or one person could hold any number. */
function leaseSlot(slot: number): string {
  return `c${(slot % limits.leaseSlots).toString(16).padStart(2, '0')}`;
}

/** Who is banned or signed out is refused, and simply not shown as present. */
function ignore(): void {
  return;
}
