import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import { accountToWire } from './account.ts';
import { readEmail } from './account-fields.ts';
import type { AuthState } from './auth-state.ts';
import { accountOfIdToken } from './issue-tokens.ts';

type Answer = Record<string, unknown>;

/** `accounts:lookup` by an end user: the account of the ID token. */
export function lookupOwnAccount(state: AuthState, body: BodyFields): Answer {
  const { account } = accountOfIdToken(state, body.string('idToken'));
  const { customAttributes: _hidden, ...shown } = accountToWire(account);
  return { kind: 'identitytoolkit#GetAccountInfoResponse', users: [shown] };
}

/** `accounts:delete` by an end user, where the project allows it. */
export function deleteOwnAccount(state: AuthState, body: BodyFields): Answer {
  const { account } = accountOfIdToken(state, body.string('idToken'));
  if (state.config.isDeletionDisabled) throw refuse(400, 'ADMIN_ONLY_OPERATION');
  state.accounts.remove(account.uid);
  return { kind: 'identitytoolkit#DeleteAccountResponse' };
}

/** `accounts:createAuthUri`: tells nothing about who is registered, as enumeration protection demands. */
export function createAuthUri(_state: AuthState, body: BodyFields): Answer {
  if (body.string('identifier') === undefined) throw refuse(400, 'MISSING_IDENTIFIER');
  readEmail(body.string('identifier'));
  if (body.string('continueUri') === undefined) throw refuse(400, 'MISSING_CONTINUE_URI');
  return { kind: 'identitytoolkit#CreateAuthUriResponse', sessionId: 'local' };
}
