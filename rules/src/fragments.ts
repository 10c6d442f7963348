import { limits } from '@foyer/shared-core/model';

/**
 * The vocabulary of the rules. The rules language has no functions, so every condition that is used twice is a
 * named text here and the finished `database.rules.json` is generated. Two habits hold throughout: a branch begins
 * with the role guard, and nothing is compared before it is known to exist (comparing null is an error, and an
 * error denies the whole rule, also the other branch of an `||`).
 */

/** Whether `||` binds a condition together outside of all brackets, so that it needs brackets beside an `&&`. */
function isAlternative(condition: string): boolean {
  let depth = 0;
  for (let at = 0; at < condition.length; at += 1) {
    const char = condition[at];
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (depth === 0 && condition.startsWith('||', at)) return true;
  }
  return false;
}

/** Joins conditions that must all hold. */
export function all(...conditions: readonly string[]): string {
  return conditions
    .map((condition) => (isAlternative(condition) ? `(${condition})` : condition))
    .join(' && ');
}

/** Joins conditions of which one must hold. */
export function any(...conditions: readonly string[]): string {
  return conditions.map((condition) => `(${condition})`).join(' || ');
}

/** The tree as it will be, seen from a node `depth` levels below the root. */
export function newRoot(depth: number): string {
  return 'newData' + '.parent()'.repeat(depth);
}

/** A node by its path; `{expression}` stands for a part that the rule computes: `sessions/{auth.token.sid}/until`. */
export function node(tree: string, path: string): string {
  const parts = path.split(/(\{[^}]+\})/).filter((part) => part !== '');
  return `${tree}.child(${parts.map((part) => (part.startsWith('{') ? part.slice(1, -1) : `'${part}'`)).join(' + ')})`;
}

const ME = '{auth.token.id}';
const sessionUntil = `${node('root', 'sessions/{auth.token.sid}/until')}.val()`;
const banUntil = `${node('root', `bans/{$brand}/${ME}/until`)}.val()`;
const liveLevel = `${node('root', `moderators/${ME}/level`)}.val()`;

const isClient = "auth != null && auth.token.role === 'client'";
const isModerator = "auth != null && (auth.token.role === 'operator' || auth.token.role === 'admin')";
const hasSession = `${sessionUntil} != null && ${sessionUntil} > now`;
const notBanned = `${banUntil} == null || ${banUntil} <= now`;
const brandLive = `${node('root', 'brands/{$brand}/profile/live')}.val() === true`;
const active = `${node('root', `moderators/${ME}/active`)}.val() === true`;
const hasFactor = `${node('root', `moderators/${ME}/needsFactor`)}.val() !== true || ${node('root', 'sessions/{auth.token.sid}/factor')}.val() === true`;
const levelHolds = `${liveLevel} != null && ${liveLevel} >= auth.token.level`;
const ofBrand = `${node('root', `moderators/${ME}/everyBrand`)}.val() === true || ${node('root', `moderators/${ME}/brands/{$brand}`)}.val() === true`;

/** The claim of a visitor of this brand, without a look at the live nodes. */
export const claimsVisitor = `${isClient} && auth.token.brand === $brand`;

/** The claim of a moderator, without a look at the live nodes. */
export const claimsModerator = isModerator;

/** What must hold beside a visitor's claim: the session runs, no ban, the brand is live. Three node reads. */
export const visitorLive = all(hasSession, notBanned, brandLive);

/** A visitor of this brand whose session runs, who is not banned, and whose brand is live. */
export const visitor = all(claimsVisitor, visitorLive);

/**
 * What must hold beside a moderator's claim: the session runs, with a second factor if the live node demands one, and
 * the live node says active and the claimed level.
 */
export const moderatorLive = all(hasSession, active, hasFactor, levelHolds);

/** A moderator whom `moderatorLive` still lets in. */
export const moderator = all(isModerator, moderatorLive);

/** A moderator who works for this brand. */
export const brandModerator = all(moderator, ofBrand);

/** An admin of this brand. */
export const brandAdmin = all("auth != null && auth.token.role === 'admin'", moderatorLive, ofBrand);

/** At most `limits.listRows` rows are asked for. */
export const bounded = any(
  `query.limitToFirst != null && query.limitToFirst <= ${limits.listRows}`,
  `query.limitToLast != null && query.limitToLast <= ${limits.listRows}`,
);

/** The room of `$brand` and `$room` as it is. */
export const room = node('root', 'rooms/{$brand}/{$room}');

/** The visitor whose room this is. */
export const roomVisitor = all(visitor, `${room}.child('visitorId').val() === auth.token.id`);

/** Whoever may read a room's messages and live marks. */
export const roomReaders = any(roomVisitor, brandModerator);

/** A string of at least one and at most `most` units. */
export function textUpTo(most: number): string {
  return `newData.isString() && newData.val().length > 0 && newData.val().length <= ${most}`;
}

/** The time of this very write. */
export const isNow = 'newData.val() === now';

/** A key that a client made: of the URL-safe base64 alphabet, so that it survives a path, a URL and a table column. */
export function key(name: string): string {
  return `${name}.matches(/^[A-Za-z0-9_-]{16,40}$/)`;
}

/** The stamp that a message or a note of this list must bring: it names it, and is as new. `depth` as of `newRoot`. */
export function stamped(depth: number, list: string, name: string): string {
  const stamp = node(newRoot(depth), `throttle/${ME}`);
  return all(
    `${stamp}.child('message').val() === ${name}`,
    `${stamp}.child('room').val() === ${list}`,
    `${stamp}.child('at').val() === now`,
  );
}

/** A child that its record checks itself: named only, so that `$other` does not refuse it. */
export const known = { '.validate': true } as const;
