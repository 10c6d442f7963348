import { refuse } from '../local-firebase-error.ts';
import type { BlobWriter } from './blob-writer.ts';
import type { ChangedSettings } from './object-settings.ts';
import type { ObjectStore } from './object-store.ts';
import type { StorageAccess, StorageCaller } from './storage-access.ts';
import { toRuleResource, type StoredObject } from './stored-object.ts';

/** An object whose bytes are there and which is to be stored. */
export interface Upload {
  readonly bucket: string;
  readonly name: string;
  readonly given: ChangedSettings;
  readonly writer: BlobWriter;
  /** The generation that must be there now; 0 is none. */
  readonly ifGenerationMatch?: number | undefined;
}

/**
 * Stores an upload if the rules allow it. They are asked when the bytes are there, because size and hash are part of
 * the question, and in the same breath as the object appears, so that of two uploads to a new name one is refused.
 */
export async function commitUpload(
  store: ObjectStore,
  access: StorageAccess,
  caller: StorageCaller,
  upload: Upload,
): Promise<StoredObject> {
  const { bucket, name, given, writer } = upload;
  const draft = store.draft({ bucket, name }, await writer.finish(), given);
  try {
    checkName(name);
    const existing = store.get(bucket, name);
    if (upload.ifGenerationMatch !== undefined && upload.ifGenerationMatch !== (existing?.generation ?? 0)) {
      throw refuse(412, 'At least one of the pre-conditions you specified did not hold.');
    }
    access.require(caller, {
      // Also over an existing object: 'update' is for metadata (firebase-tools#4330 and #10302, compared with the live service).
      operation: 'create',
      ...{ bucket, path: name },
      resource: existing === undefined ? null : toRuleResource(existing),
      incoming: toRuleResource(draft),
    });
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return store.put(draft);
}

/** Refuses 400 for a name that Cloud Storage would not take. */
export function checkName(name: string): void {
  const isBad =
    name === '' || name === '.' || name === '..' || /[\r\n]/.test(name) || Buffer.byteLength(name) > 1024;
  if (isBad) throw refuse(400, 'Invalid object name.');
}
