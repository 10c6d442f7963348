/**
 * What the checker knows of an expression before it runs. `any` is `auth` and all inside it, `primitive` the value of
 * a data node; both are decided at run time, every other type must fit when the rules are uploaded.
 */
export type StaticType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'RegExp'
  | 'list'
  | 'RuleDataSnapshot'
  | 'query'
  | 'method'
  | 'primitive'
  | 'any';

const PRIMITIVES: readonly StaticType[] = ['string', 'number', 'boolean', 'null', 'primitive'];

/** Whether the type is only known at run time. */
export function isOpen(type: StaticType): boolean {
  return type === 'any' || type === 'primitive';
}

/** Whether the value may still turn out to be of one of the allowed types. */
export function mayBe(type: StaticType, allowed: readonly StaticType[]): boolean {
  return isOpen(type) || allowed.includes(type);
}

/** The type of a value that is one of two. */
export function typeOfEither(left: StaticType, right: StaticType): StaticType {
  if (left === right) return left;
  return PRIMITIVES.includes(left) && PRIMITIVES.includes(right) ? 'primitive' : 'any';
}
