import { paths, readModerator, type BrandId, type Moderator, type VisitorId } from '@foyer/shared-core/model';

/** A branch of the rule that lets people read a room, by the name that people know it by. */
export interface ReadGrant {
  readonly name: string;
  /** The branch as it stands in `database.rules.json`, which a test compares. */
  readonly rule: string;
}

const session =
  "root.child('sessions/' + auth.token.sid + '/until').val() != null && root.child('sessions/' + auth.token.sid + '/until').val() > now";

/** The room's own visitor. */
export const roomVisitorGrant: ReadGrant = {
  name: 'visitor of the room',
  rule: `auth != null && auth.token.role === 'client' && auth.token.brand === $brand && ${session} && (root.child('bans/' + $brand + '/' + auth.token.id + '/until').val() == null || root.child('bans/' + $brand + '/' + auth.token.id + '/until').val() <= now) && root.child('brands/' + $brand + '/profile/live').val() === true && data.child('visitorId').val() === auth.token.id`,
};

/** Whoever works for the room's brand. */
export const brandModeratorGrant: ReadGrant = {
  name: 'moderator of the brand',
  rule: `auth != null && (auth.token.role === 'operator' || auth.token.role === 'admin') && ${session} && root.child('moderators/' + auth.token.id + '/active').val() === true && (root.child('moderators/' + auth.token.id + '/needsFactor').val() !== true || root.child('sessions/' + auth.token.sid + '/factor').val() === true) && root.child('moderators/' + auth.token.id + '/level').val() != null && root.child('moderators/' + auth.token.id + '/level').val() >= auth.token.level && (root.child('moderators/' + auth.token.id + '/everyBrand').val() === true || root.child('moderators/' + auth.token.id + '/brands/' + $brand).val() === true)`,
};

/** A session as it stands. */
type StoredSession = Readonly<Record<string, unknown>>;

/** Whether the branch for visitors holds in any of the visitor's sessions. */
export function visitorReadsNow(facts: {
  readonly sessions: readonly StoredSession[];
  readonly bannedUntil: unknown;
  readonly isLive: boolean;
  readonly now: number;
}): boolean {
  const { sessions, bannedUntil, isLive, now } = facts;
  const isBanned = typeof bannedUntil === 'number' && bannedUntil > now;
  return isLive && !isBanned && sessions.some((one) => one['role'] === 'client' && runs(one, now));
}

/** Whether the branch for moderators holds in any of their sessions; that they work for the brand is known. */
export function moderatorReadsNow(
  { active, level, needsFactor }: Moderator,
  sessions: readonly StoredSession[],
  now: number,
): boolean {
  const levelOf = (one: StoredSession): number =>
    ({ operator: 2, admin: 3 })[String(one['role'])] ?? Infinity;
  return (
    active &&
    sessions.some(
      (one) => runs(one, now) && levelOf(one) <= level && (needsFactor !== true || one['factor'] === true),
    )
  );
}

function runs({ until }: StoredSession, now: number): boolean {
  return typeof until === 'number' && until > now;
}

/** The moderators who work for a brand, of all that there are, by name. */
export function moderatorsOf(brand: BrandId, records: unknown): readonly Moderator[] {
  return Object.entries((records ?? {}) as Readonly<Record<string, unknown>>)
    .map(([id, record]) => readModerator(id, record))
    .filter(({ everyBrand, brands }) => everyBrand || brands.includes(brand))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

/** What one is called where people see it: vouched for before merely told. */
export function visitorName(user: unknown): string | undefined {
  const { vouched, selfTold } = (user ?? {}) as Readonly<
    Record<string, Readonly<Record<string, unknown>> | undefined>
  >;
  const name = vouched?.['userName'] ?? selfTold?.['userName'];
  return typeof name === 'string' ? name : undefined;
}

/** Where the facts about a visitor stand that decide whether they read. */
export function visitorFacts(brand: BrandId, visitor: VisitorId): readonly [string, string, string] {
  return [paths.user(brand, visitor), `${paths.ban(brand, visitor)}/until`, `${paths.profile(brand)}/live`];
}
