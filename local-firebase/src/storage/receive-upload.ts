import type { IncomingMessage } from 'node:http';
import { BodyFields } from '../http/body-fields.ts';
import { parseJson } from '../http/read-body.ts';
import type { BlobWriter } from './blob-writer.ts';
import { readMultipartRelated } from './multipart-related.ts';
import type { ObjectStore } from './object-store.ts';

/** What a request says of the object in its body. */
export interface UploadHead {
  /** The metadata part; empty without one. */
  readonly body: BodyFields;
  readonly contentType: string | undefined;
}

/**
 * Receives an upload that comes in one request. `settle` reads its head, and may refuse it, before the bytes are taken; of an
 * upload that breaks off nothing stays.
 */
export async function receiveUpload<Settled>(
  store: ObjectStore,
  request: IncomingMessage,
  { isMultipart, settle }: { isMultipart: boolean; settle: (head: UploadHead) => Settled },
): Promise<{ settled: Settled; writer: BlobWriter }> {
  const type = request.headers['content-type'];
  const multipart = isMultipart ? await readMultipartRelated(type ?? '', request) : undefined;
  const settled = settle({
    body: new BodyFields(parseJson(multipart?.metadata ?? '')),
    contentType: multipart === undefined ? type : multipart.contentType,
  });
  const writer = await store.writer();
  try {
    await writer.append(multipart?.content ?? request);
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return { settled, writer };
}
