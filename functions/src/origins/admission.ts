import type { BrandId } from '@foyer/shared-core/model';
import { assertNotBanned } from '../bans/banned-addresses.ts';
import type { Call } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';

/**
 * Whether a visitor may sign in with a brand from where they are: not from a banned address, only from the brand's own
 * pages where it names them, and with an App Check token where it demands one. Both of the latter are brakes for
 * browsers and no identity. Throws 'banned', 'origin-refused' or 'app-check-refused'.
 */
export async function assertAdmitted(
  database: LiveDatabase,
  brand: BrandId,
  call: Pick<Call<'loginExternal'>, 'address' | 'origin' | 'attested'>,
  now: number,
): Promise<void> {
  const [access] = await Promise.all([
    database.read(`server/brand-access/${brand}`),
    assertNotBanned(database, brand, call.address, now),
  ]);
  const { origins, appCheck } = (access ?? {}) as Readonly<Record<string, unknown>>;
  const allowed = Object.values(origins ?? {});
  if (allowed.length > 0 && !allowed.includes(call.origin)) throw new FunctionError('origin-refused');
  if (appCheck === true && !call.attested) throw new FunctionError('app-check-refused');
}
