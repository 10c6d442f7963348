import type { AuditEntry } from '../archive/archive.ts';
import type { ModeratorCaller } from '../authority/authorize.ts';
import { randomId } from '../secrets.ts';
import type { AuditAction } from './audit-action.ts';

/** Where audit entries wait for the archive: written in the same update as what they tell of. */
export const AUDIT_PATH = 'server/audit';

/** What somebody did, or was refused. `detail` never holds a secret. */
export interface Act {
  readonly action: AuditAction;
  readonly outcome: AuditEntry['outcome'];
  readonly target?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** The part of an update that tells of an act. */
export function auditUpdate(
  caller: ModeratorCaller,
  act: Act,
  now: number,
): Readonly<Record<string, unknown>> {
  const id = randomId();
  const { action, outcome, target, detail = {} } = act;
  return {
    [`${AUDIT_PATH}/${id}`]: {
      ...{ at: now, actorId: caller.id, actorRole: caller.role, action, outcome },
      ...(target === undefined ? {} : { target }),
      // As text: an empty object or list would not be stored.
      detail: JSON.stringify(detail),
    },
  };
}

/** Reads a waiting entry; null when it is none. */
export function readAuditEntry(id: string, value: unknown): AuditEntry | null {
  if (typeof value !== 'object' || value === null) return null;
  const { at, actorId, actorRole, action, outcome, target, detail } = value as Readonly<
    Record<string, unknown>
  >;
  if (typeof at !== 'number' || typeof actorId !== 'string' || typeof actorRole !== 'string') return null;
  if (typeof action !== 'string' || (outcome !== 'done' && outcome !== 'refused')) return null;
  return {
    ...{ id, at, actorId, actorRole, action, outcome },
    ...(typeof target === 'string' ? { target } : {}),
    detail: typeof detail === 'string' ? (JSON.parse(detail) as Readonly<Record<string, unknown>>) : {},
  };
}
