import { callable } from './callable.ts';
import { archive, desk, erasing, minting, signIn } from './instances.ts';

// What widget and desk call. Each handler is loaded with its first call.

export const loginExternal = callable(
  'loginExternal',
  minting,
  async () => (await import('./sign-in/login-external.ts')).loginExternal,
);
export const loginInternal = callable(
  'loginInternal',
  minting,
  async () => (await import('./sign-in/login-internal.ts')).loginInternal,
);
export const signInOptions = callable(
  'signInOptions',
  signIn,
  async () => (await import('./sign-in/sign-in-options.ts')).signInOptions,
);
export const requestPasswordReset = callable(
  'requestPasswordReset',
  signIn,
  async () => (await import('./passwords/request-password-reset.ts')).requestPasswordReset,
);
export const resetPassword = callable(
  'resetPassword',
  signIn,
  async () => (await import('./passwords/reset-password.ts')).resetPassword,
);
export const beginFactor = callable(
  'beginFactor',
  signIn,
  async () => (await import('./factors/begin-factor.ts')).beginFactor,
);
export const confirmFactor = callable(
  'confirmFactor',
  minting,
  async () => (await import('./factors/confirm-factor.ts')).confirmFactor,
);
export const reauthenticate = callable(
  'reauthenticate',
  signIn,
  async () => (await import('./sessions/reauthenticate.ts')).reauthenticate,
);
export const reauthenticationOptions = callable(
  'reauthenticationOptions',
  signIn,
  async () => (await import('./sessions/reauthenticate.ts')).reauthenticationOptions,
);
export const logout = callable('logout', signIn, async () => (await import('./sign-in/logout.ts')).logout);

export const fileLink = callable(
  'fileLink',
  desk,
  async () => (await import('./desk/file-link.ts')).fileLink,
);
export const mailTranscript = callable(
  'mailTranscript',
  desk,
  async () => (await import('./transcript/mail-transcript.ts')).mailTranscript,
);
export const listBrands = callable(
  'listBrands',
  desk,
  async () => (await import('./desk/list-brands.ts')).listBrands,
);
export const listModerators = callable(
  'listModerators',
  desk,
  async () => (await import('./desk/list-moderators.ts')).listModerators,
);
export const saveModerator = callable(
  'saveModerator',
  desk,
  async () => (await import('./desk/save-moderator.ts')).saveModerator,
);
export const inviteAgain = callable(
  'inviteAgain',
  desk,
  async () => (await import('./passwords/invite-again.ts')).inviteAgain,
);
export const listFactors = callable(
  'listFactors',
  desk,
  async () => (await import('./factors/list-factors.ts')).listFactors,
);
export const renameFactor = callable(
  'renameFactor',
  desk,
  async () => (await import('./factors/rename-factor.ts')).renameFactor,
);
export const removeFactor = callable(
  'removeFactor',
  desk,
  async () => (await import('./factors/remove-factor.ts')).removeFactor,
);
export const newRecoveryCodes = callable(
  'newRecoveryCodes',
  desk,
  async () => (await import('./factors/new-recovery-codes.ts')).newRecoveryCodes,
);
export const resetFactors = callable(
  'resetFactors',
  desk,
  async () => (await import('./factors/reset-factors.ts')).resetFactors,
);
export const securityPolicy = callable(
  'securityPolicy',
  desk,
  async () => (await import('./factors/change-security-policy.ts')).securityPolicy,
);
export const saveSecurityPolicy = callable(
  'saveSecurityPolicy',
  desk,
  async () => (await import('./factors/change-security-policy.ts')).saveSecurityPolicy,
);
export const listSessions = callable(
  'listSessions',
  desk,
  async () => (await import('./sessions/list-sessions.ts')).listSessions,
);
export const endSessions = callable(
  'endSessions',
  desk,
  async () => (await import('./sessions/end-sessions.ts')).endSessions,
);
export const banVisitor = callable(
  'banVisitor',
  desk,
  async () => (await import('./bans/ban-visitor.ts')).banVisitor,
);
export const liftBan = callable('liftBan', desk, async () => (await import('./bans/lift-ban.ts')).liftBan);
export const acceptArchivedDay = callable(
  'acceptArchivedDay',
  desk,
  async () => (await import('./seals/accept-archived-day.ts')).acceptArchivedDay,
);
export const listBans = callable(
  'listBans',
  desk,
  async () => (await import('./bans/list-bans.ts')).listBans,
);
export const brandAccess = callable(
  'brandAccess',
  desk,
  async () => (await import('./brand-access/brand-access.ts')).brandAccess,
);
export const saveBrandAccess = callable(
  'saveBrandAccess',
  desk,
  async () => (await import('./brand-access/save-brand-access.ts')).saveBrandAccess,
);
export const createBrandKey = callable(
  'createBrandKey',
  desk,
  async () => (await import('./brand-access/change-brand-keys.ts')).createBrandKey,
);
export const revokeBrandKey = callable(
  'revokeBrandKey',
  desk,
  async () => (await import('./brand-access/change-brand-keys.ts')).revokeBrandKey,
);
export const whoCanRead = callable(
  'whoCanRead',
  desk,
  async () => (await import('./desk/who-can-read.ts')).whoCanRead,
);
export const customerCard = callable(
  'customerCard',
  desk,
  async () => (await import('./customer/customer-card.ts')).customerCard,
);

export const ownData = callable(
  'ownData',
  archive,
  async () => (await import('./own-data/own-data.ts')).ownData,
);
export const eraseOwnData = callable(
  'eraseOwnData',
  erasing,
  async () => (await import('./erasure/erase-own-data.ts')).eraseOwnData,
);
export const searchArchive = callable(
  'searchArchive',
  archive,
  async () => (await import('./desk/search-archive.ts')).searchArchive,
);
export const listAudit = callable(
  'listAudit',
  archive,
  async () => (await import('./audit/list-audit.ts')).listAudit,
);
export const conversationReport = callable(
  'conversationReport',
  archive,
  async () => (await import('./desk/conversation-report.ts')).conversationReport,
);
