import { z } from 'zod';
import { paths, type BrandId, type RoomReader, type VisitorId } from '@foyer/shared-core/model';
import { asAdmin, asModeratorOf, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema } from '../input.ts';
import type { LiveDatabase } from '../ports.ts';
import {
  brandModeratorGrant,
  moderatorReadsNow,
  moderatorsOf,
  roomVisitorGrant,
  visitorFacts,
  visitorName,
  visitorReadsNow,
} from './room-read-grants.ts';

/** Sessions of one person that are looked at: nobody has as many. */
const MOST_SESSIONS = 100;

/**
 * Who may read a room that is still in the live database: its visitor and everybody who works for its brand, whether
 * the rules let them in at this moment, and which branch of the rules does. For admins of the brand. Throws 'not-found'.
 */
export const whoCanRead: CallHandler<'whoCanRead'> = {
  schema: z.strictObject({ brand: keySchema, room: keySchema }),
  async answer({ data: { brand, room }, claims }, ports) {
    const database = await ports.database();
    const asOf = ports.now();
    asModeratorOf(asAdmin(await authorize(claims, database, asOf)), brand);
    const [visitorId, records] = await Promise.all([
      database.read(`${paths.room(brand, room)}/visitorId`),
      database.read(paths.moderators()),
    ]);
    if (typeof visitorId !== 'string') throw new FunctionError('not-found');
    const readers = await Promise.all([
      visitorReader(database, { brand, visitor: visitorId }, asOf),
      ...moderatorsOf(brand, records).map(async (moderator): Promise<RoomReader> => ({
        id: moderator.id,
        kind: moderator.level === 3 ? 'admin' : 'operator',
        name: moderator.name,
        now: moderatorReadsNow(moderator, await sessionsOf(database, moderator.id), asOf),
        grant: brandModeratorGrant.name,
        rule: brandModeratorGrant.rule,
      })),
    ]);
    return { readers, asOf };
  },
};

async function visitorReader(
  database: LiveDatabase,
  { brand, visitor }: { readonly brand: BrandId; readonly visitor: VisitorId },
  now: number,
): Promise<RoomReader> {
  const [sessions, [user, bannedUntil, live]] = await Promise.all([
    sessionsOf(database, visitor),
    Promise.all(visitorFacts(brand, visitor).map((path) => database.read(path))),
  ]);
  const name = visitorName(user);
  return {
    id: visitor,
    kind: 'visitor',
    ...(name === undefined ? {} : { name }),
    now: visitorReadsNow({ sessions, bannedUntil, isLive: live === true, now }),
    grant: roomVisitorGrant.name,
    rule: roomVisitorGrant.rule,
  };
}

async function sessionsOf(
  database: LiveDatabase,
  id: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const found = await database.list('sessions', { by: 'id', from: { value: id }, limit: MOST_SESSIONS });
  return found
    .map(([, session]) => session as Readonly<Record<string, unknown>>)
    .filter((session) => session['id'] === id);
}
