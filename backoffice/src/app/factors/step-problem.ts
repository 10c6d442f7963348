import { errorCode } from '../core/error-code';
import type { Strings } from '../strings/en';
import { PasskeyUnused } from './passkey';

/** Why a step failed, in words that say what to do. */
export function stepProblem(cause: unknown, texts: Strings): string {
  return cause instanceof PasskeyUnused ? texts.entry.cancelled : texts.errors[errorCode(cause)];
}
