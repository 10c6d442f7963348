import type { AuthContext } from '@foyer/local-firebase';
import type { Actor, ActorName } from './actors.ts';
import type { Claims } from './circumstances.ts';
import { avatarOf, brand } from './world.ts';
import type { Cast } from './world.ts';

const HOUR_MS = 3_600_000;

function visitor(name: ActorName, ofBrand: string): Actor {
  const sid = `session-of-${name}`;
  return { name, id: `g_${name}`, role: 'client', brand: ofBrand, sid, displayName: name };
}

function moderator(name: ActorName, role: 'operator' | 'admin'): Actor {
  return { name, id: `m-${name}`, role, brand, sid: `session-of-${name}`, displayName: name };
}

function stranger(name: ActorName): Actor {
  return { name, id: name, role: 'client', brand, sid: name, displayName: name };
}

const everybody: Readonly<Record<ActorName, Actor>> = {
  owner: visitor('owner', brand),
  neighbour: visitor('neighbour', brand),
  stranger: visitor('stranger', 'globex'),
  banned: visitor('banned', brand),
  operator: moderator('operator', 'operator'),
  outsider: moderator('outsider', 'operator'),
  disabled: moderator('disabled', 'operator'),
  admin: moderator('admin', 'admin'),
  claimless: stranger('claimless'),
  nobody: stranger('nobody'),
};

/** The people of the matrix as they would be after signing in, without anybody to sign in with. */
export function paperActor(name: ActorName): Actor {
  return everybody[name];
}

/** Whom the acts of this actor name. The banned visitor owns the room: nothing but the ban stands in their way. */
export function paperCast(name: ActorName): Cast {
  return {
    owner: everybody[name === 'banned' ? 'banned' : 'owner'].id,
    operator: everybody.operator.id,
    admin: everybody.admin.id,
    connection: 'c0a',
  };
}

/** What sign-in mints for the actor; null for who has no token, nothing for who signed in past the product. */
export function claimsOf(actor: Actor): Claims | null {
  if (actor.name === 'nobody') return null;
  if (actor.name === 'claimless') return {};
  const { id, role, sid } = actor;
  if (role === 'client') return { id, role, level: 1, brand: actor.brand, sid, isAnonymous: true };
  return { id, role, level: role === 'admin' ? 3 : 2, sid };
}

/** The token as rules see it. The uid is nobody's id, so a rule that looked at it would be found out. */
export function authOf(claims: Claims | null): AuthContext | null {
  return claims && { uid: 'client-07', provider: 'custom', token: { ...claims, sub: 'client-07' } };
}

/** What stands in the database before anybody acts: brands, moderators, sessions, a ban. */
export function standingData(now: number): Readonly<Record<string, unknown>> {
  const profile = { name: 'A brand', color: '#112233', welcome: 'Hello', live: true };
  const until = now + HOUR_MS;
  const signedIn = Object.values(everybody).filter((actor) => claimsOf(actor)?.['sid'] !== undefined);
  const work = (name: ActorName, node: Readonly<Record<string, unknown>>): [string, unknown] => [
    everybody[name].id,
    { name, active: true, avatar: avatarOf(name), ...node },
  ];
  return {
    brands: { acme: { profile, desk: { tags: { vip: true } } }, globex: { profile } },
    moderators: Object.fromEntries([
      work('operator', { level: 2, brands: { acme: true } }),
      work('outsider', { level: 2, brands: { globex: true } }),
      work('disabled', { level: 2, brands: { acme: true }, active: false }),
      work('admin', { level: 3, everyBrand: true }),
      [`${everybody.admin.id}-2`, { name: 'admin-2', level: 3, active: true, everyBrand: true }],
    ]),
    bans: { [brand]: { [everybody.banned.id]: { until, at: now } } },
    sessions: {
      ...Object.fromEntries(signedIn.map(({ sid, id, role }) => [sid, { id, role, until, at: now }])),
      'session-of-somebody': { id: 'somebody', role: 'admin', until, at: now },
    },
    users: { [brand]: { [everybody.owner.id]: { selfTold: { userId: '41' } } } },
    server: { secrets: { acme: 'a secret' } },
  };
}
