import { z } from 'zod';
import { asAdmin, asModeratorOf, authorize, type ModeratorCaller } from '../authority/authorize.ts';
import type { Call, CallHandler } from '../call.ts';
import { keySchema } from '../input.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { keysPath, readKey, shownKey } from './brand-keys.ts';
import { accessPath, readAccess } from './stored-access.ts';

/** Who may chat with a brand, and the brand's keys without their secrets. For admins of the brand. */
export const brandAccess: CallHandler<'brandAccess'> = {
  schema: z.strictObject({ brand: keySchema }),
  async answer(call, ports) {
    const { brand } = call.data;
    const { database } = await adminOf(call, ports);
    const [access, keys] = await Promise.all([
      database.read(accessPath(brand)),
      database.read(keysPath(brand)),
    ]);
    return {
      access: readAccess(access),
      keys: Object.entries(keys ?? {})
        .map(([kid, stored]) => readKey(kid, stored))
        .filter((key) => key !== null)
        .map(shownKey)
        .sort((a, b) => b.createdAt - a.createdAt),
    };
  },
};

/** The caller as an admin of the brand that the call is about. Throws as `authorize`, and 'refused'. */
export async function adminOf(
  { data, claims }: Pick<Call<'brandAccess'>, 'data' | 'claims'>,
  ports: Ports,
): Promise<{ readonly caller: ModeratorCaller; readonly database: LiveDatabase }> {
  const database = await ports.database();
  const caller = asAdmin(await authorize(claims, database, ports.now()));
  return { caller: asModeratorOf(caller, data.brand), database };
}
