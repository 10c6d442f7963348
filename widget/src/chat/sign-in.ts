import { createStore, isCoreError } from '@foyer/shared-core';
import type { CoreErrorCode, VisitorChat, Writable } from '@foyer/shared-core';

/** So long a sign-in may take before the visitor is told that there is no connection. */
const PATIENCE_MS = 8000;
/** A sign-in for which there was no connection is tried again after this time, or when the browser says that there is one. */
const RETRY_MS = 10_000;

/** The visitor's way in, tried again by itself as long as only the connection is missing. */
export interface SignIn {
  /** One is under way, or has not begun. */
  readonly isStarting: Writable<boolean>;
  isUnderWay(): boolean;
  /** Signs in; also after it failed. Never rejects: what goes wrong is told. */
  start(): Promise<void>;
  /** Fulfilled when none is under way. */
  settled(): Promise<void>;
  /** Nobody is signed in any more, and nobody will be by itself. */
  reset(): void;
}

interface SignInOptions {
  readonly chat: VisitorChat;
  readonly ended: AbortSignal;
  /** Called before each try. */
  readonly begins: () => void;
  /** Hears why it does not succeed; null when it has. */
  readonly tell: (trouble: CoreErrorCode | null) => void;
  /** Called each time it has succeeded. */
  readonly arrived: () => void;
}

/** Does nothing before `start`; ends with its signal. */
export function createSignIn({ chat, ended, begins, tell, arrived }: SignInOptions): SignIn {
  const isStarting = createStore(true);
  let starting: Promise<void> | null = null;
  let isOffline = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function say(trouble: CoreErrorCode | null): void {
    isOffline = trouble === 'offline';
    tell(trouble);
  }

  async function signIn(): Promise<void> {
    clearTimeout(retry);
    // A sign-in that hangs is no connection; it may still get through.
    const patience = setTimeout(() => {
      say('offline');
    }, PATIENCE_MS);
    try {
      await chat.start();
      if (ended.aborted) return;
      say(null);
      arrived();
    } catch (cause) {
      if (ended.aborted) return;
      say(isCoreError(cause) ? cause.code : 'failed');
      if (isOffline) retry = setTimeout(() => void start(), RETRY_MS);
    } finally {
      clearTimeout(patience);
      isStarting.set(false);
      starting = null;
    }
  }

  function start(): Promise<void> {
    begins();
    return (starting ??= signIn());
  }

  // What is written without a connection is promised to be sent when it is back, also before the first sign-in.
  addEventListener('online', () => void (isOffline && start()), { signal: ended });
  ended.addEventListener('abort', () => {
    clearTimeout(retry);
  });

  return {
    isStarting,
    isUnderWay: () => starting !== null,
    start,
    settled: async () => starting ?? undefined,
    reset() {
      clearTimeout(retry);
      isOffline = false;
      isStarting.set(true);
    },
  };
}
