import { BodyFields } from '../http/body-fields.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson, type Exchange } from '../http/route-table.ts';
import { refuse } from '../local-firebase-error.ts';
import { checkName, commitUpload } from './commit-upload.ts';
import { changeSettings, NO_SETTINGS } from './object-settings.ts';
import type { StorageParts } from './storage-parts.ts';
import { toGoogleWire } from './stored-object.ts';

const ADMIN = { isAdmin: true } as const;

/** Begins an upload in pieces: the answer's Location is where they go. */
export async function startGoogleUpload(
  parts: StorageParts,
  { request, response, url, param }: Exchange,
): Promise<void> {
  const body = new BodyFields(await readJsonBody(request));
  const bucket = param('bucket');
  const name = url.searchParams.get('name') ?? body.string('name') ?? '';
  checkName(name);
  const contentType = request.headers['x-upload-content-type'];
  const announced = request.headers['x-upload-content-length'];
  const generation = url.searchParams.get('ifGenerationMatch');
  const upload = await parts.uploads.start({
    bucket,
    name,
    given: changeSettings(
      {
        ...NO_SETTINGS,
        contentType: typeof contentType === 'string' ? contentType : undefined,
        downloadTokens: [],
      },
      body,
      true,
    ),
    announcedSize: typeof announced === 'string' ? Number(announced) : undefined,
    caller: ADMIN,
    ifGenerationMatch: generation === null ? undefined : Number(generation),
    writer: await parts.store.writer(),
  });
  const target = new URL(`/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`, url.origin);
  target.search = new URLSearchParams({ uploadType: 'resumable', name, upload_id: upload.id }).toString();
  response.writeHead(200, { location: target.href, 'x-guploader-uploadid': upload.id }).end();
}

/**
 * Takes a piece. Content-Range says where it belongs: `bytes 0-99/200`, `bytes 100-` + `*` for an open end, or
 * `bytes` + ` *` + `/200` to ask how much is there. Incomplete uploads are answered 308 with the range received.
 */
export async function continueGoogleUpload(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  const upload = parts.uploads.get(url.searchParams.get('upload_id') ?? '');
  const range = parseContentRange(request.headers['content-range']);
  if (range.start === undefined) request.resume();
  else await parts.uploads.append(upload, range.start, request);
  const { size } = upload.writer;
  const isComplete = range.total === undefined ? range.isLast : size === range.total;
  if (!isComplete) {
    response.writeHead(308, size === 0 ? {} : { range: `bytes=0-${size - 1}` }).end();
    return;
  }
  const stored = await parts.uploads.finish(upload, () =>
    commitUpload(parts.store, parts.access, upload.caller, upload),
  );
  sendJson(response, 200, toGoogleWire(stored, url.origin));
}

interface ContentRange {
  /** Undefined when the request carries no bytes. */
  readonly start: number | undefined;
  readonly total: number | undefined;
  /** Whether the end of this piece is the end of the object, where the total does not tell. */
  readonly isLast: boolean;
}

function parseContentRange(header: string | undefined): ContentRange {
  if (header === undefined) return { start: 0, total: undefined, isLast: true };
  const match = /^bytes (?:\*|(\d+)-(\d+|\*))\/(\d+|\*)$/.exec(header);
  if (match === null) throw refuse(400, 'Invalid Content-Range.');
  const [, start, end, total] = match;
  return {
    start: start === undefined ? undefined : Number(start),
    total: total === '*' ? undefined : Number(total),
    isLast: end === '*',
  };
}
