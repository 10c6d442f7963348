import { createHash, verify } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { refuse } from '../local-firebase-error.ts';

const ALGORITHM = 'GOOG4-RSA-SHA256';

/** Longest life of a V4 signed URL, in seconds. */
const LONGEST_LIFE_S = 604_800;

/** Who may sign. */
export interface UrlSigner {
  readonly email: string;
  readonly publicKey: Parameters<typeof verify>[2];
}

/**
 * Checks the V4 signature of a request as Cloud Storage does: algorithm, signer, time, the headers and the query that
 * were signed. `now` in milliseconds. Refuses 403 for anything that does not hold, 400 for other kinds of signature.
 * The scheme: https://cloud.google.com/storage/docs/access-control/signed-urls and `canonical-requests` beside it.
 */
export function checkSignedUrl(
  request: IncomingMessage,
  url: URL,
  signer: UrlSigner | undefined,
  now: number,
): void {
  const query = (name: string): string => url.searchParams.get(name) ?? '';
  if (query('X-Goog-Algorithm') !== ALGORITHM) {
    throw refuse(400, 'InvalidArgument', 'Only V4 signatures with GOOG4-RSA-SHA256 are supported.');
  }
  const date = query('X-Goog-Date');
  const scope = `${date.slice(0, 8)}/auto/storage/goog4_request`;
  if (signer === undefined || query('X-Goog-Credential') !== `${signer.email}/${scope}`) {
    throw refuse(403, 'AccessDenied', 'The signer is not the service account of this stack.');
  }
  checkTime(date, query('X-Goog-Expires'), now);
  const signedHeaders = query('X-Goog-SignedHeaders').split(';');
  checkHeadersCovered(request, signedHeaders);
  const signature = Buffer.from(query('X-Goog-Signature'), 'hex');
  const holds = possibleHosts(request).some((host) => {
    const canonical = canonicalRequest(request, url, signedHeaders, host);
    const digest = createHash('sha256').update(canonical).digest('hex');
    const text = [ALGORITHM, date, scope, digest].join('\n');
    return verify('RSA-SHA256', Buffer.from(text), signer.publicKey, signature);
  });
  if (!holds) throw refuse(403, 'SignatureDoesNotMatch');
}

function checkTime(date: string, expires: string, now: number): void {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date);
  const life = Number(expires);
  if (match === null || !/^\d+$/.test(expires) || life < 1 || life > LONGEST_LIFE_S) {
    throw refuse(400, 'AuthorizationQueryParametersError', 'X-Goog-Date or X-Goog-Expires is not valid.');
  }
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const from = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  if (now < from) throw refuse(403, 'AccessDenied', 'The signed URL is not valid yet.');
  if (now >= from + life * 1000) throw refuse(400, 'ExpiredToken', 'The signed URL has expired.');
}

/** Headers that change what a request does must be signed, or whoever holds the URL could add them. */
function checkHeadersCovered(request: IncomingMessage, signedHeaders: readonly string[]): void {
  const loose = Object.keys(request.headers).find(
    (name) => name.startsWith('x-goog-') && !signedHeaders.includes(name),
  );
  if (loose !== undefined) throw refuse(403, 'AccessDenied', `The header ${loose} is not signed.`);
  if (!signedHeaders.includes('host')) throw refuse(403, 'AccessDenied', 'The header host is not signed.');
}

/** Google's own library signs the host's name alone, others with its port. */
function possibleHosts(request: IncomingMessage): string[] {
  const host = request.headers.host ?? '';
  return [host.replace(/:\d+$/, ''), host];
}

function canonicalRequest(
  request: IncomingMessage,
  url: URL,
  signedHeaders: readonly string[],
  host: string,
): string {
  const headers = signedHeaders.map((name) => {
    const value = name === 'host' ? host : (request.headersDistinct[name] ?? []).join(',');
    return `${name}:${value.trim().replaceAll(/\s{2,}/g, ' ')}\n`;
  });
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Goog-Signature')
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const payload = request.headers['x-goog-content-sha256'];
  return [
    request.method,
    url.pathname
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/'),
    query.join('&'),
    headers.join(''),
    signedHeaders.join(';'),
    typeof payload === 'string' ? payload : 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

/** Percent-encoding that leaves only letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
