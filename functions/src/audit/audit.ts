import type { AuditEntry } from '../archive/archive.ts';
import type { BrandId, Role } from '@foyer/shared-core/model';
import { randomId } from '../secrets.ts';
import type { AuditAction } from './audit-action.ts';

/** Where audit entries wait for the archive: written in the same update as what they tell of. */
export const AUDIT_PATH = 'server/audit';

/** Who acted: every caller is one. */
export interface Actor {
  readonly id: string;
  /** `nobody` where the caller has not signed in. */
  readonly role: Role | 'nobody';
  /** Where the request came from. */
  readonly address?: string | undefined;
}

/** What somebody did, or was refused. `detail` never holds a secret. */
export interface Act {
  readonly action: AuditAction;
  readonly outcome: AuditEntry['outcome'];
  readonly target?: string;
  /** The brand it concerns; admins of that brand see the line, and without one only admins of every brand. */
  readonly brand?: BrandId | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Long enough for every time until the year 5138. */
const TIME_DIGITS = 14;

/** The part of an update that tells of an act. */
export function auditUpdate(actor: Actor, act: Act, now: number): Readonly<Record<string, unknown>> {
  // The time leads, so that the order of keys is the order of events; the rest of the key keeps equal times apart.
  const id = `${String(now).padStart(TIME_DIGITS, '0')}-${randomId()}`;
  const { action, outcome, target, brand, detail = {} } = act;
  return {
    [`${AUDIT_PATH}/${id}`]: {
      ...{ at: now, actorId: actor.id, actorRole: actor.role, action, outcome },
      ...(target === undefined ? {} : { target }),
      ...(brand === undefined ? {} : { brand }),
      ...(actor.address === undefined ? {} : { address: actor.address }),
      // As text: an empty object or list would not be stored.
      detail: JSON.stringify(detail),
    },
  };
}

/** Reads a waiting entry; null when it is none. */
export function readAuditEntry(id: string, value: unknown): AuditEntry | null {
  if (typeof value !== 'object' || value === null) return null;
  const { at, actorId, actorRole, action, outcome, target, brand, address, detail } = value as Readonly<
    Record<string, unknown>
  >;
  if (typeof at !== 'number' || typeof actorId !== 'string' || typeof actorRole !== 'string') return null;
  if (typeof action !== 'string' || (outcome !== 'done' && outcome !== 'refused')) return null;
  return {
    ...{ id, at, actorId, actorRole, action, outcome },
    ...(typeof target === 'string' ? { target } : {}),
    ...(typeof brand === 'string' ? { brand } : {}),
    ...(typeof address === 'string' ? { address } : {}),
    detail: typeof detail === 'string' ? (JSON.parse(detail) as Readonly<Record<string, unknown>>) : {},
  };
}
