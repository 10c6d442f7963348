import { BodyFields } from '../http/body-fields.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson, type Exchange } from '../http/route-table.ts';
import { LocalFirebaseError, refuse } from '../local-firebase-error.ts';
import { checkName, commitUpload } from './commit-upload.ts';
import { changeSettings, NO_SETTINGS } from './object-settings.ts';
import type { ResumableUpload } from './resumable-uploads.ts';
import type { StorageParts } from './storage-parts.ts';
import { toFirebaseWire } from './stored-object.ts';

/** Pieces but the last must be a multiple of this many bytes on the live service; here any size is taken. */
const GRANULARITY = 262_144;

/** One step of a resumable upload: `start`, `upload`, `finalize`, `upload, finalize`, `query` or `cancel`. */
export async function handleResumableCommand(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  const commands = headerOf(exchange, 'x-goog-upload-command')?.split(/,\s*/) ?? [];
  if (commands.includes('start')) {
    await start(parts, exchange);
    return;
  }
  const upload = parts.uploads.get(url.searchParams.get('upload_id') ?? '');
  if (commands.includes('query')) {
    response.writeHead(200, {
      'x-goog-upload-status': upload.state === 'busy' ? 'active' : upload.state,
      'x-goog-upload-size-received': upload.writer.size,
      'x-goog-upload-chunk-granularity': GRANULARITY,
    });
    response.end();
    return;
  }
  if (commands.includes('cancel')) {
    await parts.uploads.cancel(upload);
    response.writeHead(200, { 'x-goog-upload-status': 'cancelled' }).end();
    return;
  }
  if (commands.includes('upload')) {
    await parts.uploads.append(upload, Number(headerOf(exchange, 'x-goog-upload-offset') ?? 0), request);
  } else request.resume();
  if (commands.includes('finalize')) await finalize(parts, exchange, upload);
  else response.writeHead(200, { 'x-goog-upload-status': 'active' }).end();
}

async function start(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url, param } = exchange;
  const bucket = param('bucket');
  const name = param('name') || (url.searchParams.get('name') ?? '');
  checkName(name);
  // A token that does not hold is told now, not after the last byte.
  const caller = parts.access.callerOf(request.headers);
  const contentType = headerOf(exchange, 'x-goog-upload-header-content-type');
  const announced = headerOf(exchange, 'x-goog-upload-header-content-length');
  const body = new BodyFields(await readJsonBody(request));
  const upload = await parts.uploads.start({
    bucket,
    name,
    given: changeSettings(
      { ...NO_SETTINGS, contentType, downloadTokens: parts.tokensOfNewObject() },
      body,
      caller.isAdmin,
    ),
    announcedSize: announced === undefined ? undefined : Number(announced),
    caller,
    ifGenerationMatch: undefined,
    writer: await parts.store.writer(),
  });
  const target = new URL(`/v0/b/${encodeURIComponent(bucket)}/o`, url.origin);
  target.search = new URLSearchParams({
    name,
    upload_id: upload.id,
    upload_protocol: 'resumable',
  }).toString();
  response.writeHead(200, {
    'x-goog-upload-status': 'active',
    'x-goog-upload-url': target.href,
    'x-goog-upload-control-url': target.href,
    'x-goog-upload-chunk-granularity': GRANULARITY,
    'x-gupload-uploadid': upload.id,
  });
  response.end();
}

async function finalize(parts: StorageParts, exchange: Exchange, upload: ResumableUpload): Promise<void> {
  if (upload.announcedSize !== undefined && upload.announcedSize !== upload.writer.size) {
    throw refuse(400, 'Upload has another length than announced.');
  }
  const stored = await parts.uploads.finish(upload, () => {
    // Also a refusal is final: asking again with the same bytes would change nothing.
    exchange.response.setHeader('x-goog-upload-status', 'final');
    return commitUpload(parts.store, parts.access, upload.caller, upload);
  });
  sendJson(exchange.response, 200, toFirebaseWire(stored));
}

function headerOf({ request }: Exchange, name: string): string | undefined {
  const value = request.headers[name];
  if (Array.isArray(value))
    throw new LocalFirebaseError('refused', name, { refusal: { status: 400, reason: name } });
  return value;
}
