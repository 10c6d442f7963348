import type { Update } from '@foyer/shared-core/model';
import type { Actor, ActorName } from './actors.ts';
import { isVisitor } from './actors.ts';
import type { Row } from './row.ts';
import type { Cast } from './world.ts';
import { brand, room } from './world.ts';

/** The claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * A change of the live nodes or of the claims that concerns every act at once. `owed` says what the actor's cell of a
 * row must answer then; undefined where the circumstance says nothing about it.
 */
export interface Circumstance {
  readonly title: string;
  readonly before?: (actor: Actor, cast: Cast, now: number) => Update;
  readonly claims?: (claims: Claims, cast: Cast) => Claims;
  readonly owed: (row: Row, actor: Actor) => boolean | undefined;
}

const moderators: readonly ActorName[] = ['operator', 'outsider', 'disabled', 'admin'];
const visitors: readonly ActorName[] = ['owner', 'neighbour', 'stranger', 'banned'];

const isAllowed = (row: Row, actor: Actor): boolean => row.allowed.includes(actor.name);
/** Rows that a banned visitor or a disabled moderator keeps are granted by the claim alone. */
const needsLive = (row: Row, actor: Actor): boolean =>
  !row.allowed.includes(isVisitor(actor) ? 'banned' : 'disabled');
/** Rows that an operator of another brand has, too, are no brand's. */
const needsBrand = (row: Row): boolean => !row.allowed.includes('outsider');
const needsRole = (row: Row): boolean => row.path !== 'sessions/{sid}';

/** Takes from the named actors what they were allowed, in the rows that the condition picks; leaves them the rest. */
function takes(
  names: readonly ActorName[],
  condition: (row: Row, actor: Actor) => boolean,
): Circumstance['owed'] {
  return (row, actor) => {
    if (!names.includes(actor.name) || !isAllowed(row, actor)) return undefined;
    return !condition(row, actor);
  };
}

/** Changes nothing of what the named actors may do, nor of what they may not. */
function changesNothing(names: readonly ActorName[]): Circumstance['owed'] {
  return (row, actor) => (names.includes(actor.name) ? isAllowed(row, actor) : undefined);
}

/** Gives nothing to the named actors that they were not allowed. */
function givesNothing(names: readonly ActorName[]): Circumstance['owed'] {
  return (row, actor) => (names.includes(actor.name) && !isAllowed(row, actor) ? false : undefined);
}

const everybody = [...visitors, ...moderators];

/** Circumstances that take rights away, each alone. */
const losses: readonly Circumstance[] = [
  {
    title: 'after logging out',
    before: (actor) => ({ [`sessions/${actor.sid}`]: null }),
    owed: takes(everybody, needsLive),
  },
  {
    title: 'when the session ends this very moment',
    before: (actor, _cast, now) => ({ [`sessions/${actor.sid}/until`]: now }),
    owed: takes(everybody, needsLive),
  },
  {
    title: 'banned for one more millisecond',
    before: (actor, _cast, now) => ({ [`bans/${brand}/${actor.id}/until`]: now + 1 }),
    owed: takes(visitors, needsLive),
  },
  {
    title: 'when the brand is switched off',
    before: () => ({ [`brands/${brand}/profile/live`]: false }),
    owed: takes(visitors, needsLive),
  },
  {
    title: 'when the brand has no switch',
    before: () => ({ [`brands/${brand}/profile`]: null, [`brands/${brand}/desk`]: null }),
    owed: takes(visitors, needsLive),
  },
  {
    title: 'when disabled',
    before: (actor) => ({ [`moderators/${actor.id}/active`]: false }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'when no longer known',
    before: (actor) => ({ [`moderators/${actor.id}`]: null }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'when active but without a level',
    before: (actor) => ({ [`moderators/${actor.id}/level`]: null }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'when demoted below the claim',
    before: (actor) => ({ [`moderators/${actor.id}/level`]: actor.role === 'admin' ? 2 : 1 }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'when a second factor is demanded that the session has not shown',
    before: (actor) => ({ [`moderators/${actor.id}/needsFactor`]: true }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'when a second factor is demanded and the session says that it has shown none',
    before: (actor) => ({
      [`moderators/${actor.id}/needsFactor`]: true,
      [`sessions/${actor.sid}/factor`]: false,
    }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'when the brand was taken away',
    before: (actor) => ({
      [`moderators/${actor.id}/everyBrand`]: false,
      [`moderators/${actor.id}/brands/${brand}`]: false,
    }),
    owed: takes(moderators, needsBrand),
  },
  {
    title: 'with the claim of another brand',
    claims: (claims) => ({ ...claims, brand: 'globex' }),
    owed: takes(visitors, needsRole),
  },
  {
    title: 'without a claimed role',
    claims: (claims) => ({ ...claims, role: null }),
    owed: takes(everybody, needsRole),
  },
  {
    title: 'with a role that nobody has',
    claims: (claims) => ({ ...claims, role: 'system' }),
    owed: takes(everybody, needsRole),
  },
];

/** Circumstances that leave everything as it was. */
const indifferent: readonly Circumstance[] = [
  {
    title: 'in the last millisecond of the session',
    before: (actor, _cast, now) => ({ [`sessions/${actor.sid}/until`]: now + 1 }),
    owed: changesNothing(everybody),
  },
  {
    title: 'when a second factor is demanded and the session has shown one',
    before: (actor) => ({
      [`moderators/${actor.id}/needsFactor`]: true,
      [`sessions/${actor.sid}/factor`]: true,
    }),
    owed: changesNothing(moderators),
  },
  {
    title: 'when a second factor is shown that nobody demands',
    before: (actor) => ({ [`sessions/${actor.sid}/factor`]: true }),
    owed: changesNothing(everybody),
  },
  {
    title: 'when a ban ends this very moment',
    before: (actor, _cast, now) => ({ [`bans/${brand}/${actor.id}/until`]: now }),
    owed: changesNothing(['owner', 'neighbour', 'stranger']),
  },
  {
    title: 'working for this brand by its own mark',
    before: (actor) => ({
      [`moderators/${actor.id}/everyBrand`]: null,
      [`moderators/${actor.id}/brands`]: { [brand]: true },
    }),
    owed: changesNothing(['operator', 'admin']),
  },
  {
    title: 'working for every brand',
    before: (actor) => ({
      [`moderators/${actor.id}/everyBrand`]: true,
      [`moderators/${actor.id}/brands`]: null,
    }),
    owed: changesNothing(['operator', 'admin']),
  },
  {
    title: 'after a promotion that the token does not know',
    before: (actor) => ({ [`moderators/${actor.id}/level`]: 9 }),
    owed: changesNothing(moderators),
  },
  {
    title: 'with a ban on the moderator’s id',
    before: (actor, _cast, now) => ({ [`bans/${brand}/${actor.id}/until`]: now + 1 }),
    owed: changesNothing(moderators),
  },
];

/** Circumstances that look like rights and are none. */
const temptations: readonly Circumstance[] = [
  {
    title: 'with a second factor in the token that the session has not shown',
    before: (actor) => ({ [`moderators/${actor.id}/needsFactor`]: true }),
    claims: (claims) => ({ ...claims, factor: true, needsFactor: false }),
    owed: takes(moderators, needsLive),
  },
  {
    title: 'with a moderator’s node under the visitor’s id',
    before: (actor) => ({
      [`moderators/${actor.id}`]: {
        name: actor.displayName,
        level: 3,
        active: true,
        everyBrand: true,
      },
      [`rooms/${brand}/${room}/assignee/id`]: actor.id,
    }),
    owed: givesNothing(visitors),
  },
  {
    title: 'with a brand in the moderator’s token and a room of the moderator’s own',
    before: (actor) => ({ [`rooms/${brand}/${room}/visitorId`]: actor.id }),
    claims: (claims) => ({ ...claims, brand }),
    owed: givesNothing(['outsider', 'disabled']),
  },
  {
    title: 'with a brand in the moderator’s token',
    claims: (claims) => ({ ...claims, brand }),
    owed: givesNothing(['operator', 'outsider', 'disabled', 'admin']),
  },
  {
    title: 'with all claims of the owner but the role',
    claims: (_claims, cast) => ({ id: cast.owner, brand, sid: 'session-of-owner', level: 1 }),
    owed: (row, actor) => (actor.name === 'claimless' && row.path !== 'sessions/{sid}' ? false : undefined),
  },
];

export const circumstances: readonly Circumstance[] = [...losses, ...indifferent, ...temptations];
