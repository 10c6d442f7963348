import type { FirebaseApp } from 'firebase/app';
import { connectStorageEmulator, getStorage, ref, uploadBytesResumable } from 'firebase/storage';

import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { CoreError } from '../model/errors.ts';
import type { UploadPort } from '../ports.ts';

/** Uploads through the storage SDK, which takes up a broken upload where it stopped. */
export function createDeskUploads(app: FirebaseApp, config: FirebaseConfig): UploadPort {
  const storage = getStorage(app, `gs://${config.storageBucket}`);
  if (config.emulators) {
    const [hostname = '', port] = config.emulators.storage.split(':');
    connectStorageEmulator(storage, hostname, Number(port));
  }
  return {
    upload(path, file, onProgress) {
      const task = uploadBytesResumable(ref(storage, path), file.body, {
        contentType: file.type,
      });
      const done = new Promise<void>((resolve, reject) => {
        task.on(
          'state_changed',
          ({ bytesTransferred, totalBytes }) =>
            onProgress(totalBytes > 0 ? bytesTransferred / totalBytes : 0),
          (cause) => reject(storageError(cause)),
          () => resolve(),
        );
      });
      return { done, abort: () => task.cancel() };
    },
  };
}

/** The one way from what the storage SDK throws to a `CoreError`. */
function storageError(cause: { readonly code: string }): CoreError {
  switch (cause.code) {
    case 'storage/unauthorized':
    case 'storage/unauthenticated':
      return new CoreError('refused', undefined, { cause });
    case 'storage/retry-limit-exceeded':
    case 'storage/unknown':
      return new CoreError('offline', undefined, { cause });
    default:
      return new CoreError('failed', cause.code, { cause });
  }
}
