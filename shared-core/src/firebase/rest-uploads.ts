import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { CoreError } from '../model/errors.ts';
import { newId } from '../model/ids.ts';
import type { Platform, UploadFile } from '../platform.ts';
import type { AuthPort, UploadPort } from '../ports.ts';

/** Uploads without the storage SDK: one multipart POST, as the SDK itself sends small files. */
export function createRestUploads(config: FirebaseConfig, platform: Platform, auth: AuthPort): UploadPort {
  const base = config.emulators
    ? `http://${config.emulators.storage}`
    : 'https://firebasestorage.googleapis.com';

  return {
    upload(path, file, onProgress) {
      let aborted = false;
      let abortRequest: (() => void) | undefined;

      async function run(): Promise<void> {
        const idToken = await auth.idToken();
        if (aborted) throw new CoreError('failed', 'aborted');
        const boundary = newId(platform.random);
        const answer = await platform
          .upload({
            url: `${base}/v0/b/${config.storageBucket}/o?name=${encodeURIComponent(path)}`,
            headers: {
              Authorization: `Firebase ${idToken}`,
              'X-Goog-Upload-Protocol': 'multipart',
              'Content-Type': `multipart/related; boundary=${boundary}`,
            },
            parts: multipart(boundary, path, file),
            onProgress,
            onStart: (abort) => {
              abortRequest = abort;
            },
          })
          .catch((cause: unknown) => {
            throw new CoreError(aborted ? 'failed' : 'offline', undefined, { cause });
          });
        if (answer.status >= 200 && answer.status < 300) return;
        throw new CoreError(meaningOfHttpStatus(answer.status), `upload answered ${answer.status}`);
      }

      return {
        done: run(),
        abort: () => {
          aborted = true;
          abortRequest?.();
        },
      };
    },
  };
}

function multipart(boundary: string, path: string, file: UploadFile): readonly unknown[] {
  const metadata = JSON.stringify({ name: path, contentType: file.type });
  return [
    `--${boundary}\r\nContent-Type: application/json; charset=utf-8\r\n\r\n${metadata}\r\n` +
      `--${boundary}\r\nContent-Type: ${file.type}\r\n\r\n`,
    file.body,
    `\r\n--${boundary}--`,
  ];
}

function meaningOfHttpStatus(status: number): 'refused' | 'offline' | 'file-too-large' | 'failed' {
  if (status === 401 || status === 403 || status === 412) return 'refused';
  if (status === 413) return 'file-too-large';
  return status === 408 || status === 429 || status >= 500 ? 'offline' : 'failed';
}
