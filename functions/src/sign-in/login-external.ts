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
import { admit } from '../origins/admission.ts';
import { firebaseConfig } from './firebase-config.ts';
import { isStrongEnough } from './session-strength.ts';
import { externalVisitorId } from '../vouching/external-visitor.ts';
import { assertNotReplayed } from '../vouching/replay.ts';
import { checkVouching } from '../vouching/check-vouching.ts';
import { NO_USER, type Vouched } from '../vouching/vouched.ts';
import { mergeUpdate } from './merge-guest.ts';
import { sessionUpdate } from './session.ts';
import { findVisitor, isVouchedId, resumeVisitor, vouchedVisitor } from './visitor-identity.ts';
import { visitorTerms } from './visitor-terms.ts';
import { visitorUid } from './visitor-uid.ts';

const LONGEST_USER_ID = 200;
const LONGEST_BROWSER = 300;
const LONGEST_ATTRIBUTE = 200;
const MOST_ATTRIBUTES = 20;
const LONGEST_EMAIL = 254;

const schema = z.strictObject({
  brandId: keySchema,
  userId: z.union([z.string().max(1000), z.number()]).nullish(),
  userName: z.string().max(1000).nullish(),
  attributes: z
    .record(z.string().regex(/^[a-z][\w-]{0,39}$/i), z.string().max(1000))
    .refine((all) => Object.keys(all).length <= MOST_ATTRIBUTES)
    .nullish(),
  customAnonymousSession: z.string().max(512).refine(isStrongEnough).nullish(),
  sessionSecret: z.string().max(512).nullish(),
  // Whatever is wrong with these is answered alike, and not told apart from a wrong signature.
  userToken: z.unknown().optional(),
  userHash: z.unknown().optional(),
}) as unknown as z.ZodType<Parameters<CallHandler<'loginExternal'>['answer']>[0]['data']>;

/**
 * Signs a visitor in. Whatever the page says about the visitor is kept as self-told and proves nothing: a token of the
 * website's server, a secret that this function handed out, or one that the website keeps for this visitor, leads back
 * to the same visitor, and nothing else does.
 */
export const loginExternal: CallHandler<'loginExternal'> = {
  schema,
  async answer(call, ports) {
    const { data, address, userAgent } = call;
    const brand = data.brandId;
    const now = ports.now();
    const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
    const limited = spend(database, spendingsOf(brand, data.sessionSecret, address), now);
    const admitted = admit(database, brand, call, now);
    // What is only looked at is looked at beside the limit; what is written or used up waits for it.
    const vouching = checkVouching(database, brand, data, {
      access: async () => (await Promise.all([admitted, limited]))[0],
      now,
    });
    const open = Promise.all([admitted, limited, assertOpen(database, brand)]);
    const looked = resumeVisitor(database, brand, data.sessionSecret ?? null, now);
    // Whether a brand is open is told before anything else; what fails meanwhile is not lost, but asked for later.
    void Promise.allSettled([vouching, looked]);
    const [access] = await open;
    const [known, vouched] = await Promise.all([looked, vouching]);
    const terms = visitorTerms(access, { known, vouched, now });
    const resumed = terms.mayResume ? known : null;
    const customAnonymousSession = terms.mayResume ? (data.customAnonymousSession ?? null) : null;
    const visitor =
      vouched === null
        ? await findVisitor(database, brand, { resumed, customAnonymousSession }, now)
        : vouchedVisitor(brand, await externalVisitorId(database, brand, vouched.externalId), known);
    const { id, sid } = visitor;
    const user = paths.user(brand, id);
    const guest = vouched !== null && known !== null && !isVouchedId(known.id) ? known : null;
    const [isNew, merged] = await Promise.all([
      visitor.isNew ?? isMissing(database, `${user}/createdAt`),
      guest && mergeUpdate(database, brand, { guest, visitor: id, address: address.client }, now),
      vouched?.use && assertNotReplayed(database, vouched.use, { sid, client: address.client, now }),
    ]);

    const claims: VisitorClaims = {
      ...{ id, role: 'client', level: 1, brand, sid },
      ...(terms.vouched ? {} : { isAnonymous: true }),
    };
    // The write goes out first: the signature is made while it is under way.
    const [, token] = await Promise.all([
      database.update({
        ...sessionUpdate(claims, terms.until),
        ...visitor.remembered(terms.until),
        ...visitorAddressUpdate({ brand, id }, address, now),
        ...(isNew ? { [`${user}/createdAt`]: SERVER_TIME } : {}),
        [`${user}/lastSeenAt`]: SERVER_TIME,
        ...selfTold(user, data, userAgent),
        ...(vouched === null ? {} : { ...vouched.update, [`${user}/vouched`]: toldOf(vouched) }),
        ...merged,
      }),
      accounts.mintToken(visitorUid(id, visitorPool.value()), claims),
    ]);
    logInfo('sign-in.visitor', { brand, new: isNew, vouched: terms.vouched });
    return {
      ...{ token, id, sessionSecret: visitor.secret, firebaseConfig: firebaseConfig() },
      vouched: terms.vouched,
      ...(terms.vouchedUntil === undefined ? {} : { vouchedUntil: terms.vouchedUntil }),
      ...(merged === null || guest === null ? {} : { mergedFrom: guest.id }),
    };
  },
};

async function isMissing(database: LiveDatabase, path: string): Promise<boolean> {
  return (await database.read(path)) === null;
}

/** What operators see of somebody whom the website vouches for. */
function toldOf({ userId, userName, email }: Vouched): Readonly<Record<string, unknown>> {
  const name = plainText(userName ?? '', limits.name);
  return {
    userId: plainText(userId, LONGEST_USER_ID),
    at: SERVER_TIME,
    ...(name === '' ? {} : { userName: name }),
    ...(email === undefined ? {} : { email: plainText(email, LONGEST_EMAIL) }),
  };
}

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
  told: Pick<
    Parameters<CallHandler<'loginExternal'>['answer']>[0]['data'],
    'userId' | 'userName' | 'attributes'
  >,
  userAgent: string | undefined,
): Readonly<Record<string, unknown>> {
  const userId = plainText(String(told.userId ?? ''), LONGEST_USER_ID);
  const userName = plainText(told.userName ?? '', limits.name);
  const browser = plainText(userAgent ?? '', LONGEST_BROWSER);
  const attributes = Object.entries(told.attributes ?? {}).map(
    ([name, value]) => [name, plainText(value, LONGEST_ATTRIBUTE)] as const,
  );
  return {
    ...(NO_USER.has(userId) ? {} : { [`${user}/selfTold/userId`]: userId }),
    ...(userName === '' ? {} : { [`${user}/selfTold/userName`]: userName }),
    ...(told.attributes == null ? {} : { [`${user}/selfTold/attributes`]: Object.fromEntries(attributes) }),
    ...(browser === '' ? {} : { [`${user}/browser`]: browser }),
  };
}
