import { CoreError } from '../model/errors.ts';
import { anyFiles, fileProblem } from '../model/file-terms.ts';
import type { FileTerms } from '../model/file-terms.ts';
import { limits } from '../model/limits.ts';
import type { Draft } from '../outbox/outbox-entry.ts';
import type { UploadFile } from '../platform.ts';

/** A text as it may be sent. Throws `bad-input` when it is blank or too long: the rules would refuse it. */
export function textDraft(text: string): Draft {
  if (!/\S/.test(text)) throw new CoreError('bad-input', 'a message needs a text');
  if (text.length > limits.messageText)
    throw new CoreError('bad-input', `a message has at most ${limits.messageText} characters`);
  return { kind: 'text', text };
}

/**
 * A file as it may be sent by whoever has sent so many, on these terms or on any. Throws `file-empty`,
 * `file-too-large`, `file-type` or `too-many-files`.
 */
export function fileDraft({ name, type, size }: UploadFile, terms: FileTerms = anyFiles, sent = 0): Draft {
  const problem = fileProblem(terms, { type, size }, sent);
  if (problem !== null) throw new CoreError(problem);
  if (size <= 0) throw new CoreError('file-empty');
  return { kind: 'file', file: { name: shortName(name), type, size } };
}

/** Without invisible characters. The end is kept: it holds the extension. Never begins with half a surrogate pair. */
function shortName(name: string): string {
  const short = name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-limits.fileName);
  return short.replace(/^[\udc00-\udfff]/, '') || 'file';
}
