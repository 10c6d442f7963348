import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';

/** The own one, and another for whom the first was mistyped. */
const MOST_MAILBOXES = 2;
const DAY = 24 * 60 * 60_000;

/** Where it stands to which mailboxes a visitor has had mails sent, as hashes. */
export function mailboxesPath(brand: BrandId, visitor: VisitorId): string {
  return `server/mailboxes/${brand}/${visitor}`;
}

/**
 * Counts the mailboxes that one visitor names: whoever could name many would write to many strangers in the company's
 * name. Throws 'too-many-attempts' at the third in a day.
 */
export async function claimMailbox(
  database: LiveDatabase,
  to: { readonly brand: BrandId; readonly visitor: VisitorId; readonly email: string },
  now: number,
): Promise<void> {
  const mailbox = sha256(to.email.toLowerCase()).slice(0, 32);
  const { value } = await database.change(mailboxesPath(to.brand, to.visitor), (current) => {
    const known = Object.entries((current ?? {}) as Readonly<Record<string, number>>);
    const recent = Object.fromEntries(known.filter(([, at]) => at + DAY > now));
    const isFull = !(mailbox in recent) && Object.keys(recent).length >= MOST_MAILBOXES;
    return isFull ? undefined : { ...recent, [mailbox]: now };
  });
  if (!Object.keys(value ?? {}).includes(mailbox)) throw new FunctionError('too-many-attempts');
}
