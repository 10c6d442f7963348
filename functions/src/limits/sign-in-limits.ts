import { failuresPerAccount, failuresPerAddress, visitorSignIns, visitorSignInsPerBrand } from '../config.ts';
import { callLimits } from './call-limits.ts';
import type { ClientAddress } from './client-address.ts';
import type { Limit, Spending } from './limiter.ts';

const MINUTE = 60_000;

/** How much more the nearest machine may do than one caller: behind Hosting it stands for many callers. */
const NEAREST_FACTOR = 25;

/** Both sign-ins are limited before anything is touched. */
export const signInLimits = {
  visitor: (): Limit => ({ name: 'visitor', most: visitorSignIns.value(), windowMs: MINUTE }),
  /** Of all visitors of one brand together, so that a flood from many addresses ends somewhere. */
  brand: (): Limit => ({ name: 'brand', most: visitorSignInsPerBrand.value(), windowMs: MINUTE }),
  /** Of one visitor who keeps signing in with the same secret. */
  session: { name: 'session', most: 30, windowMs: MINUTE } satisfies Limit,
  address: (): Limit => ({ name: 'address', most: failuresPerAddress.value(), windowMs: 5 * MINUTE }),
  account: (): Limit => ({ name: 'account', most: failuresPerAccount.value(), windowMs: 15 * MINUTE }),
  /** Looks at the desk's first screen: each leaves a challenge behind. */
  options: { name: 'sign-in-options', most: 120, windowMs: 5 * MINUTE } satisfies Limit,
  /** Wrong second factors of one account. */
  secondStep: { name: 'second-step', most: 5, windowMs: 15 * MINUTE } satisfies Limit,
  /** Wishes for a new password, by address of the caller and by mailbox: nobody's mailbox is to be flooded. */
  resetByAddress: { name: 'reset-address', most: 20, windowMs: 60 * MINUTE } satisfies Limit,
  resetByMailbox: { name: 'reset-mailbox', most: 5, windowMs: 60 * MINUTE } satisfies Limit,
};

/** Limits what comes from one address: by the caller, and by the machine nearest to us, which cannot be forged. */
export function perAddress(limit: Limit, { client, nearest }: ClientAddress): readonly Spending[] {
  const byClient = { limit, key: client };
  if (nearest === client) return [byClient];
  const wide = { ...limit, name: `${limit.name}-nearest`, most: limit.most * NEAREST_FACTOR };
  return [byClient, { limit: wide, key: nearest }];
}

/** Every limit whose counts have to be forgotten some day. */
export function everyLimit(): readonly Limit[] {
  const limits: readonly Limit[] = [
    ...[signInLimits.visitor(), signInLimits.address(), signInLimits.account(), signInLimits.options],
    ...[signInLimits.secondStep, signInLimits.resetByAddress, signInLimits.resetByMailbox, searchLimit],
    ...[signInLimits.brand(), signInLimits.session, ...Object.values(callLimits)],
  ];
  return limits.flatMap((limit) => [limit, { ...limit, name: `${limit.name}-nearest` }]);
}

/** Searches and reports of one moderator in a minute. */
export const searchLimit: Limit = { name: 'search', most: 100, windowMs: MINUTE };
