import { paths, type BrandId } from '@foyer/shared-core/model';
import { sweepBans } from '../bans/sweep-bans.ts';
import { visitorAddressesPath } from '../bans/visitor-address.ts';
import { forgetLimits } from '../limits/forget-limits.ts';
import { logInfo } from '../log.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { readSessions, sessionsPath } from '../sessions/moderator-sessions.ts';
import { VISITOR_SESSION_MS } from '../sign-in/session.ts';
import { sweepPlace, type SweptPlace } from './sweep-place.ts';

const DAY = 24 * 60 * 60_000;

/** For how long it is remembered where a visitor last signed in from. */
const ADDRESS_MS = 30 * DAY;

/** Accounts of which known addresses are looked at in one run; the next run goes on behind them. */
const ACCOUNTS_AT_ONCE = 200;

/**
 * Drops what is over: sessions, secrets, addresses, tokens, challenges, codes, bans, counts. Nothing of it opens
 * anything any more; it is dropped because nobody needs it. Each run is bounded, and the next one goes on.
 */
export async function sweepExpired(ports: Ports, now: number, deadline: number): Promise<void> {
  const database = await ports.database();
  const brands = Object.keys((await database.read(paths.brands())) ?? {});
  let dropped = 0;
  for (const place of [...everyBrandsPlaces(now), ...brands.flatMap((brand) => brandPlaces(brand, now))]) {
    dropped += await sweepPlace(database, place, deadline);
  }
  for (const brand of brands) dropped += await sweepBans(database, brand, now);
  dropped += await sweepModeratorSessions(database, now);
  dropped += await sweepKnownAddresses(database, now);
  await forgetLimits(database, now);
  if (dropped > 0) logInfo('expired.swept', { dropped });
}

function everyBrandsPlaces(now: number): readonly SweptPlace[] {
  return [
    // Whoever looks for a session that is gone takes it for one that has ended.
    { path: 'sessions', by: 'until', before: now },
    ...['visitor-tokens', 'used-tokens', 'challenges', 'password-codes'].map((name) => ({
      ...{ path: `server/${name}`, by: 'until', before: now },
    })),
    { path: 'server/reauthenticated', by: '.value', before: now },
  ];
}

function brandPlaces(brand: BrandId, now: number): readonly SweptPlace[] {
  return [
    // As long as an outbox may hold something of what was erased.
    { path: `server/tombstones/${brand}`, by: '.value', before: now - VISITOR_SESSION_MS },
    { path: `server/visitor-secrets/${brand}`, by: 'until', before: now },
    { path: `server/anonymous-sessions/${brand}`, by: 'until', before: now },
    { path: visitorAddressesPath(brand), by: 'at', before: now - ADDRESS_MS },
  ];
}

/** Moderators are few: each list of sessions is short. */
async function sweepModeratorSessions(database: LiveDatabase, now: number): Promise<number> {
  const uids = Object.keys((await database.read(paths.moderators())) ?? {});
  const lists = await Promise.all(uids.map((uid) => database.read(sessionsPath(uid))));
  const over = uids.flatMap((uid, index) =>
    readSessions(lists[index])
      .filter(({ until }) => until <= now)
      .map(({ sid }) => [`${sessionsPath(uid)}/${sid}`, null] as const),
  );
  if (over.length > 0) await database.update(Object.fromEntries(over));
  return over.length;
}

/** Goes round over all accounts, a part of them in each run. */
async function sweepKnownAddresses(database: LiveDatabase, now: number): Promise<number> {
  const path = 'server/known-addresses';
  const cursor = 'server/known-addresses-swept-to';
  const last = await database.read(cursor);
  const from = typeof last === 'string' ? { from: { value: last } } : {};
  const accounts = await database.list(path, { ...from, limit: ACCOUNTS_AT_ONCE });
  const over = accounts.flatMap(([account, addresses]) =>
    Object.entries(addresses as Readonly<Record<string, number>>)
      .filter(([, until]) => until <= now)
      .map(([address]) => [`${path}/${account}/${address}`, null] as const),
  );
  const next = accounts.length < ACCOUNTS_AT_ONCE ? null : (accounts.at(-1)?.[0] ?? null);
  await database.update({ ...Object.fromEntries(over), [cursor]: next });
  return over.length;
}
