import { isIP } from 'node:net';
import { z } from 'zod';
import type { Calls } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import type { CallHandler } from '../call.ts';
import { isLoopback, isPublicAddress } from '../customer/private-address.ts';
import { keySchema } from '../input.ts';
import { isSafeAddress } from '../oidc/oidc-provider.ts';
import { requireRecent } from '../sessions/recent.ts';
import { adminOf } from './brand-access.ts';
import { accessPath } from './stored-access.ts';

const MOST_ORIGINS = 100;
const MOST_ISSUERS = 10;

/** `https://shop.example`, as browsers write it in `Origin`; plain http for this very machine only, and only here. */
const origin = z
  .string()
  .max(300)
  .refine((text) => isHttps(text) && new URL(text).origin === text);

const issuer = z
  .strictObject({
    issuer: z.string().min(1).max(500),
    audience: z.string().min(1).max(500),
    kind: z.enum(['oidc', 'firebase']),
    jwksUrl: z.string().max(1000).refine(isHttps).optional(),
  })
  .refine(({ kind, jwksUrl }) => kind === 'firebase' || jwksUrl !== undefined, { path: ['jwksUrl'] });

const schema = z.strictObject({
  brand: keySchema,
  access: z.strictObject({
    guests: z.enum(['allowed', 'refused']),
    vouching: z.enum(['optional', 'history', 'required']),
    origins: z.array(origin).max(MOST_ORIGINS),
    appCheck: z.boolean(),
    userHash: z.boolean(),
    issuers: z.array(issuer).max(MOST_ISSUERS),
  }),
}) as z.ZodType<Calls['saveBrandAccess']['request']>;

/** Changes who may chat with a brand, and from where. For admins of the brand who have just proven who they are. */
export const saveBrandAccess: CallHandler<'saveBrandAccess'> = {
  schema,
  async answer(call, ports) {
    const { brand, access } = call.data;
    const now = ports.now();
    const { caller, database } = await adminOf(call, ports);
    await requireRecent(caller, database, now);
    await database.update({
      [accessPath(brand)]: access,
      ...auditUpdate(
        caller,
        { action: 'brand-access.change', outcome: 'done', brand, detail: { ...access } },
        now,
      ),
    });
    return { saved: true };
  },
};

function isHttps(text: string): boolean {
  if (!isSafeAddress(text)) return false;
  const host = new URL(text).hostname.replace(/^\[(.*)\]$/, '$1');
  // In a local run this very machine may be named; nothing else that only a server within a network can reach.
  return isIP(host) === 0 || isPublicAddress(host) || isLoopback(host);
}
