import type { Calls, ModeratorRole } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';

/** Of which roles a second factor is demanded. */
export type SecurityPolicy = Calls['securityPolicy']['response'];

export const POLICY_PATH = 'server/security-policy';

/** The admins' policy; nothing is demanded where none was saved. */
export async function loadSecurityPolicy(database: LiveDatabase): Promise<SecurityPolicy> {
  const stored = (await database.read(`${POLICY_PATH}/secondFactor`)) as Partial<
    SecurityPolicy['secondFactor']
  > | null;
  return { secondFactor: { operator: stored?.operator === true, admin: stored?.admin === true } };
}

/** What `moderators/{id}/needsFactor` is to be: rules and functions read it at every act. */
export function needsFactor({ secondFactor }: SecurityPolicy, role: ModeratorRole): true | null {
  return secondFactor[role] ? true : null;
}
