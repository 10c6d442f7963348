import type { FirebaseApp } from 'firebase/app';
import {
  connectDatabaseEmulator,
  endAt,
  forceWebSockets,
  get,
  getDatabase,
  goOffline,
  goOnline,
  limitToFirst,
  limitToLast,
  onDisconnect,
  onValue,
  orderByChild,
  orderByKey,
  query,
  ref,
  startAt,
  update,
} from 'firebase/database';
import type { Database, Query, QueryConstraint } from 'firebase/database';

import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { CoreError } from '../model/errors.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort, DataQuery } from '../ports.ts';
import { createStore } from '../store.ts';
import { READ_TIMEOUT_MS, untilAcknowledged } from '../until-acknowledged.ts';
import { databaseError } from './database-error.ts';

/** The SDK's transport is chosen once for all databases; it warns on the console when told again. */
let choseWebSockets = false;

/** Long polling would put script tags into the website's page, against its content security policy. */
function chooseWebSockets(): true {
  forceWebSockets();
  return true;
}

/** A database whose app may be deleted under it: from `close` on nothing is asked of the SDK any more. */
export interface OpenDatabase {
  readonly port: DatabasePort;
  close(): void;
}

/** Opens the instance at `config.databaseURL` for the app. */
export function openDatabase(app: FirebaseApp, config: FirebaseConfig, platform: Platform): OpenDatabase {
  choseWebSockets ||= chooseWebSockets();
  const database = getDatabase(app, config.databaseURL);
  if (config.emulators) {
    const { hostname, port } = splitHost(config.emulators.database);
    connectDatabaseEmulator(database, hostname, port);
  }

  const connected = createStore(false);
  let offsetMs = 0;
  let isClosed = false;
  onValue(ref(database, '.info/connected'), (snapshot) => connected.set(snapshot.val() === true));
  onValue(ref(database, '.info/serverTimeOffset'), (snapshot) => {
    const offset: unknown = snapshot.val();
    if (typeof offset === 'number') offsetMs = offset;
  });

  function switchTo(online: boolean): void {
    if (isClosed) return;
    if (online) goOnline(database);
    else goOffline(database);
  }

  function reconnect(): void {
    switchTo(false);
    switchTo(true);
  }

  const link = { connected, reconnect, isOver: () => isClosed };
  const acknowledged = (write: () => Promise<void>): Promise<void> =>
    untilAcknowledged(platform, link, () =>
      write().catch((cause: unknown) => {
        throw databaseError(cause);
      }),
    );

  const port: DatabasePort = {
    connected,
    serverNow: () => platform.now() + offsetMs,
    listen(at, next, failed) {
      if (isClosed) return () => undefined;
      return onValue(
        sdkQuery(database, at),
        // The export format never turns keys that look like small numbers into an array.
        (snapshot) => next(snapshot.exportVal()),
        (cause) => failed(databaseError(cause)),
      );
    },
    read(at) {
      return new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new CoreError('offline'));
          return;
        }
        const cancel = platform.setTimeout(() => reject(new CoreError('offline')), READ_TIMEOUT_MS);
        get(sdkQuery(database, at)).then(
          (snapshot) => {
            cancel();
            resolve(snapshot.exportVal());
          },
          (cause: unknown) => {
            cancel();
            reject(databaseError(cause));
          },
        );
      });
    },
    update: (changes) => acknowledged(() => update(ref(database), { ...changes })),
    removeOnDisconnect: (path) => acknowledged(() => onDisconnect(ref(database, path)).remove()),
    keepOnDisconnect: (path) => acknowledged(() => onDisconnect(ref(database, path)).cancel()),
    reconnect,
    goOffline: () => switchTo(false),
    goOnline: () => switchTo(true),
  };
  return {
    port,
    close() {
      switchTo(false);
      isClosed = true;
    },
  };
}

function sdkQuery(database: Database, at: DataQuery): Query {
  const constraints: QueryConstraint[] = [];
  if (at.orderBy === 'key') constraints.push(orderByKey());
  else if (at.orderBy !== undefined) constraints.push(orderByChild(at.orderBy));
  if (at.startAt !== undefined) constraints.push(startAt(at.startAt));
  if (at.endAt !== undefined) constraints.push(endAt(at.endAt));
  if (at.limitToFirst !== undefined) constraints.push(limitToFirst(at.limitToFirst));
  if (at.limitToLast !== undefined) constraints.push(limitToLast(at.limitToLast));
  return query(ref(database, at.path), ...constraints);
}

function splitHost(host: string): { readonly hostname: string; readonly port: number } {
  const colon = host.lastIndexOf(':');
  return { hostname: host.slice(0, colon), port: Number(host.slice(colon + 1)) };
}
