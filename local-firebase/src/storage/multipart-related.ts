import { refuse } from '../local-firebase-error.ts';

/** The two parts of an upload: metadata as text, and the bytes of the object as they come. */
export interface MultipartUpload {
  readonly metadata: string;
  readonly contentType: string | undefined;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Largest metadata part, in bytes. */
const LARGEST_HEAD = 256 * 1024;

/**
 * Takes a `multipart/related` body apart: first part JSON, second part the object. The second one is passed on as it
 * arrives; `content` must be read to its end. Refuses 400 when the body is not of that shape.
 */
export async function readMultipartRelated(
  contentTypeHeader: string,
  body: AsyncIterable<Uint8Array>,
): Promise<MultipartUpload> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentTypeHeader);
  const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  if (boundary === null) throw malformed();
  const chunks = body[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  const parts = (): RegExpExecArray | null => headExpression(delimiter).exec(head.toString('latin1'));
  let match = parts();
  while (match === null) {
    const next = await chunks.next();
    if (next.done === true || head.length > LARGEST_HEAD) throw malformed();
    head = Buffer.concat([head, next.value]);
    match = parts();
  }
  const [whole, metadata = '', headers = ''] = match;
  const rest = head.subarray(match.index + whole.length);
  return {
    metadata: Buffer.from(metadata, 'latin1').toString('utf8'),
    contentType: /^content-type:\s*(.+?)\s*$/im.exec(headers)?.[1],
    content: untilDelimiter(rest, chunks, Buffer.from(`\r\n${delimiter}`, 'latin1')),
  };
}

/** Everything up to the first byte of the object. Text is latin1 here: one character is one byte. */
function headExpression(delimiter: string): RegExp {
  const mark = delimiter.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(
    `${mark}\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n([\\s\\S]*?)\\r\\n${mark}\\r\\n((?:[^\\r\\n]+\\r\\n)*)\\r\\n`,
  );
}

/** What comes before the delimiter; holds back as many bytes as could be the beginning of it. */
async function* untilDelimiter(
  first: Buffer,
  chunks: AsyncIterator<Uint8Array>,
  delimiter: Buffer,
): AsyncGenerator<Uint8Array> {
  let held = first;
  for (;;) {
    const end = held.indexOf(delimiter);
    if (end !== -1) {
      yield held.subarray(0, end);
      break;
    }
    const safe = Math.max(0, held.length - delimiter.length + 1);
    if (safe > 0) yield held.subarray(0, safe);
    const next = await chunks.next();
    if (next.done === true) throw malformed();
    held = Buffer.concat([held.subarray(safe), next.value]);
  }
  // The epilogue is read to its end, or the connection could not be used again.
  while ((await chunks.next()).done !== true);
}

function malformed() {
  return refuse(400, 'Bad content type. Please use multipart, with metadata and content.');
}
