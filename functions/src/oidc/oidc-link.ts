import type { ModeratorId } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { sha256 } from '../secrets.ts';

/** The account that a provider's subject belongs to since its first sign-in, or null. */
export async function linkedAccount(
  database: LiveDatabase,
  provider: string,
  subject: string,
): Promise<ModeratorId | null> {
  const uid = await database.read(linkPath(provider, sha256(subject)));
  return typeof uid === 'string' ? uid : null;
}

/**
 * Binds an account to a subject for good: from now on the subject decides, and not the address. An account that
 * another subject of the same provider has already is refused, because addresses are given to somebody else one day.
 * Throws 'wrong-credentials'.
 */
export async function linkAccount(
  database: LiveDatabase,
  link: { readonly provider: string; readonly subject: string; readonly uid: ModeratorId },
): Promise<void> {
  const { provider, uid } = link;
  const subject = sha256(link.subject);
  const { value } = await database.change(`${linkedPath(uid)}/${provider}`, (current) => current ?? subject);
  if (value !== subject) throw new FunctionError('wrong-credentials', 'the account has another subject');
  await database.update({ [linkPath(provider, subject)]: uid });
}

/** The update that unbinds an account from every provider: its address is somebody else's now. */
export async function unlinkUpdate(
  database: LiveDatabase,
  uid: ModeratorId,
): Promise<Readonly<Record<string, unknown>>> {
  const linked = ((await database.read(linkedPath(uid))) ?? {}) as Readonly<Record<string, string>>;
  return {
    [linkedPath(uid)]: null,
    ...Object.fromEntries(
      Object.entries(linked).map(([provider, subject]) => [linkPath(provider, subject), null]),
    ),
  };
}

function linkPath(provider: string, subject: string): string {
  return `server/oidc-links/${provider}/${subject}`;
}

function linkedPath(uid: ModeratorId): string {
  return `server/oidc-linked/${uid}`;
}
