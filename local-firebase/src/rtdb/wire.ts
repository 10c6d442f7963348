import { DatabaseError } from '../tree/database-error.ts';

/** A client may split a message into this many frames at most: 16 MB in slices of 16,384 units, and some more. */
const MAX_CHUNKS = 2048;
/** The longest message taken, in UTF-16 units (documented limit of one write through the SDK: 16 MB). */
export const MAX_MESSAGE_LENGTH = 16 * 1024 * 1024;

/** A request of a client: number, action, body. */
export interface WireRequest {
  readonly kind: 'request';
  readonly number: number;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a client may send; anything else is `invalid`. */
export type ClientMessage =
  | WireRequest
  | { readonly kind: 'ping' | 'keepAlive' | 'ignored' | 'incomplete' }
  | { readonly kind: 'invalid'; readonly reason: string };

const INCOMPLETE: ClientMessage = { kind: 'incomplete' };

/** Puts a client's text frames together: a short decimal frame announces how many slices follow. */
export class FrameReader {
  #missing = 0;
  #slices: string[] = [];
  #length = 0;

  read(frame: string): ClientMessage {
    if (this.#missing > 0) return this.#addSlice(frame);
    if (frame.length <= 6 && /^\d+$/.test(frame)) return this.#expect(Number(frame));
    return parseClientMessage(frame);
  }

  #expect(slices: number): ClientMessage {
    if (slices === 0) return { kind: 'keepAlive' };
    if (slices > MAX_CHUNKS) return { kind: 'invalid', reason: 'Too many slices' };
    this.#missing = slices;
    return INCOMPLETE;
  }

  #addSlice(slice: string): ClientMessage {
    this.#slices.push(slice);
    this.#length += slice.length;
    this.#missing--;
    if (this.#length > MAX_MESSAGE_LENGTH) return { kind: 'invalid', reason: 'Message too long' };
    if (this.#missing > 0) return INCOMPLETE;
    const text = this.#slices.join('');
    this.#slices = [];
    this.#length = 0;
    return parseClientMessage(text);
  }
}

/** Reads one whole message of a client. Never throws. */
function parseClientMessage(text: string): ClientMessage {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { kind: 'invalid', reason: 'Not JSON' };
  }
  const type = member(message, 't');
  const data = member(message, 'd');
  if (type === 'c') return { kind: member(data, 't') === 'p' ? 'ping' : 'ignored' };
  if (type !== 'd') return { kind: 'invalid', reason: 'Neither data nor control' };
  const number = member(data, 'r');
  const action = member(data, 'a');
  if (typeof number !== 'number' || typeof action !== 'string') {
    return { kind: 'invalid', reason: 'A request needs a number and an action' };
  }
  const body = member(data, 'b');
  return { kind: 'request', number, action, body: isRecord(body) ? body : {} };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The first frame of a connection. `time` in milliseconds since 1970. */
export function helloFrame(time: number, host: string, sessionId: string): string {
  return JSON.stringify({ t: 'c', d: { t: 'h', d: { ts: time, v: '5', h: host, s: sessionId } } });
}

export const PONG_FRAME = '{"t":"c","d":{"t":"o","d":null}}';

/** The answer to a request that went well; `data` is JSON text. */
export function okFrame(request: number, data = '""'): string {
  return `{"t":"d","d":{"r":${request},"b":{"s":"ok","d":${data}}}}`;
}

/** The answer to a request that failed. */
export function failureFrame(request: number, status: string, reason: string): string {
  return `{"t":"d","d":{"r":${request},"b":{"s":${JSON.stringify(status)},"d":${JSON.stringify(reason)}}}}`;
}

/** Tells the client that a listen ended because it may no longer read. */
export function listenRevokedFrame(path: string, query: object | undefined): string {
  const b = query === undefined ? { p: path } : { p: path, q: [query] };
  return JSON.stringify({ t: 'd', d: { a: 'c', b } });
}

/** Tells the client that its credential no longer holds. */
export function authRevokedFrame(status: string, reason: string): string {
  return JSON.stringify({ t: 'd', d: { a: 'ac', b: { s: status, d: reason } } });
}

/** The word the wire protocol has for an error. */
export function statusOf(error: unknown): string {
  if (!(error instanceof DatabaseError)) return 'internal_error';
  switch (error.code) {
    case 'permission_denied':
    case 'datastale':
    case 'invalid_token':
    case 'expired_token':
    case 'too_big':
    case 'unavailable':
      return error.code;
    case 'invalid_data':
    case 'invalid_path':
    case 'invalid_query':
    case 'index_not_defined':
      return 'invalid_request';
  }
}
