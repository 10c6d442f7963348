import { z } from 'zod';
import { auditUpdate } from '../audit/audit.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import { newSecret, randomId } from '../secrets.ts';
import { requireRecent } from '../sessions/recent.ts';
import { adminOf } from './brand-access.ts';
import { KEY_ID, keyPath, keysPath, shownKey, type StoredKey } from './brand-keys.ts';

/** More than this nobody rotates; the rest is forgotten keys. */
const MOST_KEYS = 10;

/** Makes a key of a brand; its secret is in this answer and never again. Older keys stay good until revoked. */
export const createBrandKey: CallHandler<'createBrandKey'> = {
  schema: z.strictObject({ brand: keySchema, use: z.enum(['vouching', 'server']) }),
  async answer(call, ports) {
    const { brand, use } = call.data;
    const now = ports.now();
    const { caller, database } = await adminOf(call, ports);
    await requireRecent(caller, database, now);
    const known = Object.keys((await database.read(keysPath(brand))) ?? {});
    if (known.length >= MOST_KEYS) throw new FunctionError('bad-input', 'too many keys', { field: 'use' });
    const kid = `k_${randomId()}`;
    const key: StoredKey = { kid, use, secret: newSecret(), createdAt: now, createdBy: caller.id };
    const { secret } = key;
    await database.update({
      [keyPath(brand, kid)]: { use, secret, createdAt: now, createdBy: caller.id },
      ...auditUpdate(
        caller,
        { action: 'brand-key.create', outcome: 'done', brand, target: kid, detail: { use } },
        now,
      ),
    });
    return { key: shownKey(key), secret };
  },
};

/** Takes a key away; what it signed is refused from the next sign-in on. */
export const revokeBrandKey: CallHandler<'revokeBrandKey'> = {
  schema: z.strictObject({ brand: keySchema, kid: z.string().regex(KEY_ID) }),
  async answer(call, ports) {
    const { brand, kid } = call.data;
    const now = ports.now();
    const { caller, database } = await adminOf(call, ports);
    await requireRecent(caller, database, now);
    if ((await database.read(keyPath(brand, kid))) === null) throw new FunctionError('not-found');
    await database.update({
      [keyPath(brand, kid)]: null,
      ...auditUpdate(caller, { action: 'brand-key.revoke', outcome: 'done', brand, target: kid }, now),
    });
    return { revoked: true };
  },
};
