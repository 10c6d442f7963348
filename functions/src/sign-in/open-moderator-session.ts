import { type Moderator, type ModeratorClaims, type ModeratorSignedIn } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import type { ModeratorCaller } from '../authority/authorize.ts';
import { logInfo } from '../log.ts';
import { randomId, sha256 } from '../secrets.ts';
import { browserName } from '../sessions/browser-name.ts';
import { sessionsPath } from '../sessions/moderator-sessions.ts';
import { firebaseConfig } from './firebase-config.ts';
import { MODERATOR_SESSION_MS, sessionUpdate } from './session.ts';
import type { SignInAttempt } from './sign-in-attempt.ts';

/** For this long an address from which an account has signed in is not held up by failures elsewhere. */
const KNOWN_ADDRESS_MS = 30 * 24 * 60 * 60_000;

/** How a moderator proved who they are. */
export interface SignInProof {
  /** `password`, `passkey`, or the id of a provider. */
  readonly method: string;
  /** The second factor that was used; a passkey as the only step counts as one, too. */
  readonly factor?: 'totp' | 'passkey' | 'recovery';
  /** Hash of the e-mail address that the password belonged to. */
  readonly account?: string;
}

/** Opens a session for somebody who is through, and tells the audit log. */
export async function openModeratorSession(
  attempt: SignInAttempt,
  moderator: Moderator,
  { method, factor, account }: SignInProof,
): Promise<ModeratorSignedIn> {
  const { ports, database, address, now } = attempt;
  const claims = claimsOf(moderator, randomId());
  const { id, role, sid } = claims;
  const until = now + MODERATOR_SESSION_MS;
  const browser = browserName(attempt.userAgent);
  const accounts = await ports.accounts();
  const detail = { method, ...(factor === undefined ? {} : { factor }) };
  const [token] = await Promise.all([
    accounts.mintToken(id, claims),
    database.update({
      ...sessionUpdate(claims, until, { factor: factor !== undefined }),
      [`${sessionsPath(id)}/${sid}`]: {
        ...{ at: now, until, address: address.client },
        ...(browser === undefined ? {} : { browser }),
      },
      [`server/moderator-accounts/${id}/lastSignInAt`]: now,
      ...(account === undefined
        ? {}
        : { [knownAddressPath(account, address.client)]: now + KNOWN_ADDRESS_MS }),
      ...auditUpdate(
        callerOf(moderator, address.client, sid),
        { action: 'moderator.sign-in', outcome: 'done', detail },
        now,
      ),
    }),
  ]);
  logInfo('sign-in.moderator', { id, role, ...detail });
  return { token, id, firebaseConfig: firebaseConfig() };
}

/** Where it is remembered that an account has signed in from an address. */
export function knownAddressPath(account: string, client: string): string {
  return `server/known-addresses/${account}/${sha256(client).slice(0, 32)}`;
}

/** A moderator as the one who acts, before there is a token that says so. */
export function callerOf(moderator: Moderator, address: string, sid = ''): ModeratorCaller {
  const { id, role, level } = claimsOf(moderator, sid);
  return { kind: 'moderator', id, role, level, sid, moderator, address };
}

function claimsOf({ id, level }: Moderator, sid: string): ModeratorClaims {
  return level === 3 ? { id, role: 'admin', level, sid } : { id, role: 'operator', level, sid };
}
