import type { Block, FunctionDeclaration, StorageExpression } from './ast.ts';
import { GLOBAL_FUNCTIONS, METHODS } from './methods.ts';
import { StorageRulesRefusal } from './refusal.ts';

type Call = Extract<StorageExpression, { kind: 'call' }>;
type Method = Extract<StorageExpression, { kind: 'method' }>;
type Member = Extract<StorageExpression, { kind: 'member' }>;

/** What a name stands for where it is used. */
interface Names {
  /** Variables; a `{name=**}` is known, but being a path it cannot be used. */
  readonly variables: ReadonlyMap<string, 'value' | 'path'>;
  readonly functions: ReadonlyMap<string, ResolvedFunction>;
}

interface ResolvedFunction {
  readonly declaration: FunctionDeclaration;
  /** The block it is declared in, whose variables it sees. */
  readonly block: Block;
}

/** For every call of a declared function, which one it is. */
export type Resolution = ReadonlyMap<StorageExpression, ResolvedFunction>;

const ROOT_VARIABLES: ReadonlyMap<string, 'value'> = new Map([
  ['request', 'value'],
  ['resource', 'value'],
]);
const REQUEST_FIELDS = ['auth', 'method', 'resource', 'time'];
const AUTH_FIELDS = ['uid', 'token'];
/** firebase.google.com/docs/reference/rules/rules.storage, "Resource". */
export const RESOURCE_FIELDS = [
  'name',
  'bucket',
  'generation',
  'metageneration',
  'size',
  'timeCreated',
  'updated',
  'md5Hash',
  'crc32c',
  'etag',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
  'contentType',
  'metadata',
] as const;
const TYPES = ['bool', 'int', 'float', 'number', 'string', 'list', 'map', 'timestamp', 'duration'];

/**
 * Finds everything in the rules that is unknown or not supported, before any request is judged. Throws
 * `StorageRulesRefusal` for the first; answers which declaration each call means.
 */
export function checkStorageRules(service: Block): Resolution {
  const checker = new Checker();
  checker.block(service, { variables: ROOT_VARIABLES, functions: new Map() });
  return checker.resolution;
}

class Checker {
  readonly resolution = new Map<StorageExpression, ResolvedFunction>();
  /** Functions whose bodies are being checked: meeting one of them again is recursion. */
  readonly #open: FunctionDeclaration[] = [];
  readonly #checked = new Set<FunctionDeclaration>();
  readonly #namesOf = new Map<Block, Names>();

  block(block: Block, outer: Names): void {
    const variables = new Map(outer.variables);
    for (const step of block.steps) {
      if (step.kind === 'fixed') continue;
      refuseReserved(step.name, block);
      variables.set(step.name, step.kind === 'rest' ? 'path' : 'value');
    }
    const functions = new Map(outer.functions);
    for (const declaration of block.functions) {
      refuseReserved(declaration.name, declaration);
      functions.set(declaration.name, { declaration, block });
    }
    const names = { variables, functions };
    this.#namesOf.set(block, names);
    for (const declaration of block.functions) this.#function({ declaration, block });
    for (const { condition } of block.allows) if (condition) this.#expression(condition, names);
    for (const inner of block.matches) this.block(inner, names);
  }

  #function({ declaration, block }: ResolvedFunction): void {
    if (this.#open.includes(declaration))
      refuse(declaration, `The function ${declaration.name} calls itself.`);
    const names = this.#namesOf.get(block);
    if (!names || this.#checked.has(declaration)) return;
    this.#checked.add(declaration);
    this.#open.push(declaration);
    const variables = new Map(names.variables);
    for (const name of declaration.parameters) {
      refuseReserved(name, declaration);
      variables.set(name, 'value');
    }
    for (const { name, value } of declaration.lets) {
      refuseReserved(name, declaration);
      this.#expression(value, { ...names, variables });
      variables.set(name, 'value');
    }
    this.#expression(declaration.result, { ...names, variables });
    this.#open.pop();
  }

  #expression(expression: StorageExpression, names: Names): void {
    if (expression.kind === 'name') checkVariable(expression, names);
    if (expression.kind === 'is') checkType(expression);
    if (expression.kind === 'member') checkMember(expression);
    if (expression.kind === 'method') checkMethod(expression);
    if (expression.kind === 'call') this.#call(expression, names);
    for (const part of partsOf(expression)) this.#expression(part, names);
  }

  #call(call: Call, names: Names): void {
    const resolved = names.functions.get(call.name);
    const builtin = GLOBAL_FUNCTIONS.get(call.name);
    if (!resolved && !builtin) refuse(call, `Unknown or unsupported function: ${call.name}().`);
    if (!resolved) {
      if (builtin) checkCount(call, builtin.minimum, builtin.maximum);
      return;
    }
    const count = resolved.declaration.parameters.length;
    checkCount(call, count, count);
    this.resolution.set(call, resolved);
    this.#function(resolved);
  }
}

function partsOf(expression: StorageExpression): readonly StorageExpression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'list':
      return expression.items;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'is':
      return [expression.value];
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.key];
    case 'method':
      return isNamespaceCall(expression) ? expression.args : [expression.object, ...expression.args];
    case 'call':
      return expression.args;
  }
}

/** Whether this is `timestamp.date(...)` or the like: a function under a name that is no value. */
export function isNamespaceCall(method: Method): boolean {
  const { object } = method;
  return object.kind === 'name' && GLOBAL_FUNCTIONS.has(`${object.name}.${method.name}`);
}

function checkVariable(variable: Extract<StorageExpression, { kind: 'name' }>, names: Names): void {
  const { name } = variable;
  const kind = names.variables.get(name);
  if (kind === 'path')
    refuse(variable, `'${name}' matches any number of steps; using its value is not supported.`);
  if (!kind) refuse(variable, `Unknown or unsupported variable: ${name}.`);
}

function checkType(expression: Extract<StorageExpression, { kind: 'is' }>): void {
  if (!TYPES.includes(expression.type)) refuse(expression, `'is ${expression.type}' is not supported.`);
}

function checkMember(member: Member): void {
  const object = member.object;
  const known = fieldsOf(object);
  if (known && !known.includes(member.name))
    refuse(member, `Unknown or unsupported property: ${member.name}.`);
}

/** The fields of `request`, `request.auth` and the two resources; undefined for any other expression. */
function fieldsOf(object: StorageExpression): readonly string[] | undefined {
  if (object.kind === 'name' && object.name === 'request') return REQUEST_FIELDS;
  if (object.kind === 'name' && object.name === 'resource') return RESOURCE_FIELDS;
  if (object.kind !== 'member' || object.object.kind !== 'name' || object.object.name !== 'request')
    return undefined;
  if (object.name === 'auth') return AUTH_FIELDS;
  return object.name === 'resource' ? RESOURCE_FIELDS : undefined;
}

function checkMethod(method: Method): void {
  const { args, name, object } = method;
  if (name === 'matches' || name === 'split') {
    checkCount(method, 1, 1);
    const [pattern] = args;
    if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') {
      refuse(method, `${name}() is supported with a string literal only.`);
    }
    return;
  }
  const namespaced = object.kind === 'name' ? GLOBAL_FUNCTIONS.get(`${object.name}.${name}`) : undefined;
  const known = namespaced ?? METHODS.get(name);
  if (!known) refuse(method, `Unknown or unsupported method: ${name}().`);
  checkCount(method, known.minimum, known.maximum);
}

function checkCount(call: Call | Method, minimum: number, maximum: number): void {
  if (call.args.length < minimum || call.args.length > maximum) {
    refuse(
      call,
      `${call.name}() takes ${minimum} argument${minimum === 1 ? '' : 's'}, not ${call.args.length}.`,
    );
  }
}

/** Names of the language stay what they are: everything else relies on `request` being the request. */
function refuseReserved(name: string, at: { readonly offset: number }): void {
  const isNamespace = name === 'timestamp' || name === 'duration';
  if (ROOT_VARIABLES.has(name) || GLOBAL_FUNCTIONS.has(name) || isNamespace) {
    refuse(at, `'${name}' has a meaning of its own and cannot be declared.`);
  }
}

function refuse(at: { readonly offset: number }, message: string): never {
  throw new StorageRulesRefusal(at.offset, message);
}
