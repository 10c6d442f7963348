import { type Exchange, type RouteTable } from '../http/route-table.ts';
import { refuse } from '../local-firebase-error.ts';
import { commitUpload } from './commit-upload.ts';
import { NO_SETTINGS } from './object-settings.ts';
import { sendObject } from './send-object.ts';
import { checkSignedUrl, type UrlSigner } from './signed-url.ts';
import type { StorageParts } from './storage-parts.ts';
import type { StoredObject } from './stored-object.ts';

const ADMIN = { isAdmin: true } as const;

/** `/<bucket>/<name>` with a V4 signature: whoever holds the URL may do what was signed, without rules. */
export function signedRoutes(parts: StorageParts, signer: () => UrlSigner | undefined): RouteTable {
  const check = ({ request, url }: Exchange): void =>
    checkSignedUrl(request, url, signer(), parts.clock.now());
  const read = async (exchange: Exchange): Promise<void> => {
    check(exchange);
    const object = find(parts, exchange);
    const { searchParams } = exchange.url;
    await sendObject(exchange, object, await parts.store.pathOf(object), {
      contentType: searchParams.get('response-content-type') ?? undefined,
      contentDisposition: searchParams.get('response-content-disposition') ?? undefined,
    });
  };
  return {
    'GET /:bucket/*name': read,
    'HEAD /:bucket/*name': read,
    async 'PUT /:bucket/*name'(exchange) {
      check(exchange);
      await put(parts, exchange);
    },
    async 'DELETE /:bucket/*name'(exchange) {
      check(exchange);
      await parts.store.remove(find(parts, exchange));
      exchange.response.writeHead(204).end();
    },
  };
}

async function put(parts: StorageParts, { request, response, param }: Exchange): Promise<void> {
  const { headers } = request;
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const { least, most } = lengthRange(header('x-goog-content-length-range'));
  const writer = await parts.store.writer();
  try {
    await writer.append(request, most);
    if (writer.size < least) throw refuse(400, 'EntityTooSmall');
  } catch (error) {
    await writer.discard();
    throw error;
  }
  const custom = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    name.startsWith('x-goog-meta-') && typeof value === 'string'
      ? [[name.slice('x-goog-meta-'.length), value]]
      : [],
  );
  const generation = header('x-goog-if-generation-match');
  const stored = await commitUpload(parts.store, parts.access, ADMIN, {
    bucket: param('bucket'),
    name: param('name'),
    writer,
    given: {
      settings: {
        ...NO_SETTINGS,
        contentType: header('content-type'),
        contentDisposition: header('content-disposition'),
        contentEncoding: header('content-encoding'),
        contentLanguage: header('content-language'),
        cacheControl: header('cache-control'),
        custom: Object.fromEntries(custom),
      },
      downloadTokens: [],
    },
    ifGenerationMatch: generation === undefined ? undefined : Number(generation),
  });
  response.writeHead(200, {
    'x-goog-generation': stored.generation,
    'x-goog-hash': `crc32c=${stored.crc32c},md5=${stored.md5Hash}`,
  });
  response.end();
}

/** `x-goog-content-length-range: 0,1048576`: the sizes, in bytes, that the signer allows. */
function lengthRange(header: string | undefined): { least: number; most: number } {
  if (header === undefined) return { least: 0, most: Infinity };
  const match = /^(\d+),(\d+)$/.exec(header);
  if (match === null) throw refuse(400, 'InvalidArgument', 'x-goog-content-length-range is not valid.');
  return { least: Number(match[1]), most: Number(match[2]) };
}

function find(parts: StorageParts, { param }: Exchange): StoredObject {
  const object = parts.store.get(param('bucket'), param('name'));
  if (object === undefined) throw refuse(404, 'NoSuchKey');
  return object;
}
