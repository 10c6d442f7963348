import { BodyFields } from '../http/body-fields.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson, type Exchange, type RouteHandler, type RouteTable } from '../http/route-table.ts';
import { refuse } from '../local-firebase-error.ts';
import { commitUpload } from './commit-upload.ts';
import { continueGoogleUpload, startGoogleUpload } from './google-resumable.ts';
import { changeSettings, NO_SETTINGS } from './object-settings.ts';
import { receiveUpload } from './receive-upload.ts';
import { sendObject } from './send-object.ts';
import type { StorageParts } from './storage-parts.ts';
import { toGoogleWire, type StoredObject } from './stored-object.ts';

const ADMIN = { isAdmin: true } as const;
const MOST_PER_PAGE = 1000;

/**
 * The Cloud Storage JSON API, which the Admin SDK speaks, with and without the `/storage/v1` that it leaves out for
 * an emulator. It sends no credentials there: what counts is that the request comes from this machine.
 */
export function googleRoutes(parts: StorageParts): RouteTable {
  const table: Record<string, RouteHandler> = {
    'POST /upload/storage/v1/b/:bucket/o': trusted(parts, upload),
    'PUT /upload/storage/v1/b/:bucket/o': trusted(parts, continueGoogleUpload),
    'GET /download/storage/v1/b/:bucket/o/:name': trusted(parts, getObject),
  };
  for (const base of ['', '/storage/v1']) {
    table[`GET ${base}/b/:bucket`] = trusted(parts, getBucket);
    table[`GET ${base}/b/:bucket/o`] = trusted(parts, listObjects);
    table[`GET ${base}/b/:bucket/o/:name`] = trusted(parts, getObject);
    table[`PATCH ${base}/b/:bucket/o/:name`] = trusted(parts, updateMetadata);
    table[`DELETE ${base}/b/:bucket/o/:name`] = trusted(parts, deleteObject);
    for (const verb of ['rewriteTo', 'copyTo']) {
      table[`POST ${base}/b/:bucket/o/:name/${verb}/b/:toBucket/o/:toName`] = trusted(parts, copyObject);
    }
  }
  return table;
}

function trusted(
  parts: StorageParts,
  handle: (parts: StorageParts, exchange: Exchange) => Promise<void> | void,
): RouteHandler {
  return async (exchange) => {
    parts.access.requireTrusted(exchange.request.headers);
    await handle(parts, exchange);
  };
}

async function upload(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url, param } = exchange;
  const uploadType = url.searchParams.get('uploadType');
  if (uploadType === 'resumable') {
    await startGoogleUpload(parts, exchange);
    return;
  }
  const { settled, writer } = await receiveUpload(parts.store, request, {
    isMultipart: uploadType === 'multipart',
    settle: ({ body, contentType }) => ({
      name: url.searchParams.get('name') ?? body.string('name') ?? '',
      given: changeSettings({ ...NO_SETTINGS, contentType, downloadTokens: [] }, body, true),
    }),
  });
  const stored = await commitUpload(parts.store, parts.access, ADMIN, {
    bucket: param('bucket'),
    ...settled,
    writer,
    ifGenerationMatch: generationOf(url),
  });
  sendJson(response, 200, toGoogleWire(stored, url.origin));
}

async function getObject(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { response, url } = exchange;
  const object = find(parts, exchange);
  if (url.searchParams.get('alt') === 'media')
    await sendObject(exchange, object, await parts.store.pathOf(object));
  else sendJson(response, 200, toGoogleWire(object, url.origin));
}

async function updateMetadata(parts: StorageParts, exchange: Exchange): Promise<void> {
  const body = new BodyFields(await readJsonBody(exchange.request));
  const object = find(parts, exchange);
  const changed = await parts.store.change(object, changeSettings(object, body, true));
  sendJson(exchange.response, 200, toGoogleWire(changed, exchange.url.origin));
}

async function deleteObject(parts: StorageParts, exchange: Exchange): Promise<void> {
  const object = find(parts, exchange);
  const wanted = generationOf(exchange.url);
  if (wanted !== undefined && wanted !== object.generation) throw refuse(412, 'Precondition Failed');
  await parts.store.remove(object);
  exchange.response.writeHead(204).end();
}

async function copyObject(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url, param } = exchange;
  const body = new BodyFields(await readJsonBody(request));
  const source = find(parts, exchange);
  const place = { bucket: param('toBucket'), name: param('toName') };
  const copied = await parts.store.copy(source, place, changeSettings(source, body, true));
  const resource = toGoogleWire(copied, url.origin);
  const size = String(copied.size);
  const isRewrite = url.pathname.includes('/rewriteTo/');
  const rewritten = {
    kind: 'storage#rewriteResponse',
    totalBytesRewritten: size,
    objectSize: size,
    done: true,
    resource,
  };
  sendJson(response, 200, isRewrite ? rewritten : resource);
}

function listObjects(parts: StorageParts, { response, url, param }: Exchange): void {
  const { items, prefixes, nextPageToken } = parts.store.list(param('bucket'), {
    prefix: url.searchParams.get('prefix') ?? '',
    delimiter: url.searchParams.get('delimiter') ?? '',
    pageToken: url.searchParams.get('pageToken') ?? undefined,
    maxResults: Math.min(Number(url.searchParams.get('maxResults')) || MOST_PER_PAGE, MOST_PER_PAGE),
  });
  const shown = items.map((object) => toGoogleWire(object, url.origin));
  sendJson(response, 200, { kind: 'storage#objects', items: shown, prefixes, nextPageToken });
}

/** Every bucket exists: there is nothing to set up. */
function getBucket(_parts: StorageParts, { response, param }: Exchange): void {
  const name = param('bucket');
  sendJson(response, 200, {
    kind: 'storage#bucket',
    id: name,
    name,
    location: 'US',
    storageClass: 'STANDARD',
  });
}

function find(parts: StorageParts, { param }: Exchange): StoredObject {
  const bucket = param('bucket');
  const name = param('name');
  const object = parts.store.get(bucket, name);
  if (object === undefined) throw refuse(404, `No such object: ${bucket}/${name}`);
  return object;
}

/** The generation that `ifGenerationMatch` demands; 0 demands that there is none. */
function generationOf(url: URL): number | undefined {
  const wanted = url.searchParams.get('ifGenerationMatch');
  return wanted === null ? undefined : Number(wanted);
}
