/** What can be switched in the project's Auth settings. E-mail enumeration protection is always on. */
export interface AuthConfig {
  /** `client.permissions.disabledUserSignup`: end users cannot create accounts. */
  readonly isSignUpDisabled: boolean;
  /** `client.permissions.disabledUserDeletion`: end users cannot delete their account. */
  readonly isDeletionDisabled: boolean;
  /** `signIn.email.enabled`: e-mail and password sign people in. */
  readonly isPasswordEnabled: boolean;
  /** `signIn.anonymous.enabled`. */
  readonly isAnonymousEnabled: boolean;
  /** `local.lockAfterFailedSignIns`, which only this service has: wrong passwords in a row until an address is locked; 0 is never. */
  readonly lockAfterFailedSignIns: number;
}

/** A project as it is when nobody has touched its settings. */
export const DEFAULT_AUTH_CONFIG: AuthConfig = {
  isSignUpDisabled: false,
  isDeletionDisabled: false,
  isPasswordEnabled: true,
  isAnonymousEnabled: true,
  lockAfterFailedSignIns: 0,
};

/** The settings as the Identity Toolkit admin API (v2) shows them. */
export function configToWire(config: AuthConfig, projectId: string): Record<string, unknown> {
  return {
    name: `projects/${projectId}/config`,
    signIn: {
      email: { enabled: config.isPasswordEnabled, passwordRequired: true },
      anonymous: { enabled: config.isAnonymousEnabled },
      allowDuplicateEmails: false,
    },
    client: {
      permissions: {
        disabledUserSignup: config.isSignUpDisabled,
        disabledUserDeletion: config.isDeletionDisabled,
      },
    },
    emailPrivacyConfig: { enableImprovedEmailPrivacy: true },
    local: { lockAfterFailedSignIns: config.lockAfterFailedSignIns },
  };
}
