import { randomUUID } from 'node:crypto';
import { BodyFields } from '../http/body-fields.ts';
import { readJsonBody } from '../http/read-body.ts';
import { sendJson, type Exchange, type RouteTable } from '../http/route-table.ts';
import { refuse } from '../local-firebase-error.ts';
import { commitUpload } from './commit-upload.ts';
import { changeSettings, NO_SETTINGS } from './object-settings.ts';
import { receiveUpload } from './receive-upload.ts';
import { sendObject } from './send-object.ts';
import type { StorageParts } from './storage-parts.ts';
import type { StorageCaller } from './storage-access.ts';
import { toFirebaseWire, toRuleResource, type StoredObject } from './stored-object.ts';
import { handleResumableCommand } from './firebase-resumable.ts';

const MOST_PER_PAGE = 1000;

/** Firebase's own Storage API, `/v0`, which the client SDKs speak. Every request is judged by the rules. */
export function firebaseRoutes(parts: StorageParts): RouteTable {
  const { store, access } = parts;
  return {
    'GET /v0/b/:bucket/o': (exchange) => listObjects(parts, exchange),
    'POST /v0/b/:bucket/o': (exchange) => upload(parts, exchange),
    'GET /v0/b/:bucket/o/:name': (exchange) => getObject(parts, exchange),
    'HEAD /v0/b/:bucket/o/:name': (exchange) => getObject(parts, exchange),
    'PATCH /v0/b/:bucket/o/:name': (exchange) => updateMetadata(parts, exchange),
    async 'POST /v0/b/:bucket/o/:name'(exchange) {
      const { url } = exchange;
      if (url.searchParams.has('create_token') || url.searchParams.has('delete_token'))
        await changeTokens(parts, exchange);
      else await upload(parts, exchange);
    },
    async 'DELETE /v0/b/:bucket/o/:name'({ request, response, param }) {
      const caller = access.callerOf(request.headers);
      const place = { bucket: param('bucket'), path: param('name') };
      const object = store.get(place.bucket, place.path);
      access.require(caller, {
        ...place,
        operation: 'delete',
        resource: object === undefined ? null : toRuleResource(object),
        incoming: null,
      });
      if (object === undefined) throw refuse(404, 'Not Found');
      await store.remove(object);
      response.writeHead(204).end();
    },
  };
}

async function upload(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url, param } = exchange;
  if (request.headers['x-goog-upload-command'] !== undefined) {
    await handleResumableCommand(parts, exchange);
    return;
  }
  const caller = parts.access.callerOf(request.headers);
  const place = { bucket: param('bucket'), name: param('name') || (url.searchParams.get('name') ?? '') };
  const { settled: given, writer } = await receiveUpload(parts.store, request, {
    isMultipart: request.headers['x-goog-upload-protocol'] === 'multipart',
    settle: ({ body, contentType }) =>
      changeSettings(
        { ...NO_SETTINGS, contentType, downloadTokens: parts.tokensOfNewObject() },
        body,
        caller.isAdmin,
      ),
  });
  const stored = await commitUpload(parts.store, parts.access, caller, { ...place, given, writer });
  sendJson(response, 200, toFirebaseWire(stored));
}

/** Metadata, or with `alt=media` the bytes. A download token of the object goes before the rules. */
async function getObject(parts: StorageParts, exchange: Exchange): Promise<void> {
  const { request, response, url, param } = exchange;
  const place = { bucket: param('bucket'), path: param('name') };
  const object = parts.store.get(place.bucket, place.path);
  const token = url.searchParams.get('token');
  const hasToken = token !== null && object?.downloadTokens.includes(token) === true;
  if (!hasToken) {
    const resource = object === undefined ? null : toRuleResource(object);
    parts.access.require(parts.access.callerOf(request.headers), {
      ...place,
      operation: 'get',
      resource,
      incoming: null,
    });
  }
  if (object === undefined) throw refuse(404, 'Not Found');
  if (url.searchParams.get('alt') === 'media') {
    await sendObject(exchange, object, await parts.store.pathOf(object));
    return;
  }
  // Who may read an object and asks for its metadata is given a token: `getDownloadURL` is this very request.
  const shown = object.downloadTokens.length > 0 ? object : await addToken(parts, object);
  sendJson(response, 200, toFirebaseWire(shown));
}

async function updateMetadata(parts: StorageParts, { request, response, param }: Exchange): Promise<void> {
  const caller = parts.access.callerOf(request.headers);
  const body = new BodyFields(await readJsonBody(request));
  const place = { bucket: param('bucket'), path: param('name') };
  const object = parts.store.get(place.bucket, place.path);
  const changed = object === undefined ? undefined : changeSettings(object, body, caller.isAdmin);
  const incoming =
    object === undefined || changed === undefined
      ? null
      : toRuleResource({ ...object, ...changed.settings, updated: parts.clock.now() });
  const resource = object === undefined ? null : toRuleResource(object);
  parts.access.require(caller, { ...place, operation: 'update', resource, incoming });
  if (object === undefined || changed === undefined) throw refuse(404, 'Not Found');
  sendJson(response, 200, toFirebaseWire(await parts.store.change(object, changed)));
}

/** Adding and revoking tokens is for administrators. */
async function changeTokens(parts: StorageParts, { request, response, url, param }: Exchange): Promise<void> {
  requireAdmin(parts.access.callerOf(request.headers));
  const object = parts.store.get(param('bucket'), param('name'));
  if (object === undefined) throw refuse(404, 'Not Found');
  const revoked = url.searchParams.get('delete_token');
  const changed =
    revoked === null
      ? await addToken(parts, object)
      : await parts.store.change(object, {
          settings: object,
          downloadTokens: object.downloadTokens.filter((token) => token !== revoked),
        });
  sendJson(response, 200, toFirebaseWire(changed));
}

function listObjects(parts: StorageParts, { request, response, url, param }: Exchange): void {
  const bucket = param('bucket');
  const prefix = url.searchParams.get('prefix') ?? '';
  if (prefix !== '' && !prefix.endsWith('/'))
    throw refuse(400, 'The prefix must be empty or end with a slash.');
  const caller = parts.access.callerOf(request.headers);
  parts.access.require(caller, { operation: 'list', bucket, path: prefix, resource: null, incoming: null });
  const { items, prefixes, nextPageToken } = parts.store.list(bucket, {
    prefix,
    delimiter: url.searchParams.get('delimiter') ?? '',
    pageToken: url.searchParams.get('pageToken') ?? undefined,
    maxResults: Math.min(Number(url.searchParams.get('maxResults')) || MOST_PER_PAGE, MOST_PER_PAGE),
  });
  sendJson(response, 200, { prefixes, items: items.map(({ name }) => ({ name, bucket })), nextPageToken });
}

async function addToken(parts: StorageParts, object: StoredObject): Promise<StoredObject> {
  return parts.store.change(object, {
    settings: object,
    downloadTokens: [...object.downloadTokens, randomUUID()],
  });
}

function requireAdmin(caller: StorageCaller): void {
  if (!caller.isAdmin) throw refuse(403, 'Missing admin credentials.');
}
