import type { KeyObject } from 'node:crypto';
import type { Hono } from 'hono';
import type { AppCheck } from '../app-check/app-check.ts';
import type { Clock } from '../clock.ts';
import type { NodeBindings } from '../http/node-server.ts';
import type { TrustedCallers } from '../http/trusted-caller.ts';
import { openAuthState } from './auth-state.ts';
import { verifyIdToken, type IdTokenVerdict } from './id-token.ts';
import type { OutOfBandCode } from './out-of-band-codes.ts';
import { authRoutes } from './routes.ts';

/** The Auth service of one project. */
export interface AuthService {
  readonly app: Hono<NodeBindings>;
  /** Judges an ID token as the database and storage do: without looking at the account. */
  readonly verify: (idToken: string) => IdTokenVerdict;
  /** Mails that were "sent" and whose codes are unused, oldest first. */
  outbox(): readonly OutOfBandCode[];
  /** Forgets all users and codes. */
  reset(): void;
  /** Resolves when everything is on the disk. */
  flush(): Promise<void>;
}

/** `folder` keeps the users between starts; without it they live in memory. */
export function createAuthService(options: {
  readonly projectId: string;
  readonly clock: Clock;
  readonly folder: string | undefined;
  readonly callers: TrustedCallers;
  readonly appCheck: AppCheck;
  readonly log: (line: string) => void;
  /** Public half of the service account's key, once there is one. */
  readonly serviceAccountKey: () => KeyObject | undefined;
}): AuthService {
  const state = openAuthState(options);
  return {
    app: authRoutes(state, options),
    verify: (idToken) => verifyIdToken(idToken, options.projectId, options.clock.now()),
    outbox: () => state.codes.all().filter((code) => code.isMail),
    reset() {
      state.accounts.clear();
      state.codes.clear();
      state.failedSignIns.clear();
    },
    flush: () => state.flush(),
  };
}
