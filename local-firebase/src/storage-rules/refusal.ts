import { RulesError } from '../rules/rules-error.ts';
import { positionAt } from '../rules/text-position.ts';

/** Something in storage.rules that is wrong or not supported; `refusalOf` turns it into a `RulesError` with its place. */
export class StorageRulesRefusal extends Error {
  override readonly name = 'StorageRulesRefusal';
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** The error that callers get, with line and column in the file. Anything else is passed on as it is. */
export function refusalOf(error: unknown, source: string): unknown {
  if (!(error instanceof StorageRulesRefusal)) return error;
  return new RulesError([{ path: '', ...positionAt(source, error.offset), message: error.message }]);
}
