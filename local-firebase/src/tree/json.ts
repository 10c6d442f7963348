import { DatabaseError } from './database-error.ts';
import { assertDepth, assertKey, assertStringLength } from './limits.ts';
import { TreeNode, type Primitive, type Priority } from './node.ts';

export interface JsonReading {
  /** How deep in the database the value will lie; counts towards the limit of 32 levels. */
  readonly depth?: number;
  /** Turns the operand of `{".sv": operand}`, found at `path` below the value, into a leaf; without it `.sv` is refused. */
  readonly resolve?: (operand: unknown, path: readonly string[]) => Primitive;
}

/**
 * Reads JSON as Firebase stores it: `.value` and `.priority` are understood, arrays become integer keys, nulls and
 * empty objects vanish. Throws `DatabaseError` (`invalid_data`, `invalid_path`, `too_big`) on what no database holds.
 */
export function nodeFromJson(json: unknown, reading: JsonReading = {}): TreeNode {
  return readNode(json, reading, []);
}

function readNode(json: unknown, reading: JsonReading, path: string[]): TreeNode {
  if (json === null || json === undefined) return TreeNode.empty;
  if (typeof json !== 'object') return TreeNode.leaf(readPrimitive(json));
  if (Array.isArray(json)) {
    return TreeNode.branch(json.map((item, index) => readChild([String(index), item], reading, path)));
  }
  const object = json as Record<string, unknown>;
  if (Object.hasOwn(object, '.sv')) return TreeNode.leaf(readServerValue(object['.sv'], reading, path));
  const priority = Object.hasOwn(object, '.priority')
    ? readPriority(object['.priority'], reading, path)
    : null;
  if (Object.hasOwn(object, '.value'))
    return readLeaf(object['.value'], reading, path).withPriority(priority);
  const children: [string, TreeNode][] = [];
  for (const key of Object.keys(object)) {
    if (key !== '.priority') children.push(readChild([key, object[key]], reading, path));
  }
  return TreeNode.branch(children, priority);
}

function readChild([key, json]: [string, unknown], reading: JsonReading, path: string[]): [string, TreeNode] {
  assertKey(key);
  path.push(key);
  assertDepth((reading.depth ?? 0) + path.length);
  const node = readNode(json, reading, path);
  path.pop();
  return [key, node];
}

/** What stands under `.value`: a primitive or a server value, never a record. */
function readLeaf(json: unknown, reading: JsonReading, path: string[]): TreeNode {
  const isRecord = typeof json === 'object' && json !== null && !Object.hasOwn(json, '.sv');
  if (isRecord) throw new DatabaseError('invalid_data', '".value" must hold a string, number or boolean.');
  return readNode(json, reading, path);
}

function readPrimitive(json: unknown): Primitive {
  if (typeof json === 'string') {
    assertStringLength(json);
    return json;
  }
  if (typeof json === 'boolean') return json;
  if (typeof json === 'number' && Number.isFinite(json)) return json;
  throw new DatabaseError('invalid_data', `A ${typeof json} cannot be stored.`);
}

function readServerValue(operand: unknown, reading: JsonReading, path: readonly string[]): Primitive {
  if (!reading.resolve) throw new DatabaseError('invalid_data', 'A server value cannot stand here.');
  return reading.resolve(operand, path);
}

/** Reads a priority: a string, a number, null, or a server value. Throws `invalid_data` on anything else. */
export function readPriority(json: unknown, reading: JsonReading = {}, path: string[] = []): Priority | null {
  if (json === null || json === undefined) return null;
  if (typeof json === 'string' || (typeof json === 'number' && Number.isFinite(json))) return json;
  if (typeof json === 'object' && Object.hasOwn(json, '.sv')) {
    const value = readServerValue((json as Record<string, unknown>)['.sv'], reading, [...path, '.priority']);
    if (typeof value !== 'boolean') return value;
  }
  throw new DatabaseError('invalid_data', 'A priority is a string or a number.');
}

const ARRAY_INDEX = /^(0|[1-9]\d*)$/;

/**
 * The data as clients read it. Without `exportFormat` priorities are left out and nodes whose keys are mostly small
 * integers become arrays with nulls in the gaps, as the live service does; with it, `.priority` and `.value` are kept.
 */
export function nodeToJson(node: TreeNode, exportFormat = false): unknown {
  if (node.value !== null) {
    return exportFormat && node.priority !== null
      ? { '.value': node.value, '.priority': node.priority }
      : node.value;
  }
  if (node.isEmpty()) return null;
  const length = exportFormat ? undefined : arrayLength(node);
  if (length !== undefined) {
    return Array.from({ length }, (_, index) => nodeToJson(node.child(String(index))));
  }
  const object: Record<string, unknown> = {};
  if (exportFormat && node.priority !== null) object['.priority'] = node.priority;
  for (const [key, child] of node.entries()) setOwn(object, key, nodeToJson(child, exportFormat));
  return object;
}

/** `__proto__` is a key like any other; plain assignment would swallow it. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The length of the array a node reads as, or undefined where it reads as an object. */
function arrayLength(node: TreeNode): number | undefined {
  let highest = 0;
  for (const [key] of node.entries()) {
    if (!ARRAY_INDEX.test(key)) return undefined;
    highest = Math.max(highest, Number(key));
  }
  return highest < 2 * node.size ? highest + 1 : undefined;
}

/** The data as JSON text in export format, as it travels to clients and into files. */
export function nodeToText(node: TreeNode): string {
  if (node.value !== null) {
    const value = JSON.stringify(node.value);
    return node.priority === null
      ? value
      : `{".value":${value},".priority":${JSON.stringify(node.priority)}}`;
  }
  if (node.isEmpty()) return 'null';
  let text = node.priority === null ? '' : `".priority":${JSON.stringify(node.priority)}`;
  node.every((key, child) => {
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${nodeToText(child)}`;
    return true;
  });
  return `{${text}}`;
}
