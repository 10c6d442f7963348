import { Kysely } from 'kysely';
import { FunctionError, isFunctionError } from '../errors/function-error.ts';
import type { Archive } from './archive.ts';
import { readArchiveAddress } from './archive-address.ts';
import type { Engine } from './engine.ts';
import { archivedRows, firstArchivedAt, rowsOfRooms, rowsWithKeys } from './archived-rows.ts';
import { eraseConversations, eraseRows, eraseVisitors } from './erase.ts';
import { migrateArchive } from './migrate.ts';
import { conversationsOf, messagesOf, namesFile } from './own-conversations.ts';
import { readAudit } from './read-audit.ts';
import { conversationTimes, countMessages, newestMessageAt, searchMessages } from './read-archive.ts';
import { auditRow, moderatorRow } from './rows.ts';
import type { ArchiveTables } from './schema.ts';
import { writeAudit, writeModerators } from './write-desk.ts';
import { moveVisitor } from './move-visitor.ts';
import { writeRoom } from './write-room.ts';

const MOST_TRIES = 8;
const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;

/**
 * The archive at an address (see `readArchiveAddress`). Nothing is opened before the first call; that call also checks
 * the engine's settings and brings the tables up to date. Throws 'archive-misconfigured' for an address that says
 * nothing.
 */
export function openArchive(address: string): Archive {
  return createArchive(readArchiveAddress(address));
}

function createArchive(engine: Engine): Archive {
  const db = new Kysely<ArchiveTables>({ dialect: engine.dialect });
  let ready: Promise<void> | undefined;

  async function prepare(): Promise<void> {
    await engine.check(db);
    await migrateArchive(engine, db);
  }

  /** Does something with a prepared archive, again where that helps, and speaks in our own errors. */
  async function run<Result>(act: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // A failure is forgotten, so that the archive comes back when its server does.
        await (ready ??= prepare().catch((cause: unknown) => {
          ready = undefined;
          throw cause;
        }));
        return await act();
      } catch (cause) {
        if (isFunctionError(cause)) throw cause;
        const kind = engine.failureKind(cause);
        if (kind === 'other' || kind === 'data') throw cause;
        if (kind === 'down' || attempt === MOST_TRIES) {
          throw new FunctionError('archive-unavailable', undefined, { cause });
        }
        const wait = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  return {
    keep: (state) => run(() => writeRoom(engine, db, state)),
    countMessages: (brand, rooms) => run(() => countMessages(db, brand, rooms)),
    moveVisitor: (move) => run(() => moveVisitor(db, move)),
    keepModerators: (moderators, now) =>
      run(() =>
        writeModerators(
          engine,
          db,
          moderators.map((one) => moderatorRow(one, now)),
        ),
      ),
    keepAudit: (entries) => run(() => writeAudit(db, entries.map(auditRow))),
    listAudit: (query) => run(() => readAudit(db, query)),
    search: (query) => run(() => searchMessages(engine, db, query)),
    conversationTimes: (brand, from, to) => run(() => conversationTimes(db, brand, { from, to })),
    newestMessageAt: (brand) => run(() => newestMessageAt(db, brand)),
    conversationsOf: (whose) => run(() => conversationsOf(db, whose)),
    messagesOf: (of) => run(() => messagesOf(db, of)),
    namesFile: (file) => run(() => namesFile(db, file)),
    firstArchivedAt: (brand) => run(() => firstArchivedAt(db, brand)),
    archivedRows: (which) => run(() => archivedRows(db, which)),
    rowsOfRooms: (which) => run(() => rowsOfRooms(db, which)),
    rowsWithKeys: (which) => run(() => rowsWithKeys(db, which)),
    eraseRows: (which) => run(() => eraseRows(db, which)),
    eraseConversations: (which) => run(() => eraseConversations(db, which)),
    eraseVisitors: (which) => run(() => eraseVisitors(db, which)),
    async close() {
      await db.destroy();
      await engine.close();
    },
  };
}
