import { RuleFailure } from './rule-failure.ts';
import type { RuleSnapshot } from './rule-snapshot.ts';
import type { RuleValue } from './rule-value.ts';
import type { StaticType } from './static-type.ts';

/** A method of the rules language. `run` gets arguments of any type and answers a failure for those it cannot take. */
export interface Method<Target> {
  readonly parameters: readonly StaticType[];
  readonly returns: StaticType;
  readonly run: (target: Target, first?: RuleValue, second?: RuleValue) => RuleValue;
}

const NOT_A_STRING = new RuleFailure('The argument is not a string.');
const NOT_A_PATTERN = new RuleFailure('The argument is not a regular expression.');
const NO_PARENT = new RuleFailure('The root has no parent.');

function onText(returns: StaticType, run: (target: string, argument: string) => RuleValue): Method<string> {
  return {
    parameters: ['string'],
    returns,
    run: (target, argument) => (typeof argument === 'string' ? run(target, argument) : NOT_A_STRING),
  };
}

/** firebase.google.com/docs/reference/security/database, "String methods". */
export const STRING_METHODS: ReadonlyMap<string, Method<string>> = new Map([
  ['contains', onText('boolean', (target, part) => target.includes(part))],
  ['beginsWith', onText('boolean', (target, part) => target.startsWith(part))],
  ['endsWith', onText('boolean', (target, part) => target.endsWith(part))],
  [
    'replace',
    {
      parameters: ['string', 'string'],
      returns: 'string',
      run: (target, part, replacement) =>
        typeof part === 'string' && typeof replacement === 'string'
          ? target.replaceAll(part, () => replacement)
          : NOT_A_STRING,
    },
  ],
  ['toLowerCase', { parameters: [], returns: 'string', run: (target) => target.toLowerCase() }],
  ['toUpperCase', { parameters: [], returns: 'string', run: (target) => target.toUpperCase() }],
  [
    'matches',
    {
      parameters: ['RegExp'],
      returns: 'boolean',
      run: (target, pattern) => (pattern instanceof RegExp ? pattern.test(target) : NOT_A_PATTERN),
    },
  ],
]);

function onPath(
  returns: StaticType,
  run: (target: RuleSnapshot, path: string) => RuleValue,
): Method<RuleSnapshot> {
  return {
    parameters: ['string'],
    returns,
    run: (target, path) => (typeof path === 'string' ? run(target, path) : NOT_A_STRING),
  };
}

function onSnapshot(returns: StaticType, run: (target: RuleSnapshot) => RuleValue): Method<RuleSnapshot> {
  return { parameters: [], returns, run };
}

/** firebase.google.com/docs/reference/security/database, "RuleDataSnapshot methods"; `hasChildren` is special. */
export const SNAPSHOT_METHODS: ReadonlyMap<string, Method<RuleSnapshot>> = new Map([
  ['val', onSnapshot('primitive', (target) => target.val())],
  ['exists', onSnapshot('boolean', (target) => target.exists())],
  ['parent', onSnapshot('RuleDataSnapshot', (target) => target.parent() ?? NO_PARENT)],
  ['getPriority', onSnapshot('any', (target) => target.node.priority)],
  ['isString', onSnapshot('boolean', (target) => typeof target.node.value === 'string')],
  ['isNumber', onSnapshot('boolean', (target) => typeof target.node.value === 'number')],
  ['isBoolean', onSnapshot('boolean', (target) => typeof target.node.value === 'boolean')],
  ['child', onPath('RuleDataSnapshot', (target, path) => target.child(path))],
  ['hasChild', onPath('boolean', (target, path) => target.has(path))],
]);

/** Whether the node has any child; `hasChildren([...])` with names is compiled apart, its argument being a list. */
export function hasAnyChild(target: RuleSnapshot): boolean {
  return target.node.size > 0;
}

/** Whether the node has every child of the list; a name that is no string fails. */
export function hasAllChildren(target: RuleSnapshot, names: readonly RuleValue[]): boolean | RuleFailure {
  let hasAll = true;
  for (const name of names) {
    if (name instanceof RuleFailure) return name;
    if (typeof name !== 'string') return NOT_A_STRING;
    if (hasAll && !target.has(name)) hasAll = false;
  }
  return hasAll;
}

/** firebase.google.com/docs/database/security/rules-conditions, "Query-based rules". */
export const QUERY_PROPERTIES: ReadonlyMap<string, StaticType> = new Map<string, StaticType>([
  ['orderByKey', 'boolean'],
  ['orderByPriority', 'boolean'],
  ['orderByValue', 'boolean'],
  ['orderByChild', 'string'],
  ['startAt', 'primitive'],
  ['endAt', 'primitive'],
  ['equalTo', 'primitive'],
  ['limitToFirst', 'number'],
  ['limitToLast', 'number'],
]);
