import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'firebase-functions/https';
import { z } from 'zod';
import { limits, paths } from '@foyer/shared-core/model';
import { KEY_ID, keyPath, keyUsedUpdate, readKey } from '../brand-access/brand-keys.ts';
import { trustedHops } from '../config.ts';
import { FunctionError } from '../errors/function-error.ts';
import { toHttpsError } from '../errors/to-https-error.ts';
import { keySchema, plainText } from '../input.ts';
import { clientAddress } from '../limits/client-address.ts';
import { spend } from '../limits/limiter.ts';
import { callLimits } from '../limits/call-limits.ts';
import { perAddress } from '../limits/sign-in-limits.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { sha256 } from '../secrets.ts';
import { isUsableId } from '../vouching/vouched.ts';
import { newVisitorToken } from './visitor-token.ts';

/** What is used of the response. */
interface Response {
  set(name: string, value: string): unknown;
  status(code: number): { json(body: unknown): unknown };
}

const LONGEST_BODY = 16 * 1024;

const schema = z.strictObject({
  brandId: keySchema,
  userId: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine((id) => isUsableId(id)),
  userName: z
    .string()
    .max(1000)
    .transform((name) => plainText(name, limits.name))
    .optional(),
  email: z.email().max(254).optional(),
});

/**
 * Answers a website's server: `POST {brandId, userId, userName?, email?}` with `Authorization: Bearer <kid>.<secret>`
 * of a key for servers. The token in the answer signs this visitor in once, within five minutes, as the `userToken` of
 * `loginExternal`. No browser may call it: the key would lie open in the page.
 */
export async function createVisitorToken(request: Request, response: Response, ports: Ports): Promise<void> {
  response.set('cache-control', 'no-store');
  try {
    if (request.method !== 'POST') throw new FunctionError('bad-input', 'POST only');
    if (request.header('origin') !== undefined) throw new FunctionError('origin-refused', 'a browser');
    if (request.rawBody.length > LONGEST_BODY) throw new FunctionError('bad-input', 'too long');
    const read = schema.safeParse(request.body);
    const address = clientAddress(request.header('x-forwarded-for'), trustedHops.value());
    const database = await ports.database();
    const now = ports.now();
    await spend(database, perAddress(callLimits.visitorTokens, address), now);
    // The key first: whoever has none learns nothing of what a right request looks like.
    const brand = (request.body as { readonly brandId?: unknown } | undefined)?.brandId;
    const update = await useKey(database, { brand, authorization: request.header('authorization') }, now);
    if (!read.success) {
      throw new FunctionError('bad-input', undefined, { field: read.error.issues[0]?.path.join('.') ?? '' });
    }
    const { brandId, userId, userName, email } = read.data;
    if ((await database.read(paths.profile(brandId))) === null) throw new FunctionError('brand-unknown');
    const { token, expiresAt, update: made } = newVisitorToken(brandId, { userId, userName, email }, now);
    await database.update({ ...made, ...update });
    response.status(200).json({ token, expiresAt });
  } catch (cause) {
    const refusal = toHttpsError('createVisitorToken', cause);
    response.status(refusal.httpErrorCode.status).json({ error: refusal.toJSON() });
  }
}

/** Checks the key; what remembers its use is the answer. Throws 'not-signed-in'. */
async function useKey(
  database: LiveDatabase,
  told: { readonly brand: unknown; readonly authorization: string | undefined },
  now: number,
): Promise<Readonly<Record<string, unknown>>> {
  const [, kid = '', secret = ''] = /^Bearer (k_[\w-]+)\.([\w-]+)$/.exec(told.authorization ?? '') ?? [];
  const brand = keySchema.safeParse(told.brand);
  if (!KEY_ID.test(kid) || !brand.success) throw new FunctionError('not-signed-in');
  const key = readKey(kid, await database.read(keyPath(brand.data, kid)));
  if (key?.use !== 'server' || !isSame(secret, key.secret)) throw new FunctionError('not-signed-in');
  return keyUsedUpdate(brand.data, key, now);
}

/** Compares hashes, which are of one length and tell nothing by the time it takes. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
}
