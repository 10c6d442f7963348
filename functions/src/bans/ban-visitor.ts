import { z } from 'zod';
import type { Calls, VisitorId } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { asModeratorOf, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema, plainText } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import type { LiveDatabase } from '../ports.ts';
import { randomId } from '../secrets.ts';
import { readRange, type AddressRange } from './address-range.ts';
import { addressBansPath } from './banned-addresses.ts';
import { bansPath, loadBans, marksUpdate, shownBan, type StoredBan } from './stored-ban.ts';
import { lastRangeOf, visitorsWithin } from './visitor-address.ts';

type Request = Calls['banVisitor']['request'];

const LONGEST_REASON = 200;
const LONGEST_MS = 10 * 365 * 24 * 60 * 60_000;

/** Every sign-in looks at all ranges of its brand. */
const MOST_RANGES = 500;

/**
 * Bans a visitor, a range of addresses, or both where a visitor last was. Acts at the visitor's next write and next call,
 * and at the next sign-in from a banned address; visitors who last signed in from there are banned with it. For
 * operators of the brand; leaves an audit line.
 */
export const banVisitor: CallHandler<'banVisitor'> = {
  schema: z
    .strictObject({
      ...{ brand: keySchema, visitorId: keySchema.optional(), address: z.literal(true).optional() },
      range: z.string().max(64).optional(),
      until: z.int().min(0).max(8.64e15),
      reason: z
        .string()
        .max(1000)
        .transform((reason) => plainText(reason, LONGEST_REASON)),
    })
    .refine(({ visitorId, range }) => (visitorId === undefined) !== (range === undefined), {
      path: ['visitorId'],
    })
    .refine(({ address, range }) => address === undefined || range === undefined, {
      path: ['address'],
    }) as CallHandler<'banVisitor'>['schema'],
  async answer({ data, claims }, ports) {
    const { brand, visitorId, until, reason } = data;
    const now = ports.now();
    const database = await ports.database();
    const caller = asModeratorOf(await authorize(claims, database, now), brand);
    if (until <= now || until > now + LONGEST_MS) {
      throw new FunctionError('bad-input', 'a ban ends some day', { field: 'until' });
    }
    await spend(database, [{ limit: callLimits.bans, key: caller.id }], now);
    const [range, others] = await Promise.all([findRange(database, data), loadBans(database, brand)]);
    const running = others.filter((ban) => ban.until > now);
    const within = range === null ? [] : await visitorsWithin(database, brand, range);
    const visitors: readonly VisitorId[] = [
      ...new Set([...(visitorId === undefined ? [] : [visitorId]), ...within]),
    ];
    const ban: StoredBan = {
      ...{ id: randomId(), until, reason, by: caller.id, at: now },
      ...(visitorId === undefined ? {} : { visitorId }),
      ...(data.address === undefined ? {} : { address: true }),
      ...(data.range === undefined || range === null ? {} : { range: range.text }),
      marked: Object.fromEntries(visitors.map((visitor) => [visitor, true])),
    };
    const shown = shownBan(ban);
    await database.update({
      [`${bansPath(brand)}/${ban.id}`]: ban,
      ...(range === null ? {} : { [`${addressBansPath(brand)}/${ban.id}`]: { range: range.text, until } }),
      ...marksUpdate(brand, visitors, [...running, ban]),
      ...auditUpdate(
        caller,
        {
          ...{ action: 'ban.create', outcome: 'done', brand, target: visitorId ?? shown.range ?? '' },
          detail: { id: ban.id, until, reason, address: data.address === true, visitors: visitors.length },
        },
        now,
      ),
    });
    return { ban: shown };
  },
};

async function findRange(
  database: LiveDatabase,
  { brand, visitorId, address, range: told }: Request,
): Promise<AddressRange | null> {
  if (told === undefined && address === undefined) return null;
  const stored = await database.read(addressBansPath(brand));
  if (Object.keys(stored ?? {}).length >= MOST_RANGES) {
    throw new FunctionError('too-many-attempts', 'too many ranges are banned');
  }
  if (told !== undefined) {
    const range = readRange(told);
    if (range === null) throw new FunctionError('bad-input', 'no range', { field: 'range' });
    return range;
  }
  const last = visitorId === undefined ? null : await lastRangeOf(database, brand, visitorId);
  if (last === null) throw new FunctionError('not-found', 'no address is known');
  return last;
}
