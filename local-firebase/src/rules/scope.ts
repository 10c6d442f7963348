import type { Scope } from './check.ts';
import type { StaticType } from './static-type.ts';

export type RuleKind = 'read' | 'write' | 'validate';

/** The variables a rule of this kind may use, given the wildcards on its path. */
export function scopeOf(kind: RuleKind, wildcards: Iterable<string>): Scope {
  const scope = new Map<string, StaticType>([
    ['auth', 'any'],
    ['now', 'number'],
    ['root', 'RuleDataSnapshot'],
    ['data', 'RuleDataSnapshot'],
  ]);
  if (kind === 'read') scope.set('query', 'query');
  else scope.set('newData', 'RuleDataSnapshot');
  for (const name of wildcards) scope.set(name, 'string');
  return scope;
}
