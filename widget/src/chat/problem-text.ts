import { limits, sentFileKinds } from '@foyer/shared-core/model';
import type { FileTerms } from '@foyer/shared-core/model';
import type { CoreErrorCode } from '@foyer/shared-core';
import type { ChatWords } from '../strings/chat-words.ts';
import { fillText } from '../strings/fill-text.ts';

/** How the panel treats one reason for which the chat as a whole cannot be used. */
export interface ProblemManner {
  /** Offers to try again. */
  readonly canRetry: boolean;
  /** Nothing can be written any more: the composer goes. */
  readonly isFinal: boolean;
}

const final: readonly CoreErrorCode[] = ['banned', 'brand-closed', 'brand-unknown'];
const retryable: readonly CoreErrorCode[] = [
  'session-ended',
  'not-signed-in',
  'too-many-attempts',
  'failed',
  'refused',
];

/** The one place where a reason becomes words for the visitor. */
export function problemText(words: ChatWords, code: CoreErrorCode, files?: FileTerms): string {
  const problems: Readonly<Partial<Record<CoreErrorCode, string>>> = words.problems;
  return fillText(problems[code] ?? words.problems.failed, {
    limit: Math.floor((files?.bytes ?? limits.fileBytes) / (1024 * 1024)),
    kinds: (files?.kinds ?? sentFileKinds).map((kind) => words.fileKinds[kind]).join(', '),
  });
}

export function problemManner(code: CoreErrorCode): ProblemManner {
  return { canRetry: retryable.includes(code), isFinal: final.includes(code) };
}
