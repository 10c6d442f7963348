import type { VisitorSignedIn } from '../model/calls/visitor-calls.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { SessionId, VisitorId } from '../model/ids.ts';
import type { AuthPort, CallPort, DatabasePort, UploadPort, VisitorPorts } from '../ports.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { liveSessionOver } from '../watch-session.ts';
import type { VisitorIdentity } from './visitor-identity.ts';
import type { VisitorSession } from './visitor-session.ts';

const RETRY_MS = 5000;

/** A signed-in visitor's connection, which signs in again by itself as long as the session's secret is good. */
export interface VisitorLink {
  readonly visitorId: VisitorId;
  readonly auth: AuthPort;
  readonly calls: CallPort;
  readonly uploads: UploadPort;
  readonly database: DatabasePort;
  /** Why there is no way back in; null while there is. */
  readonly ended: Readable<CoreError | null>;
  sessionId(): SessionId | null;
  /** Signs in anew as the same visitor. Rejects with a `CoreError`. */
  renew(): Promise<void>;
  /** Takes over what a sign-in of the same visitor answered. Rejects with a `CoreError`. */
  adopt(signedIn: VisitorSignedIn): Promise<void>;
  /** Does what ends the session on the server; nothing signs in again by itself, unless that fails. Rejects with a `CoreError`. */
  leave(end: (calls: CallPort) => Promise<unknown>): Promise<void>;
  close(): void;
}

/** Connects with what a first sign-in answered. `identity` is asked anew at each later one. Rejects with a `CoreError`. */
export async function openVisitorLink(
  ports: VisitorPorts,
  session: VisitorSession,
  { first, identity }: { readonly first: VisitorSignedIn; readonly identity: () => VisitorIdentity },
): Promise<VisitorLink> {
  const { platform } = ports;
  const ended = createStore<CoreError | null>(null);
  const { id, token, firebaseConfig } = first;

  let isLeaving = false;

  async function mint(): Promise<string> {
    if (isLeaving) throw new CoreError('session-ended');
    try {
      const again = await session.resume(identity(), id);
      // Everything here belongs to one visitor.
      if (again.id !== id) throw new CoreError('session-ended');
      ended.set(null);
      return again.token;
    } catch (cause) {
      if (isCoreError(cause) && !isPassing(cause)) ended.set(cause);
      throw cause;
    }
  }

  const connection = ports.connect({
    config: firebaseConfig,
    renew: () =>
      mint().catch((cause: unknown) => {
        if (isCoreError(cause) && !isPassing(cause)) return null;
        throw cause;
      }),
  });
  try {
    await connection.auth.signIn(token);
  } catch (cause) {
    await connection.close();
    throw cause;
  }

  const database = connection.database();
  let renewing: Promise<void> | undefined;
  let cancelRetry: (() => void) | undefined;

  function renew(): Promise<void> {
    renewing ??= mint()
      .then((again) => connection.auth.signIn(again))
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  }

  function renewWhenOver(over: boolean): void {
    cancelRetry?.();
    cancelRetry = undefined;
    if (!over) return;
    renew().catch((cause: unknown) => {
      if (!isCoreError(cause) || isPassing(cause))
        cancelRetry = platform.setTimeout(() => renewWhenOver(sessionOver.get()), RETRY_MS);
    });
  }

  const sessionOver = liveSessionOver(platform, database, connection.auth);
  const stop = sessionOver.subscribe(renewWhenOver);

  return {
    visitorId: id,
    auth: connection.auth,
    calls: connection.calls,
    uploads: connection.uploads,
    database,
    ended,
    sessionId: () => connection.auth.claims.get()?.sid ?? null,
    renew,
    async leave(end) {
      isLeaving = true;
      try {
        await end(connection.calls);
      } catch (cause) {
        isLeaving = false;
        renewWhenOver(sessionOver.get());
        throw cause;
      }
    },
    adopt: (signedIn) => connection.auth.signIn(signedIn.token),
    close() {
      stop();
      cancelRetry?.();
      void connection.close();
    },
  };
}

/** Whether the same may well succeed a little later. */
export function isPassing(cause: CoreError): boolean {
  return cause.code === 'offline' || cause.code === 'too-many-attempts' || cause.code === 'failed';
}
