import { generateKeyPair, randomUUID, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { decodeJwt } from '../auth/unsigned-jwt.ts';
import type { Clock } from '../clock.ts';

/** Services that can be told to refuse whoever brings no App Check token; functions say so themselves. */
export type AttestedService = 'auth' | 'database' | 'storage';

export interface AppCheckOptions {
  /** Services that want a valid token of every client. Default none. */
  readonly enforce?: readonly AttestedService[];
  /** Debug tokens that are exchanged for App Check tokens, as they are registered in Firebase's console. Default none. */
  readonly debugTokens?: readonly string[];
}

/** What a token is made for. */
export interface AppCheckTokenRequest {
  readonly appId: string;
  /** Life in milliseconds, 30 minutes to 7 days on the live service. Default an hour. */
  readonly ttlMs?: number;
  /** Default a random one; the token's name among those that were consumed. */
  readonly jti?: string;
}

/** The claims of a token that holds. */
interface AppCheckClaims {
  readonly jti: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

/** An hour, the default of the live service's providers. */
export const APP_CHECK_TTL_MS = 3_600_000;
/** Projects here have no number; every audience list names this one beside the project's id. */
const PROJECT_NUMBER = '1';
const KEY_ID = 'local';

const generate = promisify(generateKeyPair);

/** Makes, judges and consumes the App Check tokens of one project, signed with a key that only this stack has. */
export class AppCheck {
  readonly #projectId: string;
  readonly #clock: Clock;
  readonly #options: AppCheckOptions;
  readonly #consumed = new Set<string>();
  /** Made when it is first needed: most stacks never need it. */
  #making: Promise<{ privateKey: KeyObject; publicKey: KeyObject }> | undefined;
  #publicKey: KeyObject | undefined;

  constructor(projectId: string, clock: Clock, options: AppCheckOptions = {}) {
    this.#projectId = projectId;
    this.#clock = clock;
    this.#options = options;
  }

  isDebugToken(token: string): boolean {
    return this.#options.debugTokens?.includes(token) === true;
  }

  /** Makes a token that firebase-admin accepts when it takes its keys from {@link AppCheck.jwks}. */
  async mint({ appId, ttlMs = APP_CHECK_TTL_MS, jti = randomUUID() }: AppCheckTokenRequest): Promise<string> {
    const { privateKey } = await this.#keys();
    const iat = Math.floor(this.#clock.now() / 1000);
    const content = [
      { alg: 'RS256', typ: 'JWT', kid: KEY_ID },
      {
        iss: `https://firebaseappcheck.googleapis.com/${PROJECT_NUMBER}`,
        sub: appId,
        aud: [`projects/${PROJECT_NUMBER}`, `projects/${this.#projectId}`],
        ...{ iat, exp: iat + Math.floor(ttlMs / 1000), jti },
      },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`;
  }

  /** The public key as a JSON Web Key Set. */
  async jwks(): Promise<{ keys: readonly JsonWebKey[] }> {
    const { publicKey } = await this.#keys();
    return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  }

  /** Whether the token is one of this stack's for this project and has not expired. */
  holds(token: string): boolean {
    return this.#read(token) !== undefined;
  }

  /** Uses a token up; whether that had happened before. Undefined for one that does not hold. */
  consume(token: string): boolean | undefined {
    const claims = this.#read(token);
    if (claims === undefined) return undefined;
    const isAgain = this.#consumed.has(claims.jti);
    this.#consumed.add(claims.jti);
    return isAgain;
  }

  /** Whether a service wants tokens at all. */
  isEnforcedBy(service: AttestedService): boolean {
    return this.#options.enforce?.includes(service) === true;
  }

  /** Whether a service may serve a client: it does not ask for tokens, or one that holds is in the header or `ac`. */
  mayServe(service: AttestedService, headers: IncomingHttpHeaders, ac?: string | null): boolean {
    if (!this.isEnforcedBy(service)) return true;
    const header = headers['x-firebase-appcheck'];
    const token = typeof header === 'string' ? header : (ac ?? '');
    return this.holds(token);
  }

  #read(token: string): AppCheckClaims | undefined {
    const jwt = decodeJwt(token);
    // Where no key was made yet, no token was made either.
    if (jwt === undefined || this.#publicKey === undefined || jwt.header['alg'] !== 'RS256') return undefined;
    if (!verify('RSA-SHA256', Buffer.from(jwt.signed), this.#publicKey, jwt.signature)) return undefined;
    const claims = jwt.payload as unknown as AppCheckClaims;
    return claims.exp * 1000 > this.#clock.now() ? claims : undefined;
  }

  #keys(): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
    this.#making ??= generate('rsa', { modulusLength: 2048 }).then((pair) => {
      this.#publicKey = pair.publicKey;
      return pair;
    });
    return this.#making;
  }
}
