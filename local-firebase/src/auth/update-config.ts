import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';
import type { AuthState } from './auth-state.ts';

/**
 * Changes the settings that a PATCH of the project's config names; what it does not name stays.
 * Switching e-mail enumeration protection off is refused: it has no off here.
 */
export function updateConfig(state: AuthState, body: BodyFields): void {
  const permissions = body.object('client')?.object('permissions');
  const signIn = body.object('signIn');
  const privacy = body.object('emailPrivacyConfig')?.boolean('enableImprovedEmailPrivacy');
  if (privacy === false)
    throw refuse(400, 'INVALID_ARGUMENT', 'E-mail enumeration protection is always on locally.');
  if (signIn?.boolean('allowDuplicateEmails') === true) {
    throw refuse(400, 'INVALID_ARGUMENT', 'Duplicate e-mails are not supported locally.');
  }
  const { config } = state;
  state.config = {
    isSignUpDisabled: permissions?.boolean('disabledUserSignup') ?? config.isSignUpDisabled,
    isDeletionDisabled: permissions?.boolean('disabledUserDeletion') ?? config.isDeletionDisabled,
    isPasswordEnabled: signIn?.object('email')?.boolean('enabled') ?? config.isPasswordEnabled,
    isAnonymousEnabled: signIn?.object('anonymous')?.boolean('enabled') ?? config.isAnonymousEnabled,
    lockAfterFailedSignIns:
      body.object('local')?.integer('lockAfterFailedSignIns') ?? config.lockAfterFailedSignIns,
  };
  state.saved();
}
