import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { FunctionError } from '../errors/function-error.ts';
import { isLoopback, isPublicAddress } from './private-address.ts';

const TIMEOUT_MS = 3_000;
const MOST_BYTES = 64 * 1024;

export interface SignedPost {
  readonly url: string;
  /** Shared with the receiver; signs and never leaves. */
  readonly secret: string;
  readonly body: string;
  /** Whether this machine itself may be called, and without TLS: in a local run only. */
  readonly allowLoopback: boolean;
}

/**
 * Posts a body to a website's own system, signed: `X-Foyer-Signature: sha256=<hex>` is the HMAC-SHA256 of
 * `<X-Foyer-Timestamp>.<body>`. Goes to public machines over https only, and to the very address that was checked; a
 * redirect is not followed. Resolves with status and text. Throws 'failed' for anything else within three seconds.
 */
export async function postSigned(
  post: SignedPost,
): Promise<{ readonly status: number; readonly text: string }> {
  const url = checkedUrl(post);
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', post.secret).update(`${timestamp}.${post.body}`).digest('hex');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const outgoing = send(
        url,
        {
          ...{ method: 'POST', agent: false, signal, lookup: checkedLookup(post.allowLoopback) },
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(post.body),
            'x-foyer-timestamp': timestamp,
            'x-foyer-signature': `sha256=${signature}`,
          },
        },
        resolve,
      );
      outgoing.once('error', reject);
      outgoing.end(post.body);
    });
    const text = await readText(response);
    return { status: response.statusCode ?? 0, text };
  } catch (cause) {
    if (cause instanceof FunctionError) throw cause;
    throw new FunctionError('failed', 'the customer source does not answer', { cause });
  }
}

function checkedUrl({ url: text, allowLoopback }: SignedPost): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') throw refusal();
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = isLoopback(host) || host === 'localhost';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowLoopback && isHere)) throw refusal();
  // A literal address is never looked up, so it is checked here; a name is when it has been resolved.
  if (isIP(host) !== 0 && !isAllowed(host, allowLoopback)) throw refusal();
  return url;
}

function isAllowed(address: string, allowLoopback: boolean): boolean {
  return isPublicAddress(address) || (allowLoopback && isLoopback(address));
}

/** Resolves a name and hands on only addresses that may be called: what is checked is what is connected to. */
function checkedLookup(allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, '', 0);
        return;
      }
      const [first, ...others] = addresses;
      if (
        first === undefined ||
        ![first, ...others].every(({ address }) => isAllowed(address, allowLoopback))
      ) {
        callback(refusal(), '', 0);
      } else if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      response.destroy();
      throw new FunctionError('failed', 'the answer of the customer source is too long');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refusal(): FunctionError {
  return new FunctionError('failed', 'the address of the customer source is none that may be called');
}
