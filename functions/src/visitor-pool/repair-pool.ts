import type { UserRecord } from 'firebase-admin/auth';
import { auditUpdate } from '../audit/audit.ts';
import { logWarning } from '../log.ts';
import type { Ports } from '../ports.ts';
import { poolUids } from '../sign-in/visitor-uid.ts';

/** What one repair found. */
export interface PoolRepair {
  readonly created: number;
  /** Accounts that a visitor had given an address, a password or a provider: they were made anew. */
  readonly remade: number;
  /** Accounts that only had a name, a picture, or were disabled. */
  readonly cleaned: number;
}

/**
 * Puts the accounts that visitors share back as they have to be: there, enabled, and with nothing that would let
 * anybody in or stand in others' tokens. Any holder of a visitor's token can change the account behind it, and no
 * setting of Firebase forbids that; nothing trusts these accounts, and whoever is thrown out signs in again unnoticed.
 */
export async function repairPool(ports: Ports, size: number): Promise<PoolRepair> {
  const accounts = await ports.accounts();
  const uids = poolUids(size);
  const known = await accounts.records(uids);
  const damaged = known.filter(isTaken);
  for (const { uid } of damaged) await accounts.remove(uid);
  const present = new Set(known.filter((record) => !isTaken(record)).map(({ uid }) => uid));
  const missing = uids.filter((uid) => !present.has(uid));
  await accounts.createBare(missing);
  const spoilt = known.filter((record) => !isTaken(record) && isSpoilt(record));
  for (const { uid } of spoilt) await accounts.clean(uid);

  const result = {
    created: missing.length - damaged.length,
    remade: damaged.length,
    cleaned: spoilt.length,
  };
  if (damaged.length + spoilt.length > 0) {
    logWarning('visitor-pool.repaired', { ...result });
    const detail = { ...result, uids: [...damaged, ...spoilt].map(({ uid }) => uid).slice(0, 20) };
    const act = { action: 'visitor-pool.repair', outcome: 'done', detail } as const;
    // Nobody asked for it: the schedule did.
    await (await ports.database()).update(auditUpdate({ id: 'schedule', role: 'admin' }, act, ports.now()));
  }
  return result;
}

/** An address cannot be taken away from an account again: such an account is made anew. */
function isTaken({ email, phoneNumber, providerData }: UserRecord): boolean {
  return email !== undefined || phoneNumber !== undefined || providerData.length > 0;
}

function isSpoilt({ displayName, photoURL, disabled, customClaims }: UserRecord): boolean {
  return (
    displayName !== undefined ||
    photoURL !== undefined ||
    disabled ||
    Object.keys(customClaims ?? {}).length > 0
  );
}
