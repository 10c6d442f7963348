import type { Request } from 'firebase-functions/https';
import {
  availabilityOf,
  limits,
  openingAt,
  paths,
  readBrandProfile,
  readTriggers,
} from '@foyer/shared-core/model';
import type { BrandCard } from '@foyer/shared-core/model';
import { toHttpsError } from '../errors/to-https-error.ts';
import { keySchema } from '../input.ts';
import type { Ports } from '../ports.ts';

/** What is used of the response. */
interface Response {
  set(name: string, value: string): unknown;
  status(code: number): { json(body: unknown): unknown };
}

/**
 * Answers any page: `GET ?brand=…`. The same for everybody and no secret, so that Hosting's cache answers nearly all of
 * them; an address with anything else in it, which would go past the cache, is refused.
 */
export async function brandCard(request: Request, response: Response, ports: Ports): Promise<void> {
  response.set('access-control-allow-origin', '*');
  response.set('cache-control', 'public, max-age=60, s-maxage=60');
  try {
    const { brand, ...rest } = request.query;
    const read = keySchema.safeParse(brand);
    const isPlain = request.method === 'GET' && Object.keys(rest).length === 0;
    const stored =
      isPlain && read.success ? await (await ports.database()).read(paths.profile(read.data)) : null;
    if (stored === null || !read.success) response.status(404).json({});
    else response.status(200).json(cardOf(read.data, stored, ports.now()));
  } catch (cause) {
    response.set('cache-control', 'no-store');
    const refusal = toHttpsError('brandCard', cause);
    response.status(refusal.httpErrorCode.status).json({ error: refusal.toJSON() });
  }
}

function cardOf(brand: string, stored: unknown, now: number): BrandCard {
  const { hours, live, staffed, triggers } = readBrandProfile(brand, stored);
  return {
    status: availabilityOf({
      isLive: live,
      hasHours: hours !== undefined,
      isWithinHours: !hours || openingAt(hours, now).isOpen,
      isAtDesk: staffed?.on !== false || staffed.at + limits.deskGraceMs > now,
    }),
    triggers: readTriggers(triggers),
  };
}
