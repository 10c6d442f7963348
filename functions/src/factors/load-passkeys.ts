import type { passkeys } from './passkeys.ts';

/** What verifies passkeys, loaded when it is first needed. */
export async function loadPasskeys(): Promise<typeof passkeys> {
  return (await import('./passkeys.ts')).passkeys;
}
