import {
  paths,
  readModerator,
  type BrandId,
  type Claims,
  type Moderator,
  type SessionId,
  type VisitorId,
} from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';

/** What a caller's token says, and where the call came from. */
export type CallerClaims = Claims & { readonly address?: string };

/** A moderator whom the live nodes still know, with the level that both claims and live node grant. */
export interface ModeratorCaller {
  readonly kind: 'moderator';
  readonly id: string;
  readonly level: 2 | 3;
  readonly role: 'operator' | 'admin';
  readonly sid: SessionId;
  readonly moderator: Moderator;
  /** Where the call came from; undefined before there is a call. */
  readonly address?: string | undefined;
}

/** A visitor whose session runs, who is not banned, and whose brand is live. */
export interface VisitorCaller {
  readonly kind: 'visitor';
  readonly id: VisitorId;
  readonly brand: BrandId;
  readonly sid: SessionId;
  readonly address?: string | undefined;
}

export type Caller = ModeratorCaller | VisitorCaller;

/**
 * Who calls, and whether they still may: the live nodes decide, as they do in the rules. All of them are read at once.
 * Throws 'not-signed-in', 'session-ended', 'banned', 'brand-closed', 'refused' or 'second-factor-required'.
 */
export async function authorize(
  claims: CallerClaims | null,
  database: LiveDatabase,
  now: number,
): Promise<Caller> {
  if (claims === null) throw new FunctionError('not-signed-in');
  const session = database.read(`${paths.session(claims.sid)}/until`);
  if (claims.role === 'client') {
    const { id, brand, sid, address } = claims;
    const [until, live, banned] = await Promise.all([
      session,
      database.read(`${paths.profile(brand)}/live`),
      database.read(`${paths.ban(brand, id)}/until`),
    ]);
    if (!isLater(until, now)) throw new FunctionError('session-ended');
    if (isLater(banned, now)) throw new FunctionError('banned');
    if (live !== true) throw new FunctionError('brand-closed');
    return { kind: 'visitor', id, brand, sid, address };
  }
  const [until, hasFactor, record] = await Promise.all([
    session,
    database.read(`${paths.session(claims.sid)}/factor`),
    database.read(paths.moderator(claims.id)),
  ]);
  if (!isLater(until, now)) throw new FunctionError('session-ended');
  if (record === null) throw new FunctionError('refused', 'no such moderator');
  const moderator = readModerator(claims.id, record);
  if (!moderator.active) throw new FunctionError('refused', 'not active');
  if (moderator.level < claims.level) throw new FunctionError('refused', 'the level was lowered');
  if (moderator.needsFactor === true && hasFactor !== true) throw new FunctionError('second-factor-required');
  const { id, level, role, sid, address } = claims;
  return { kind: 'moderator', id, level, role, sid, moderator, address };
}

/** The caller as a visitor. Throws 'refused'. */
export function asVisitor(caller: Caller): VisitorCaller {
  if (caller.kind !== 'visitor') throw new FunctionError('refused', 'for visitors');
  return caller;
}

/** The caller as a moderator. Throws 'refused'. */
export function asModerator(caller: Caller): ModeratorCaller {
  if (caller.kind !== 'moderator') throw new FunctionError('refused', 'for moderators');
  return caller;
}

/** The caller as an admin. Throws 'refused'. */
export function asAdmin(caller: Caller): ModeratorCaller {
  const moderator = asModerator(caller);
  if (moderator.level < 3) throw new FunctionError('refused', 'for admins');
  return moderator;
}

/** The caller as a moderator who works for a brand. Throws 'refused'. */
export function asModeratorOf(caller: Caller, brand: BrandId): ModeratorCaller {
  const moderator = asModerator(caller);
  if (!worksFor(moderator, brand)) throw new FunctionError('refused', 'not of the own brands');
  return moderator;
}

/** Whether a moderator works for a brand. */
export function worksFor({ moderator }: ModeratorCaller, brand: BrandId): boolean {
  return moderator.everyBrand || moderator.brands.includes(brand);
}

function isLater(until: unknown, now: number): boolean {
  return typeof until === 'number' && until > now;
}
