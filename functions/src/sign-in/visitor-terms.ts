import type { BrandAccess } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { Vouched } from '../vouching/vouched.ts';
import { VISITOR_SESSION_MS } from './session.ts';
import { isVouchedId, type Resumed } from './visitor-identity.ts';

/** For how long a sign-in is good, and what it is worth. */
export interface VisitorTerms {
  readonly vouched: boolean;
  /** Whether a secret leads back to the visitor it belongs to. */
  readonly mayResume: boolean;
  /** When the session ends unless the visitor signs in again, in milliseconds. */
  readonly until: number;
  /** When the website has to be asked again, in milliseconds. */
  readonly vouchedUntil?: number;
}

/**
 * On what terms somebody signs in. A secret alone prolongs nothing for whom a website has vouched: only the website can
 * say that this is still the person who sits there. Where guests see no history, a secret leads back to nothing. Throws
 * 'vouching-required' for a guest where the brand takes none.
 */
export function visitorTerms(
  { guests, vouching }: BrandAccess,
  {
    known,
    vouched,
    now,
  }: { readonly known: Resumed | null; readonly vouched: Vouched | null; readonly now: number },
): VisitorTerms {
  if (vouched !== null) {
    return { vouched: true, mayResume: true, until: vouched.until, vouchedUntil: vouched.until };
  }
  if (known !== null && isVouchedId(known.id) && vouching === 'optional') {
    return { vouched: true, mayResume: true, until: known.until, vouchedUntil: known.until };
  }
  if (guests === 'refused' || vouching === 'required') throw new FunctionError('vouching-required');
  return { vouched: false, mayResume: vouching === 'optional', until: now + VISITOR_SESSION_MS };
}
