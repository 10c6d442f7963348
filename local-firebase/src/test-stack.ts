import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeUnsignedJwt } from './auth/unsigned-jwt.ts';
import type { LocalFirebase, LocalFirebaseOptions } from './local-firebase.ts';
import { startLocalFirebase } from './start-local-firebase.ts';

/** The fixtures' folder with firebase.json, rules, a public folder, and beside it a functions bundle. */
export const FIXTURE_SITE = fileURLToPath(new URL('../fixtures/site', import.meta.url));
export const FIXTURE_FUNCTIONS = fileURLToPath(new URL('../fixtures/functions', import.meta.url));

/** An answer of a JSON service. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** A whole local Firebase on free ports with what a test opens around it; `close` ends it all. */
export class TestStack {
  readonly firebase: LocalFirebase;
  readonly #cleanUps: (() => unknown)[] = [];

  private constructor(firebase: LocalFirebase) {
    this.firebase = firebase;
  }

  /** Starts the fixture site, without functions unless asked for. */
  static async start(options: LocalFirebaseOptions = {}): Promise<TestStack> {
    return new TestStack(
      await startLocalFirebase({ root: FIXTURE_SITE, projectId: 'demo-test', functions: false, ...options }),
    );
  }

  /** Runs before the stack goes, latest first. */
  onClose(cleanUp: () => unknown): void {
    this.#cleanUps.unshift(cleanUp);
  }

  async close(): Promise<void> {
    for (const cleanUp of this.#cleanUps.splice(0)) await cleanUp();
    await this.firebase.close();
  }

  /** `host:port` of a service, as the `FIREBASE_*_EMULATOR_HOST` variables want it. */
  hostOf(service: keyof LocalFirebase['urls']): string {
    return new URL(this.firebase.urls[service]).host;
  }

  /** Calls `accounts:<method>` as an end user. */
  async accounts(method: string, body: object, headers: Record<string, string> = {}): Promise<JsonAnswer> {
    return postJson(
      `${this.firebase.urls.auth}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=any`,
      body,
      headers,
    );
  }

  /** Calls `projects/<id>/accounts<call>` as an administrator. */
  async admin(call: string, body: object, headers: Record<string, string> = {}): Promise<JsonAnswer> {
    const { urls, projectId } = this.firebase;
    const url = `${urls.auth}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts${call}`;
    return postJson(url, body, { authorization: 'Bearer owner', ...headers });
  }

  /** Exchanges a refresh token. */
  async refresh(refreshToken: unknown): Promise<JsonAnswer> {
    const response = await fetch(`${this.firebase.urls.auth}/securetoken.googleapis.com/v1/token?key=any`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(refreshToken) }),
    });
    return answerOf(response);
  }
}

/** A custom token as the Admin SDK makes it for an Auth emulator; `now` in milliseconds. */
export function customToken(uid: string, claims: object = {}, now = Date.now()): string {
  const issuedAt = Math.floor(now / 1000);
  return encodeUnsignedJwt({
    aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
    iss: 'firebase-auth-emulator@example.com',
    sub: 'firebase-auth-emulator@example.com',
    iat: issuedAt,
    exp: issuedAt + 3600,
    uid,
    claims,
  });
}

/** Posts JSON and reads JSON. */
export async function postJson(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

/** A folder of its own for a test; the caller removes it with the returned function. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'lf-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function answerOf(response: Response): Promise<JsonAnswer> {
  const text = await response.text();
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, body, headers: response.headers };
}
