import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from '../http/route-table.ts';
import { etagOf, type StoredObject } from './stored-object.ts';

/** What a signed URL may say about the answer's headers. */
export interface HeaderOverrides {
  readonly contentType?: string | undefined;
  readonly contentDisposition?: string | undefined;
}

/** Sends an object's bytes, or the part of them that a Range header asks for, straight from the file. */
export async function sendObject(
  { request, response }: Exchange,
  object: StoredObject,
  path: string,
  overrides: HeaderOverrides = {},
): Promise<void> {
  const etag = `"${etagOf(object)}"`;
  const disposition = overrides.contentDisposition ?? object.contentDisposition;
  const headers: Record<string, string> = {
    'content-type': overrides.contentType ?? object.contentType ?? 'application/octet-stream',
    'cache-control': object.cacheControl ?? 'private, max-age=0',
    'accept-ranges': 'bytes',
    'last-modified': new Date(object.updated).toUTCString(),
    // Whatever somebody uploaded: a browser must not make more of it than its type says.
    'x-content-type-options': 'nosniff',
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-generation': String(object.generation),
    'x-goog-metageneration': String(object.metageneration),
    'x-goog-stored-content-length': String(object.size),
    'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
    etag,
    ...(disposition === undefined ? {} : { 'content-disposition': disposition }),
    ...(object.contentEncoding === undefined ? {} : { 'content-encoding': object.contentEncoding }),
    ...(object.contentLanguage === undefined ? {} : { 'content-language': object.contentLanguage }),
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = parseRange(request.headers.range, object.size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${object.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  headers['content-length'] = String(end - start + 1);
  if (range !== undefined) headers['content-range'] = `bytes ${start}-${end}/${object.size}`;
  response.writeHead(range === undefined ? 200 : 206, headers);
  if (request.method === 'HEAD' || object.size === 0) response.end();
  else await pipeline(createReadStream(path, { start, end }), response).catch(ignoreHangUp);
}

/** One range of bytes, both ends included; several ranges are answered with everything. */
function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  // RFC 9110, 14.1.1: a range that ends before it begins is no range.
  if (match[1] !== '' && match[2] !== '' && Number(match[2]) < start) return undefined;
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end ? 'unsatisfiable' : { start, end };
}

function ignoreHangUp(error: unknown): void {
  // Whoever goes away in the middle of a download does so.
  if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
