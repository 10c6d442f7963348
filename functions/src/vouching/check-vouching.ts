import type { BrandAccess, BrandId, VisitorSignIn } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { checkVisitorToken, isVisitorToken } from '../visitor-tokens/visitor-token.ts';
import { checkUserHash } from './user-hash.ts';
import { checkUserToken } from './user-token.ts';
import { NO_USER, type Vouched } from './vouched.ts';

/**
 * Whom the website vouches for by what its page handed over; null when it handed over nothing. What was handed over
 * decides: one that does not hold is refused, never taken for a guest. `access` is asked where it is needed, so that the
 * brand's own keys are read beside it. Throws 'vouching-refused' with the same answer whatever is wrong.
 */
export async function checkVouching(
  database: LiveDatabase,
  brand: BrandId,
  { userToken, userHash, userId }: Pick<VisitorSignIn, 'userToken' | 'userHash' | 'userId'>,
  { access, now }: { readonly access: () => Promise<BrandAccess>; readonly now: number },
): Promise<Vouched | null> {
  if (userToken != null) {
    if (isVisitorToken(userToken)) return checkVisitorToken(database, brand, userToken, now);
    return checkUserToken(database, userToken, {
      brand,
      now,
      issuers: async () => (await access()).issuers,
    });
  }
  if (userHash === undefined) return null;
  // Pages of websites where nobody is signed in send both fields all the same.
  const isNobody = NO_USER.has(String(userId ?? '').trim()) && (userHash === null || userHash === '');
  if (isNobody) return null;
  if (!(await access()).userHash) throw new FunctionError('vouching-refused', 'not by hash');
  return checkUserHash(database, brand, { userId, userHash }, now);
}
