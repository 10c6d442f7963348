import type { ModeratorId } from '@foyer/shared-core/model';
import type { ClientAddress } from '../limits/client-address.ts';
import type { Spending } from '../limits/limiter.ts';
import { signInLimits } from '../limits/sign-in-limits.ts';

/**
 * What a try of a second factor costs its account; at an address where the account is known, that address alone, so
 * that guesses from elsewhere do not lock anybody out.
 */
export function secondStepSpending(uid: ModeratorId, isKnown: boolean, { client }: ClientAddress): Spending {
  return { limit: signInLimits.secondStep, key: isKnown ? `${uid}\n${client}` : uid };
}
