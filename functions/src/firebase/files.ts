import { getStorage } from 'firebase-admin/storage';
import { FunctionError } from '../errors/function-error.ts';
import type { Files } from '../ports.ts';
import { adminApp } from './admin-app.ts';

/** The metadata entry in which Storage keeps permanent download tokens. */
const TOKENS = 'firebaseStorageDownloadTokens';

/** The project's default bucket. */
export function createFiles(): Files {
  const bucket = getStorage(adminApp()).bucket();
  return {
    async signedLink(path, { expiresAt, type, disposition }) {
      const [url] = await bucket.file(path).getSignedUrl({
        version: 'v4',
        action: 'read',
        expires: expiresAt,
        responseType: type,
        responseDisposition: disposition,
      });
      return url;
    },
    async dropDownloadToken(path) {
      try {
        await bucket.file(path).setMetadata({ metadata: { [TOKENS]: null } });
      } catch (cause) {
        if ((cause as { code?: unknown }).code === 404) return;
        throw new FunctionError('failed', 'Storage does not answer', { cause });
      }
    },
    async read(path) {
      try {
        return (await bucket.file(path).download())[0];
      } catch (cause) {
        if ((cause as { code?: unknown }).code === 404) return null;
        throw new FunctionError('failed', 'Storage does not answer', { cause });
      }
    },
    async replace(path, type, bytes) {
      await bucket.file(path).save(Buffer.from(bytes), { resumable: false, contentType: type });
    },
    async remove(path) {
      await bucket.file(path).delete({ ignoreNotFound: true });
    },
    async list(prefix, { limit, after }) {
      const [found, next] = await bucket.getFiles({
        ...{ prefix, maxResults: limit, autoPaginate: false },
        ...(after === undefined ? {} : { pageToken: after }),
      });
      return {
        files: found.map(({ name, metadata }) => ({
          path: name,
          createdAt: Date.parse(String(metadata.timeCreated)),
        })),
        next: (next as { readonly pageToken?: string } | null | undefined)?.pageToken,
      };
    },
    async removeAll(folder) {
      await bucket.deleteFiles({ prefix: `${folder}/` });
    },
  };
}
