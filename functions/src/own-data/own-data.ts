import { z } from 'zod';
import { paths, type BrandId, type OwnConversation, type VisitorId } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { asVisitor, authorize } from '../authority/authorize.ts';
import { visitorAddressesPath } from '../bans/visitor-address.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import type { LiveDatabase } from '../ports.ts';
import { readPiece, type Place } from './read-piece.ts';
import { roomsOf } from './rooms-of.ts';

/** One piece has at most so many messages, and so many files: each is looked into and signed. */
const MOST_MESSAGES = 200;
const MOST_FILES = 10;
const MOST_ROOMS = 20;

/**
 * Everything that is kept of the visitor who calls, piece by piece: what database and archive have of the person, their
 * conversations with ratings, and links to the files. Notes that moderators made for each other are theirs.
 */
export const ownData: CallHandler<'ownData'> = {
  schema: z.strictObject({ after: z.string().max(400).optional() }),
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const caller = asVisitor(await authorize(claims, database, now));
    await spend(database, [{ limit: callLimits.ownData, key: caller.id }], now);
    const after = data.after === undefined ? null : readPlace(data.after);
    const all = await roomsOf(ports, caller);
    const rooms = after === null ? all : all.filter(({ id }) => id >= after.room);
    const conversations: OwnConversation[] = [];
    let place = after;
    let [messages, files] = [MOST_MESSAGES, MOST_FILES];
    let next: string | null = null;
    for (const { id: room, kept } of rooms) {
      const from: Place = place?.room === room ? place : { room, at: 0, id: '' };
      if (messages <= 0 || files <= 0 || conversations.length === MOST_ROOMS) {
        next = placeText(from);
        break;
      }
      place = null;
      const piece = await readPiece(ports, { caller, from, kept, messages, files });
      if (piece === null) continue;
      conversations.push(piece.conversation);
      messages -= piece.conversation.messages.length;
      files -= piece.conversation.messages.filter(({ file }) => file !== undefined).length;
      if (piece.next === null) continue;
      next = placeText(piece.next);
      break;
    }
    const share = next === null ? 1 : all.findIndex(({ id }) => next.startsWith(`${id} `)) / all.length;
    if (after !== null) return { conversations, next, share };
    await database.update(
      auditUpdate(
        { ...caller, role: 'client' },
        { action: 'visitor.download', outcome: 'done', brand: caller.brand },
        now,
      ),
    );
    return { you: await readPerson(database, caller), conversations, next, share };
  },
};

/** The person as the database keeps them, and where they last came from. */
async function readPerson(
  database: LiveDatabase,
  { id, brand }: { readonly id: VisitorId; readonly brand: BrandId },
): Promise<Readonly<Record<string, unknown>>> {
  const [person, address] = await Promise.all([
    database.read(paths.user(brand, id)),
    database.read(`${visitorAddressesPath(brand)}/${id}/address`),
  ]);
  return { id, brand, ...(person as object | null), ...(address === null ? {} : { address }) };
}

function placeText({ room, at, id }: Place): string {
  return `${room} ${at} ${id}`;
}

/** Names a place in one's own data and grants nothing. Throws 'bad-input'. */
function readPlace(text: string): Place {
  const [, room, at, id] = /^(\S+) (\d{1,16}) (\S*)$/.exec(text) ?? [];
  if (room === undefined || id === undefined)
    throw new FunctionError('bad-input', undefined, { field: 'after' });
  return { room, at: Number(at), id };
}
