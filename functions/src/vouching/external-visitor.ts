import { createHmac } from 'node:crypto';
import type { BrandId, VisitorId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';
import { newSecret } from '../secrets.ts';

const SECRET_PATH = 'server/project-secret';
/** 132 bits: what nobody guesses and nobody meets by chance. */
const ID_LENGTH = 22;

let known: string | undefined;

/**
 * The id of a visitor for whom a website vouches: `x_` and a keyed hash of brand and external id. No website can choose
 * an id that is somebody else's, and nobody can tell from the id who it is.
 */
export async function externalVisitorId(
  database: LiveDatabase,
  brand: BrandId,
  externalId: string,
): Promise<VisitorId> {
  known ??= await projectSecret(database);
  const hash = createHmac('sha256', known).update(`${brand}\n${externalId}`).digest('base64url');
  return `x_${hash.slice(0, ID_LENGTH)}`;
}

/** Made once for the project, by whoever comes first. */
async function projectSecret(database: LiveDatabase): Promise<string> {
  const stored = await database.read(SECRET_PATH);
  if (typeof stored === 'string') return stored;
  const { value } = await database.change(SECRET_PATH, (current) =>
    typeof current === 'string' ? undefined : newSecret(),
  );
  return String(value);
}
