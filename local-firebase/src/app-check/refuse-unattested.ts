import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AppCheck } from './app-check.ts';

const REASON = 'Missing or invalid App Check token.';

/**
 * Answers a database request or upgrade with 401, and true, when the database wants App Check tokens and it brings none that
 * holds. Administrators need none; whether somebody is one is judged later.
 */
export function refuseUnattested(
  appCheck: AppCheck,
  request: IncomingMessage,
  answerTo: ServerResponse | Duplex,
): boolean {
  if (!appCheck.isEnforcedBy('database')) return false;
  // Not by URL: `//` is none, and this must answer whatever comes.
  const searchParams = new URLSearchParams(/\?(.*)$/s.exec(request.url ?? '')?.[1]);
  const claimsOwner =
    request.headers.authorization === 'Bearer owner' ||
    searchParams.get('access_token') === 'owner' ||
    searchParams.get('auth') === 'owner';
  const isPreflight = request.method === 'OPTIONS';
  if (claimsOwner || isPreflight) return false;
  if (appCheck.mayServe('database', request.headers, searchParams.get('ac'))) return false;
  const body = JSON.stringify({ error: REASON });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'access-control-allow-origin': request.headers.origin ?? '*',
    connection: 'close',
  };
  if (answerTo instanceof ServerResponse) {
    request.resume();
    answerTo.writeHead(401, headers).end(body);
  } else {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    answerTo.end(`HTTP/1.1 401 Unauthorized\r\n${lines.join('')}\r\n${body}`);
  }
  return true;
}
