import type { IncomingMessage } from 'node:http';
import { refuse } from '../local-firebase-error.ts';

/** Largest JSON body, in bytes. */
const LARGEST_JSON = 1024 * 1024;

/** The body of a request as JSON; empty is an empty object. Refuses 400 when it is not JSON, 413 when it is too long. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_JSON) throw refuse(413, 'Request body too large.');
    chunks.push(chunk);
  }
  return parseJson(Buffer.concat(chunks).toString('utf8'));
}

/** Refuses 400 when `text` is not JSON; empty is an empty object. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'Invalid JSON.');
  }
}
