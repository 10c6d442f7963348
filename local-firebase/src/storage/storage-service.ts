import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { AppCheck } from '../app-check/app-check.ts';
import type { IdTokenVerdict } from '../auth/id-token.ts';
import type { Clock } from '../clock.ts';
import { toRefusal } from '../http/google-error.ts';
import { refuse } from '../local-firebase-error.ts';
import { createRouter, sendJson } from '../http/route-table.ts';
import type { TrustedCallers } from '../http/trusted-caller.ts';
import type { StorageRuleset } from '../storage-rules/storage-ruleset.ts';
import type { WorkFolder } from '../work-folder.ts';
import { firebaseRoutes } from './firebase-routes.ts';
import { googleRoutes } from './google-routes.ts';
import { ObjectStore } from './object-store.ts';
import { ResumableUploads } from './resumable-uploads.ts';
import { rulesRoutes } from './rules-routes.ts';
import { signedRoutes } from './signed-routes.ts';
import type { UrlSigner } from './signed-url.ts';
import { StorageAccess } from './storage-access.ts';

/** The Storage service: Firebase's API, the Cloud Storage JSON API and signed URLs, over one store. */
export interface StorageService {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Forgets all objects. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** What a browser's script may read of an answer. */
const EXPOSED_HEADERS = [
  ...['content-disposition', 'content-length', 'content-range', 'etag', 'location', 'range'],
  ...['x-goog-generation', 'x-goog-hash', 'x-goog-upload-chunk-granularity', 'x-goog-upload-control-url'],
  ...['x-goog-upload-size-received', 'x-goog-upload-status', 'x-goog-upload-url', 'x-gupload-uploadid'],
].join(', ');

export async function createStorageService(options: {
  readonly clock: Clock;
  readonly workFolder: WorkFolder;
  /** Whether the work folder stays, so that what is known of the objects must stay with them. */
  readonly isDurable: boolean;
  readonly ruleset: StorageRuleset | undefined;
  readonly callers: TrustedCallers;
  readonly appCheck: AppCheck;
  readonly verify: (idToken: string) => IdTokenVerdict;
  readonly signer: () => UrlSigner | undefined;
  readonly downloadTokenOnUpload: boolean;
  readonly log: (line: string) => void;
}): Promise<StorageService> {
  const { clock, workFolder, log, downloadTokenOnUpload } = options;
  const store = await ObjectStore.open(workFolder, options.isDurable, clock);
  const uploads = await ResumableUploads.open(
    clock,
    store,
    options.isDurable ? join(await workFolder.path(), 'storage', 'uploads') : undefined,
  );
  if (options.isDurable) await store.sweep(uploads.blobs());
  const parts = {
    ...{ store, uploads, clock },
    access: new StorageAccess(options),
    tokensOfNewObject: () => (downloadTokenOnUpload ? [randomUUID()] : []),
  };
  // Signed URLs come last: their pattern takes nearly everything.
  const route = createRouter({
    ...firebaseRoutes(parts),
    ...googleRoutes(parts),
    ...rulesRoutes(parts.access),
    ...signedRoutes(parts, options.signer),
  });
  return {
    handle(request, response) {
      allowOtherOrigins(request, response);
      if (request.method === 'OPTIONS') {
        response.writeHead(204).end();
        return;
      }
      const answer = (error: unknown): void => answerError(error, request, response, log);
      try {
        (route(request, response) ?? Promise.reject(refuse(404, 'Not Found'))).catch(answer);
      } catch (error) {
        answer(error);
      }
    },
    async reset() {
      await uploads.clear();
      await store.clear();
    },
    close: () => uploads.close(),
  };
}

function allowOtherOrigins(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
  if (request.method !== 'OPTIONS') return;
  const wanted = request.headers['access-control-request-headers'];
  if (wanted !== undefined) response.setHeader('access-control-allow-headers', wanted);
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
  response.setHeader('access-control-max-age', '3600');
}

function answerError(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, reason, detail } = toRefusal(error, log);
  const message = detail === undefined ? reason : `${reason} : ${detail}`;
  // The rest of an upload that is refused is not read; the connection cannot be used again.
  if (!request.complete) response.setHeader('connection', 'close');
  const shown = { message, domain: 'global', reason: status === 404 ? 'notFound' : 'invalid' };
  sendJson(response, status, { error: { code: status, message, errors: [shown] } });
}
