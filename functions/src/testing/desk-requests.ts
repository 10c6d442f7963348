import type { CallName } from '@foyer/shared-core/model';

/** Calls that need no session: they open one, end one, or prove by something else who asks. */
export type OpenCall =
  | 'loginExternal'
  | 'loginInternal'
  | 'signInOptions'
  | 'requestPasswordReset'
  | 'resetPassword'
  | 'confirmFactor'
  | 'logout';

type DeskCall = Exclude<CallName, OpenCall>;

/** One request, in a shape that is understood, of every call that demands a session. */
export function deskRequests(brand: string): Readonly<Record<DeskCall, object>> {
  const account = { email: 'somebody@test.example', name: 'Somebody', active: true, everyBrand: false };
  return {
    fileLink: { brand, room: 'room', message: 'message' },
    mailTranscript: {
      ...{ brand, room: 'room', email: 'somebody@test.example', locale: 'en', timeZone: 'UTC' },
    },
    ownData: {},
    eraseOwnData: { sessionSecret: 'secret' },
    reauthenticate: { password: 'a password' },
    reauthenticationOptions: {},
    listFactors: {},
    beginFactor: { kind: 'totp' },
    renameFactor: { id: 'factor', name: 'Phone' },
    removeFactor: { id: 'factor' },
    newRecoveryCodes: {},
    listSessions: {},
    endSessions: { which: 'others' },
    listBrands: {},
    listModerators: {},
    saveModerator: { ...account, role: 'operator', brands: [brand] },
    inviteAgain: { id: 'lucia' },
    resetFactors: { id: 'lucia' },
    securityPolicy: {},
    saveSecurityPolicy: { secondFactor: { operator: false, admin: false } },
    brandAccess: { brand },
    saveBrandAccess: {
      brand,
      access: {
        ...{ guests: 'allowed', vouching: 'optional', origins: [], appCheck: false, userHash: false },
        issuers: [],
      },
    },
    createBrandKey: { brand, use: 'vouching' },
    revokeBrandKey: { brand, kid: 'k_aaaaaaaaaaaaaaaaaaaaaa' },
    banVisitor: { brand, visitorId: 'g_x', until: Date.now() + 60_000, reason: 'abuse' },
    liftBan: { brand, id: 'ban' },
    acceptArchivedDay: { brand, day: '2026-11-21' },
    listBans: { brand },
    listAudit: { brand },
    whoCanRead: { brand, room: 'room' },
    searchArchive: { text: 'word', brand },
    conversationReport: { brand, from: 0, to: 1, timeZone: 'UTC' },
    customerCard: { brand, visitorId: 'g_x' },
  };
}
