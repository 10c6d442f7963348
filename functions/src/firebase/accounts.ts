import { getAuth, type UserRecord } from 'firebase-admin/auth';
import { FunctionError } from '../errors/function-error.ts';
import type { Accounts } from '../ports.ts';
import { adminApp } from './admin-app.ts';
import { createTokenSigner } from './token-signer.ts';

/** Most accounts that one look-up answers. */
const LOOK_UP = 100;

/** What the caller of `saveModerator` can mend, by the Auth service's code. */
const CALLERS_FAULT = new Map([
  ['auth/email-already-exists', 'email'],
  ['auth/invalid-email', 'email'],
  ['auth/invalid-password', 'password'],
  ['auth/weak-password', 'password'],
]);

/** Firebase Auth through the Admin SDK. */
export function createAccounts(): Accounts {
  const auth = getAuth(adminApp());
  const sign = createTokenSigner();
  return {
    mintToken: (uid, claims) => answered(sign(uid, claims)),
    async create({ email, password, name }) {
      const user = await answered(
        auth.createUser({ email, password, displayName: name, emailVerified: true }),
      );
      return user.uid;
    },
    async change(uid, { email, password, name, disabled }) {
      await answered(
        auth.updateUser(uid, {
          ...(email === undefined ? {} : { email }),
          ...(password === undefined ? {} : { password }),
          ...(name === undefined ? {} : { displayName: name }),
          ...(disabled === undefined ? {} : { disabled }),
        }),
      );
      if (disabled === true || password !== undefined) await answered(auth.revokeRefreshTokens(uid));
    },
    async emails(uids) {
      const found = new Map<string, string>();
      for (let from = 0; from < uids.length; from += LOOK_UP) {
        const { users } = await answered(
          auth.getUsers(uids.slice(from, from + LOOK_UP).map((uid) => ({ uid }))),
        );
        for (const { uid, email } of users) if (email !== undefined) found.set(uid, email);
      }
      return found;
    },
    async byEmail(email) {
      try {
        const user = await auth.getUserByEmail(email);
        return { uid: user.uid, email: user.email ?? '' };
      } catch (cause) {
        const code = String((cause as { code?: unknown }).code);
        // What is no address at all is nobody's either.
        if (code === 'auth/user-not-found' || code === 'auth/invalid-email') return null;
        throw new FunctionError('failed', 'Auth does not answer', { cause });
      }
    },
    remove: (uid) => answered(auth.deleteUser(uid)),
    async records(uids) {
      const found: UserRecord[] = [];
      for (let from = 0; from < uids.length; from += LOOK_UP) {
        const identifiers = uids.slice(from, from + LOOK_UP).map((uid) => ({ uid }));
        found.push(...(await answered(auth.getUsers(identifiers))).users);
      }
      return found;
    },
    async createBare(uids) {
      if (uids.length === 0) return;
      const { errors } = await answered(auth.importUsers(uids.map((uid) => ({ uid }))));
      if (errors.length > 0) throw new FunctionError('failed', `${errors.length} accounts were not made`);
    },
    async clean(uid) {
      await answered(auth.updateUser(uid, { displayName: null, photoURL: null, disabled: false }));
      await answered(auth.setCustomUserClaims(uid, null));
    },
  };
}

async function answered<Answer>(asked: Promise<Answer>): Promise<Answer> {
  try {
    return await asked;
  } catch (cause) {
    const code = String((cause as { code?: unknown }).code);
    const field = CALLERS_FAULT.get(code);
    if (field !== undefined) throw new FunctionError('bad-input', code, { cause, field });
    if (code === 'auth/user-not-found') throw new FunctionError('not-found', 'no such account', { cause });
    throw new FunctionError('failed', 'Auth does not answer', { cause });
  }
}
