import type { CallName, Calls } from '@foyer/shared-core/model';

/** Where the services of a running stack are, as `.foyer/addresses.json` says it. */
export interface Addresses {
  readonly hosting: string;
  readonly database: string;
  readonly auth: string;
  readonly storage: string;
  readonly functions: string;
  readonly projectId: string;
  /** `sqlite:<file>` or a MySQL address. */
  readonly archive: string;
}

/** Somebody signed in, by the same requests a client makes. */
export interface SignedIn {
  readonly id: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

const REGION = 'europe-west1';

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${new URL(response.url).pathname} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Plain HTTP to a local stack: the callables, the sign-in, and the database under its rules. */
export function createApi(addresses: Addresses) {
  const { auth, database, functions, projectId } = addresses;
  const databaseUrl = (path: string, token: string): string =>
    `${database}/${path}.json?ns=${projectId}-default-rtdb${token === 'owner' ? '' : `&auth=${token}`}`;

  return {
    /** Calls a callable function; `idToken` is who calls. */
    async call<N extends CallName>(
      name: N,
      data: Calls[N]['request'],
      idToken?: string,
    ): Promise<Calls[N]['response']> {
      const response = await fetch(`${functions}/${projectId}/${REGION}/${name}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(idToken === undefined ? {} : { authorization: `Bearer ${idToken}` }),
        },
        body: JSON.stringify({ data }),
      });
      return ((await answerOf(response)) as { result: Calls[N]['response'] }).result;
    },

    /** Exchanges a minted token for an ID token. */
    async exchange(id: string, token: string): Promise<SignedIn> {
      const url = `${auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken?key=demo`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, returnSecureToken: true }),
      });
      const { idToken, refreshToken } = (await answerOf(response)) as Omit<SignedIn, 'id'>;
      return { id, idToken, refreshToken };
    },

    /** A new ID token of the same session. */
    async refresh(who: SignedIn): Promise<SignedIn> {
      const response = await fetch(`${auth}/securetoken.googleapis.com/v1/token?key=demo`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: who.refreshToken }),
      });
      const answer = (await answerOf(response)) as { id_token: string; refresh_token: string };
      return { id: who.id, idToken: answer.id_token, refreshToken: answer.refresh_token };
    },

    /** One multi-path update as `token`'s holder, under the rules; `owner` is the local administrator. */
    async update(update: Readonly<Record<string, unknown>>, token: string): Promise<void> {
      const response = await fetch(databaseUrl('', token), {
        method: 'PATCH',
        headers: token === 'owner' ? { authorization: 'Bearer owner' } : {},
        body: JSON.stringify(update),
      });
      await answerOf(response);
    },

    /** Creates an account as the local administrator; resolves with its id. */
    async createAccount(email: string, password: string, displayName: string): Promise<string> {
      const url = `${auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
        body: JSON.stringify({ email, password, displayName }),
      });
      return ((await answerOf(response)) as { localId: string }).localId;
    },
  };
}

export type Api = ReturnType<typeof createApi>;
