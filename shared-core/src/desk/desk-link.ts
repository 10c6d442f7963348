import { derive } from '../derive.ts';
import { live } from '../live.ts';
import type { ModeratorClaims } from '../model/claims.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { CoreErrorCode } from '../model/errors.ts';
import type { BrandId } from '../model/ids.ts';
import { paths } from '../model/paths.ts';
import { readModerator } from '../model/people.ts';
import type { Moderator } from '../model/people.ts';
import type { Platform } from '../platform.ts';
import type { CallPort, Connection, DatabasePort, UploadPort } from '../ports.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { liveSessionOver } from '../watch-session.ts';
import type { Me } from './desk.ts';

const RETRY_MS = 5000;
/** A hidden tab is left without a socket for minutes by the SDK; an operator is to hear of a visitor before that. */
const NUDGE_MS = 15_000;

/** A signed-in moderator's connection, and who that moderator is at this moment. */
export interface DeskLink {
  readonly claims: ModeratorClaims;
  readonly database: DatabasePort;
  readonly calls: CallPort;
  readonly uploads: UploadPort;
  /** Undefined until the live record has come. */
  readonly me: Readable<Me | undefined>;
  /** Why the sign-in is worth nothing any more; null while it is good. */
  readonly ended: Readable<CoreErrorCode | null>;
  close(): Promise<void>;
}

/** Follows the own live nodes over a connection on which a moderator is signed in. Throws `not-signed-in`. */
export function openDeskLink(platform: Platform, connection: Connection): DeskLink {
  const claims = connection.auth.claims.get();
  if (!claims || claims.role === 'client') throw new CoreError('not-signed-in');
  const database = connection.database();
  const { calls } = connection;

  const moderator = live<Moderator | null | undefined>({
    platform,
    database,
    query: { path: paths.moderator(claims.id) },
    initial: undefined,
    read: (stored) => (stored === null ? null : readModerator(claims.id, stored)),
  });
  const allBrands = createStore<readonly BrandId[] | undefined>(undefined);
  const me = derive([moderator, allBrands], (record, all): Me | undefined => {
    const brands = record?.everyBrand === true ? all : record?.brands;
    if (!record || !brands) return undefined;
    return {
      id: claims.id,
      role: claims.role,
      level: claims.level,
      name: record.name,
      ...(record.avatar === undefined ? {} : { avatar: record.avatar }),
      everyBrand: record.everyBrand,
      brands: [...brands].sort(),
      departments: record.departments ?? [],
    };
  });
  const sessionOver = liveSessionOver(platform, database, connection.auth);
  const hasFactor = live<boolean | undefined>({
    platform,
    database,
    query: { path: `${paths.session(claims.sid)}/factor` },
    initial: undefined,
    read: (stored) => stored === true,
  });
  const ended = derive(
    [connection.auth.claims, sessionOver, moderator, hasFactor],
    (present, over, record, factor): CoreErrorCode | null => {
      if (present?.id !== claims.id) return 'not-signed-in';
      if (over) return 'session-ended';
      if (record === undefined) return null;
      if (!record?.active) return 'refused';
      // The rules refuse a token that claims more than the live record grants.
      if (record.level < claims.level) return 'session-ended';
      return record.needsFactor === true && factor === false ? 'second-factor-required' : null;
    },
  );

  let cancelRetry: (() => void) | undefined;
  let cancelNudge: (() => void) | undefined;
  let closed = false;

  /** Somebody for every brand has no list of them in the live record. */
  async function listBrands(): Promise<void> {
    cancelRetry?.();
    cancelRetry = undefined;
    try {
      allBrands.set((await calls.call('listBrands', {})).brands);
    } catch (cause) {
      if (!isCoreError(cause)) throw cause;
      if (!closed) cancelRetry = platform.setTimeout(() => void listBrands(), RETRY_MS);
    }
  }

  function nudge(): void {
    if (!database.connected.get()) database.goOnline();
    cancelNudge = platform.setTimeout(nudge, NUDGE_MS);
  }

  const stops = [
    moderator.subscribe((record) => record?.everyBrand === true && void listBrands()),
    me.subscribe(() => undefined),
    ended.subscribe(() => undefined),
  ];
  nudge();

  return {
    claims,
    database,
    calls,
    uploads: connection.uploads,
    me,
    ended,
    close() {
      closed = true;
      cancelRetry?.();
      cancelNudge?.();
      for (const stop of stops) stop();
      return connection.close();
    },
  };
}
