import type { RuleResource } from '../storage-rules/storage-ruleset.ts';
import type { BlobFacts } from './blob-writer.ts';

/** What whoever stores an object may say about it. */
export interface ObjectSettings {
  readonly contentType: string | undefined;
  readonly contentDisposition: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly contentLanguage: string | undefined;
  readonly cacheControl: string | undefined;
  /** Key-value pairs of the uploader. */
  readonly custom: Readonly<Record<string, string>>;
}

/** One stored object. Records are replaced, never changed. */
export interface StoredObject extends ObjectSettings, BlobFacts {
  readonly bucket: string;
  readonly name: string;
  /** Microseconds of the upload: grows with every one. */
  readonly generation: number;
  /** Grows with every change of the settings. */
  readonly metageneration: number;
  /** Milliseconds since 1970. */
  readonly timeCreated: number;
  readonly updated: number;
  /** Each opens the object to whoever has it, without rules and without end. */
  readonly downloadTokens: readonly string[];
}

/** The object as Firebase's own API shows it. */
export function toFirebaseWire(object: StoredObject): Record<string, unknown> {
  return {
    ...commonWire(object),
    contentEncoding: object.contentEncoding ?? 'identity',
    contentDisposition:
      object.contentDisposition ?? `inline; filename*=utf-8''${encodeURIComponent(baseName(object.name))}`,
    metadata: isEmpty(object.custom) ? undefined : object.custom,
    downloadTokens: object.downloadTokens.length === 0 ? undefined : object.downloadTokens.join(','),
  };
}

/** The object as the Cloud Storage JSON API shows it; `baseUrl` is this service's. */
export function toGoogleWire(object: StoredObject, baseUrl: string): Record<string, unknown> {
  const path = `b/${object.bucket}/o/${encodeURIComponent(object.name)}`;
  const tokens = object.downloadTokens.length === 0 ? {} : { [TOKENS_KEY]: object.downloadTokens.join(',') };
  const metadata = { ...object.custom, ...tokens };
  return {
    kind: 'storage#object',
    id: `${object.bucket}/${object.name}/${object.generation}`,
    selfLink: `${baseUrl}/storage/v1/${path}`,
    mediaLink: `${baseUrl}/download/storage/v1/${path}?generation=${object.generation}&alt=media`,
    timeStorageClassUpdated: new Date(object.timeCreated).toISOString(),
    ...commonWire(object),
    contentEncoding: object.contentEncoding,
    contentDisposition: object.contentDisposition,
    metadata: isEmpty(metadata) ? undefined : metadata,
  };
}

/** The object as storage.rules see it. */
export function toRuleResource(object: Omit<StoredObject, 'generation' | 'metageneration'>): RuleResource {
  const { contentType, contentDisposition, contentEncoding, contentLanguage } = object;
  return {
    name: object.name,
    bucket: object.bucket,
    size: object.size,
    timeCreated: object.timeCreated,
    updated: object.updated,
    md5Hash: object.md5Hash,
    crc32c: object.crc32c,
    metadata: object.custom,
    ...(contentType === undefined ? {} : { contentType }),
    ...(contentDisposition === undefined ? {} : { contentDisposition }),
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(contentLanguage === undefined ? {} : { contentLanguage }),
  };
}

/** The custom metadata key under which Cloud Storage keeps Firebase's download tokens. */
export const TOKENS_KEY = 'firebaseStorageDownloadTokens';

/** The entity tag of the object's present state. */
export function etagOf({ generation, metageneration }: StoredObject): string {
  return Buffer.from(`${generation}/${metageneration}`).toString('base64url');
}

function commonWire(object: StoredObject): Record<string, unknown> {
  return {
    name: object.name,
    bucket: object.bucket,
    generation: String(object.generation),
    metageneration: String(object.metageneration),
    contentType: object.contentType,
    contentLanguage: object.contentLanguage,
    cacheControl: object.cacheControl,
    timeCreated: new Date(object.timeCreated).toISOString(),
    updated: new Date(object.updated).toISOString(),
    storageClass: 'STANDARD',
    size: String(object.size),
    md5Hash: object.md5Hash,
    crc32c: object.crc32c,
    etag: etagOf(object),
  };
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}
