import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock.ts';
import { DatabaseError } from '../tree/database-error.ts';
import { NOBODY, type Identity, type TokenVerifier } from './access.ts';
import { judgeCredential } from './credentials.ts';
import type { Namespace } from './namespace.ts';
import { parsePath, type Path } from './path.ts';

/** The longest body taken, in bytes (documented limit of one write through REST). */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** What REST needs of the server around it. */
export interface RestHost {
  readonly clock: Clock;
  readonly tokens: TokenVerifier;
  readonly defaultNamespace: string;
  namespace(name: string): Namespace;
  /** The rules as they were given. */
  rulesSource(name: string): string | object;
  /** Replaces the rules. Throws what the compiler throws. */
  setRules(name: string, source: string): void;
  /** The last refusals with their reasons. */
  denials(name: string): readonly object[];
  isTrusted(headers: IncomingMessage['headers']): boolean;
  /** Returns when what was written is as durable as it gets: an answer must not come before. */
  makeDurable(): void;
}

/** A REST request, read but not yet done. */
export interface RestRequest {
  readonly method: string;
  /** As in the address. */
  readonly pathname: string;
  /** Where the data lies; the root for addresses that ask for no data. */
  readonly path: Path;
  readonly parameters: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly namespaceName: string;
  readonly namespace: Namespace;
  readonly identity: Identity;
  /** When the credential stops to hold, in milliseconds since 1970; null for never. */
  readonly expiresAt: number | null;
}

/** Addresses that ask about the database itself rather than its data. */
export const RULES_PATH = '/.settings/rules.json';
export const COVERAGE_PATH = '/.inspect/coverage.json';
export const DENIALS_PATH = '/.inspect/denials.json';
const INSPECTION_PATHS: readonly string[] = [RULES_PATH, COVERAGE_PATH, DENIALS_PATH];

/** Reads address, credential and headers. Throws `DatabaseError`. */
export function readRestRequest(request: IncomingMessage, host: RestHost): RestRequest {
  const text = request.url ?? '/';
  if (!URL.canParse(text, 'http://localhost')) throw new DatabaseError('invalid_path', 'Invalid address.');
  const url = new URL(text, 'http://localhost');
  const namespaceName = url.searchParams.get('ns') ?? host.defaultNamespace;
  const override = request.headers['x-http-method-override'];
  return {
    method: typeof override === 'string' ? override.toUpperCase() : (request.method ?? 'GET'),
    pathname: url.pathname,
    path: INSPECTION_PATHS.includes(url.pathname) ? [] : readPath(url.pathname),
    parameters: url.searchParams,
    headers: request.headers,
    namespaceName,
    namespace: host.namespace(namespaceName),
    ...identify(request, url.searchParams, host),
  };
}

function readPath(pathname: string): Path {
  if (!pathname.endsWith('.json')) {
    throw new DatabaseError('invalid_path', 'A path must end in .json.');
  }
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname.slice(0, -'.json'.length));
  } catch {
    throw new DatabaseError('invalid_path', 'Invalid path: Invalid token in path');
  }
  return parsePath(decoded);
}

function identify(
  request: IncomingMessage,
  parameters: URLSearchParams,
  host: RestHost,
): { identity: Identity; expiresAt: number | null } {
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const credential = bearer ?? parameters.get('access_token') ?? parameters.get('auth');
  if (credential === null || credential === '') return { identity: NOBODY, expiresAt: null };
  const override = parameters.get('auth_variable_override');
  const verdict = judgeCredential(host.tokens, {
    credential,
    isTrusted: host.isTrusted(request.headers),
    ...(override === null ? {} : { actAs: parseOverride(override) }),
  });
  if (!verdict.ok) throw new DatabaseError(verdict.code, verdict.reason);
  return verdict;
}

function parseOverride(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object') return parsed as Record<string, unknown> | null;
  } catch {
    // Falls through to the refusal.
  }
  throw new DatabaseError('invalid_query', 'auth_variable_override must be a JSON object.');
}

/** Reads a request's body as text. Throws `too_big`. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES)
      throw new DatabaseError('too_big', 'Data to write exceeds the maximum size.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads a body as JSON. Throws `invalid_data`. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DatabaseError('invalid_data', "Invalid data; couldn't parse JSON object, array, or value.");
  }
}
