import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { CoreError, isCoreError } from '../model/errors.ts';
import type { HttpAnswer, Platform, UploadFile } from '../platform.ts';
import type { AuthPort, UploadPort } from '../ports.ts';

interface Command {
  readonly headers?: Readonly<Record<string, string>>;
  readonly parts?: readonly unknown[];
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Uploads without the storage SDK, by its resumable protocol: an upload that broke goes on where the server's bytes end,
 * as long as the page lives. Nothing lies at the path before the last byte is there.
 */
export function createRestUploads(config: FirebaseConfig, platform: Platform, auth: AuthPort): UploadPort {
  const base = config.emulators
    ? `http://${config.emulators.storage}`
    : 'https://firebasestorage.googleapis.com';
  /** By path, the addresses of uploads that have begun. */
  const begun = new Map<string, string>();

  return {
    upload(path, file, onProgress) {
      let aborted = false;
      let abortRequest: (() => void) | undefined;

      async function ask(url: string, command: string, more: Command = {}): Promise<HttpAnswer> {
        const idToken = await auth.idToken();
        if (aborted) throw new CoreError('failed', 'aborted');
        const answer = await platform
          .upload({
            url,
            headers: {
              Authorization: `Firebase ${idToken}`,
              'X-Goog-Upload-Protocol': 'resumable',
              'X-Goog-Upload-Command': command,
              ...more.headers,
            },
            parts: more.parts ?? [],
            onProgress: more.onProgress ?? (() => undefined),
            onStart: (abort) => {
              abortRequest = abort;
            },
          })
          .catch((cause: unknown) => {
            throw new CoreError(aborted ? 'failed' : 'offline', undefined, { cause });
          });
        if (answer.status >= 200 && answer.status < 300) return answer;
        throw new CoreError(meaningOfHttpStatus(answer.status), `upload answered ${answer.status}`);
      }

      async function begin(): Promise<string> {
        const { type, size } = file;
        const answer = await ask(
          `${base}/v0/b/${config.storageBucket}/o?name=${encodeURIComponent(path)}`,
          'start',
          {
            headers: {
              'Content-Type': 'application/json; charset=utf-8',
              'X-Goog-Upload-Header-Content-Length': `${size}`,
              'X-Goog-Upload-Header-Content-Type': type,
            },
            parts: [JSON.stringify({ name: path, contentType: type })],
          },
        );
        const url = answer.header('X-Goog-Upload-URL');
        if (url === null) throw new CoreError('failed', 'the upload has no address');
        begun.set(path, url);
        return url;
      }

      /** How many bytes of an earlier attempt the server has; all of them when it has ended. */
      async function received(url: string): Promise<number> {
        const answer = await ask(url, 'query');
        if (answer.header('X-Goog-Upload-Status') === 'final') return file.size;
        return Number(answer.header('X-Goog-Upload-Size-Received'));
      }

      async function run(): Promise<void> {
        const earlier = begun.get(path);
        const url = earlier ?? (await begin());
        const offset = earlier === undefined ? 0 : await received(url);
        if (offset < file.size) {
          await ask(url, 'upload, finalize', {
            headers: { 'X-Goog-Upload-Offset': `${offset}` },
            parts: [rest(file, offset)],
            onProgress: (fraction) => onProgress((offset + fraction * (file.size - offset)) / file.size),
          });
        }
        begun.delete(path);
      }

      return {
        done: run().catch((cause: unknown) => {
          // Only a broken link leaves something to go on with.
          if (!isCoreError(cause, 'offline')) begun.delete(path);
          throw cause;
        }),
        abort: () => {
          aborted = true;
          abortRequest?.();
        },
      };
    },
  };
}

/** A `Blob` and an array of bytes cut themselves alike. */
function rest({ body }: UploadFile, offset: number): unknown {
  return offset === 0 ? body : (body as { slice(from: number): unknown }).slice(offset);
}

function meaningOfHttpStatus(status: number): 'refused' | 'offline' | 'file-too-large' | 'failed' {
  if (status === 401 || status === 403 || status === 412) return 'refused';
  if (status === 413) return 'file-too-large';
  return status === 408 || status === 429 || status >= 500 ? 'offline' : 'failed';
}
