import { z } from 'zod';
import { paths, readModerator } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { asAdmin, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { withAccountsLease } from '../desk/accounts-lease.ts';
import { FunctionError } from '../errors/function-error.ts';
import { requireRecent } from '../sessions/recent.ts';
import { loadSecurityPolicy, needsFactor, POLICY_PATH } from './security-policy.ts';

/** Of which roles a second factor is demanded. For admins. */
export const securityPolicy: CallHandler<'securityPolicy'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    const database = await ports.database();
    asAdmin(await authorize(claims, database, ports.now()));
    return loadSecurityPolicy(database);
  },
};

/**
 * Saves the policy and writes it to every moderator's live node, in one update: a session without a second factor is
 * refused at its very next act. For admins of every brand, because it binds everybody.
 */
export const saveSecurityPolicy: CallHandler<'saveSecurityPolicy'> = {
  schema: z.strictObject({ secondFactor: z.strictObject({ operator: z.boolean(), admin: z.boolean() }) }),
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asAdmin(await authorize(claims, database, now));
    if (!caller.moderator.everyBrand) throw new FunctionError('refused', 'beyond the own brands');
    await requireRecent(caller, database, now);
    await withAccountsLease(database, async () => {
      const records = (await database.read(paths.moderators())) ?? {};
      await database.update({
        [POLICY_PATH]: data,
        ...Object.fromEntries(
          Object.entries(records).map(([id, record]) => [
            `${paths.moderator(id)}/needsFactor`,
            needsFactor(data, readModerator(id, record).level === 3 ? 'admin' : 'operator'),
          ]),
        ),
        ...auditUpdate(
          caller,
          { action: 'security-policy.change', outcome: 'done', detail: data.secondFactor },
          now,
        ),
      });
    });
    return { saved: true };
  },
};
