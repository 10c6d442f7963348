import type { HttpsError } from 'firebase-functions/https';
import type { BrandId, CallName } from '@foyer/shared-core/model';
import type { CallerClaims } from '../authority/authorize.ts';
import { isFunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend, type Spending } from '../limits/limiter.ts';
import { logError, logWarning } from '../log.ts';
import type { Ports } from '../ports.ts';
import { auditUpdate, type Actor } from './audit.ts';

/** What was refused: the function, what it was asked, and how it answers. */
export interface Refusal {
  readonly name: CallName;
  readonly data: unknown;
  readonly claims: CallerClaims | null;
  /** Where the call came from. */
  readonly address: string;
  readonly answer: HttpsError;
}

const REFUSALS: ReadonlySet<string> = new Set(['unauthenticated', 'permission-denied', 'resource-exhausted']);

/**
 * Tells the log of every refusal, for counting, and the audit log of those of signed-in callers and of guessing at the
 * desk's door. A flood of refusals leaves a few lines a minute and then costs nothing. Never throws: the caller is to
 * hear of the refusal.
 */
export async function tellRefusal(
  { name, data, claims, address, answer }: Refusal,
  ports: Ports,
): Promise<void> {
  if (!REFUSALS.has(answer.code)) return;
  const { code } = answer.details as { readonly code: string };
  const brand = brandOf(data, claims);
  logWarning('call.refused', { function: name, code, brand, role: claims?.role });
  const actor = claims ?? guesser(name, code, address);
  if (actor === null) return;
  const now = ports.now();
  try {
    const database = await ports.database();
    const spendings: Spending[] = [{ limit: callLimits.refusalsOfActor, key: actor.id }];
    if (actor.role !== 'operator' && actor.role !== 'admin')
      spendings.push({ limit: callLimits.refusalsOfVisitors, key: 'all' });
    await spend(database, spendings, now);
    const act = {
      action: 'call.refused',
      outcome: 'refused',
      target: name,
      brand,
      detail: { code },
    } as const;
    await database.update(auditUpdate(actor, act, now));
  } catch (cause) {
    if (!isFunctionError(cause, 'too-many-attempts')) logError('audit.failed', cause, { function: name });
  }
}

/**
 * Whoever tries passwords or codes until the limit stops them. The same line whatever was tried, and nothing is looked
 * up for it: neither its time nor its words tell whether an account exists. It counts for its address.
 */
function guesser(name: CallName, code: string, address: string): Actor | null {
  if (name !== 'loginInternal' || code !== 'too-many-attempts') return null;
  return { id: `nobody@${address}`, role: 'nobody', address };
}

/** The brand that was asked for, where it can be one; else the visitor's own. */
function brandOf(data: unknown, claims: CallerClaims | null): BrandId | undefined {
  const { brand, brandId } = (data ?? {}) as Readonly<Record<string, unknown>>;
  const asked = keySchema.safeParse(brand ?? brandId);
  if (asked.success) return asked.data;
  return claims?.role === 'client' ? claims.brand : undefined;
}
