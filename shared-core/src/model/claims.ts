import type { BrandId, ModeratorId, SessionId, VisitorId } from './ids.ts';

/** Authority as a number, so that "at least an operator" is one comparison in code and rules. */
export const levels = { client: 1, operator: 2, admin: 3 } as const;

export type Role = keyof typeof levels;
export type ModeratorRole = Exclude<Role, 'client'>;

export interface VisitorClaims {
  readonly id: VisitorId;
  readonly role: 'client';
  readonly level: 1;
  readonly brand: BrandId;
  readonly sid: SessionId;
  readonly isAnonymous?: true;
}

export interface ModeratorClaims {
  readonly id: ModeratorId;
  readonly role: ModeratorRole;
  readonly level: 2 | 3;
  readonly sid: SessionId;
}

/** What a minted token carries. A hint only: every rule and function also reads the live nodes. */
export type Claims = VisitorClaims | ModeratorClaims;

/** Reads claims from a decoded token; null when the token was not minted by Foyer's sign-in. */
export function readClaims(token: Readonly<Record<string, unknown>>): Claims | null {
  const { id, role, sid, brand } = token;
  if (typeof id !== 'string' || typeof sid !== 'string') return null;
  switch (role) {
    case 'client':
      if (typeof brand !== 'string') return null;
      return {
        id,
        role,
        level: 1,
        brand,
        sid,
        ...(token['isAnonymous'] === true ? { isAnonymous: true } : {}),
      };
    case 'operator':
      return { id, role, level: 2, sid };
    case 'admin':
      return { id, role, level: 3, sid };
    default:
      return null;
  }
}
