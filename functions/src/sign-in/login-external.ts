import { z } from 'zod';
import { limits, paths, SERVER_TIME, type BrandId, type VisitorClaims } from '@foyer/shared-core/model';
import { visitorAddressUpdate } from '../bans/visitor-address.ts';
import type { CallHandler } from '../call.ts';
import { visitorPool } from '../config.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema, plainText } from '../input.ts';
import type { ClientAddress } from '../limits/client-address.ts';
import { spend, type Spending } from '../limits/limiter.ts';
import { perAddress, signInLimits } from '../limits/sign-in-limits.ts';
import { logInfo } from '../log.ts';
import type { LiveDatabase } from '../ports.ts';
import { assertAdmitted } from '../origins/admission.ts';
import { firebaseConfig } from './firebase-config.ts';
import { isStrongEnough } from './session-strength.ts';
import { sessionUpdate, VISITOR_SESSION_MS } from './session.ts';
import { findVisitor } from './visitor-identity.ts';
import { visitorUid } from './visitor-uid.ts';

const LONGEST_USER_ID = 200;
const LONGEST_BROWSER = 300;

/** What websites send when nobody is signed in. */
const NO_USER = new Set(['', '-1']);

const schema = z.strictObject({
  brandId: keySchema,
  userId: z.union([z.string().max(1000), z.number()]).nullish(),
  userName: z.string().max(1000).nullish(),
  customAnonymousSession: z.string().max(512).refine(isStrongEnough).nullish(),
  sessionSecret: z.string().max(512).nullish(),
}) as z.ZodType<Parameters<CallHandler<'loginExternal'>['answer']>[0]['data']>;

/**
 * Signs a visitor in. Whatever the page says about the visitor is kept as self-told and proves nothing: only a secret
 * that this function handed out, or that the website keeps for this visitor, leads back to the same visitor.
 */
export const loginExternal: CallHandler<'loginExternal'> = {
  schema,
  async answer(call, ports) {
    const { data, address, userAgent } = call;
    const brand = data.brandId;
    const now = ports.now();
    const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
    const limited = spend(database, spendingsOf(brand, data.sessionSecret, address), now);
    const open = Promise.all([assertOpen(database, brand), assertAdmitted(database, brand, call, now)]);
    // The website's own secret may have to be claimed, which is a write: not before the limit is known.
    const mayWrite = data.customAnonymousSession != null;
    if (mayWrite) await Promise.all([limited, open]);
    const [visitor] = await Promise.all([
      findVisitor(
        database,
        brand,
        {
          sessionSecret: data.sessionSecret ?? null,
          customAnonymousSession: data.customAnonymousSession ?? null,
        },
        now,
      ),
      limited,
      open,
    ]);

    const claims: VisitorClaims = {
      ...{ id: visitor.id, role: 'client', level: 1, brand, sid: visitor.sid },
      isAnonymous: true,
    };
    const until = now + VISITOR_SESSION_MS;
    const user = paths.user(brand, visitor.id);
    const [token] = await Promise.all([
      accounts.mintToken(visitorUid(visitor.id, visitorPool.value()), claims),
      database.update({
        ...sessionUpdate(claims, until),
        ...visitor.remembered(until),
        ...visitorAddressUpdate({ brand, id: visitor.id }, address, now),
        ...(visitor.isNew ? { [`${user}/createdAt`]: SERVER_TIME } : {}),
        [`${user}/lastSeenAt`]: SERVER_TIME,
        ...selfTold(user, { userId: data.userId, userName: data.userName, browser: userAgent }),
      }),
    ]);
    logInfo('sign-in.visitor', { brand, new: visitor.isNew });
    return {
      token,
      id: visitor.id,
      sessionSecret: visitor.secret,
      firebaseConfig: firebaseConfig(),
      vouched: false,
    };
  },
};

/** A sign-in counts for its address, its brand and, where there is one already, its session. */
function spendingsOf(
  brand: BrandId,
  secret: string | null | undefined,
  address: ClientAddress,
): readonly Spending[] {
  return [
    ...perAddress(signInLimits.visitor(), address),
    { limit: signInLimits.brand(), key: brand },
    ...(secret == null ? [] : [{ limit: signInLimits.session, key: secret }]),
  ];
}

/** Throws 'brand-unknown' or 'brand-closed'. */
async function assertOpen(database: LiveDatabase, brand: BrandId): Promise<void> {
  const profile = (await database.read(paths.profile(brand))) as { live?: unknown } | null;
  if (profile === null) throw new FunctionError('brand-unknown');
  if (profile.live !== true) throw new FunctionError('brand-closed');
}

/** What is told now replaces what was told before; what is not told stays. */
function selfTold(
  user: string,
  told: {
    readonly userId: string | number | null | undefined;
    readonly userName: string | null | undefined;
    readonly browser: string | undefined;
  },
): Readonly<Record<string, unknown>> {
  const userId = plainText(String(told.userId ?? ''), LONGEST_USER_ID);
  const userName = plainText(told.userName ?? '', limits.name);
  const browser = plainText(told.browser ?? '', LONGEST_BROWSER);
  return {
    ...(NO_USER.has(userId) ? {} : { [`${user}/selfTold/userId`]: userId }),
    ...(userName === '' ? {} : { [`${user}/selfTold/userName`]: userName }),
    ...(browser === '' ? {} : { [`${user}/browser`]: browser }),
  };
}
