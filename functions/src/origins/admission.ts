import type { BrandAccess, BrandId } from '@foyer/shared-core/model';
import { admissionPath, readAccess } from '../brand-access/stored-access.ts';
import { assertNotBanned } from '../bans/banned-addresses.ts';
import type { Call } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';

/**
 * Whether a visitor may sign in with a brand from where they are: not from a banned address, only from the brand's own
 * pages where it names them, and with an App Check token where it demands one. Both of the latter are brakes for
 * browsers and no identity. Resolves with the brand's terms. Throws 'banned', 'origin-refused' or 'app-check-refused'.
 */
export async function admit(
  database: LiveDatabase,
  brand: BrandId,
  call: Pick<Call<'loginExternal'>, 'address' | 'origin' | 'attested'>,
  now: number,
): Promise<BrandAccess> {
  const stored = (await database.read(admissionPath(brand))) as Readonly<Record<string, unknown>> | null;
  assertNotBanned(stored?.['bans'], call.address, now);
  const access = readAccess(stored?.['access']);
  const { origins, appCheck } = access;
  if (origins.length > 0 && (call.origin === undefined || !origins.includes(call.origin)))
    throw new FunctionError('origin-refused');
  if (appCheck && !call.attested) throw new FunctionError('app-check-refused');
  return access;
}
