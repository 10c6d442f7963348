import { DatabaseError } from '../tree/database-error.ts';
import { nodeFromJson, readPriority } from '../tree/json.ts';
import type { TreeNode } from '../tree/node.ts';
import { carryIndexes } from './child-index.ts';
import { groupByKey, sharedKey } from './group-by-key.ts';
import { parsePath, pathText, type Path } from './path.ts';
import type { Change } from './push.ts';
import { resolveServerValue } from './server-values.ts';

/** A value for a place, as a client sent it: not yet read, server values unresolved. */
export interface Assignment {
  readonly path: Path;
  readonly json: unknown;
  /** True where only the priority at the path is written. */
  readonly isPriority: boolean;
}

/** What a write makes of the database. */
export interface Outcome {
  readonly after: TreeNode;
  /** Every path written, changed or not: what rules judge. */
  readonly paths: readonly Path[];
  /** Only what differs. */
  readonly changes: readonly Change[];
}

const PRIORITY_KEY = '.priority';

/** The assignment of a put: its path may end in `/.priority`. Throws `invalid_path`. */
export function readPut(pathOf: unknown, json: unknown): Assignment {
  return readAssignment([], pathOf, json);
}

/** The assignments of a merge: one for each key, which may be a deep path. Throws `invalid_path`, `invalid_data`. */
export function readMerge(pathOf: unknown, json: unknown): readonly Assignment[] {
  const base = parsePath(pathOf);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new DatabaseError('invalid_data', 'A merge must be an object.');
  }
  const assignments = Object.entries(json).map(([key, value]) => readAssignment(base, key, value));
  assertApart(assignments);
  return assignments;
}

function readAssignment(base: Path, text: unknown, json: unknown): Assignment {
  if (typeof text !== 'string') throw new DatabaseError('invalid_path', 'A path must be a string.');
  const isPriority = text === PRIORITY_KEY || text.endsWith(`/${PRIORITY_KEY}`);
  const below = parsePath(isPriority ? text.slice(0, -PRIORITY_KEY.length) : text);
  const path = base.length === 0 ? below : [...base, ...below];
  return { path, json, isPriority };
}

/** One update must not write a place and something below it: which of both counts would be anybody's guess. */
function assertApart(assignments: readonly Assignment[]): void {
  // Sorted, a path is directly followed by those below it.
  const texts = assignments.map(({ path }) => (path.length === 0 ? '' : `${pathText(path)}/`)).sort();
  const isWithin = texts.some((text, index) => index > 0 && text.startsWith(texts[index - 1] as string));
  if (isWithin) throw new DatabaseError('invalid_data', 'A path of an update lies within another one of it.');
}

/** Works out what assignments make of `root` at the time `now`; writes nothing. Throws `DatabaseError`. */
export function outcomeOf(root: TreeNode, assignments: readonly Assignment[], now: number): Outcome {
  const changes: Change[] = [];
  for (const assignment of assignments) {
    const before = root.at(assignment.path);
    const after = nodeOf(assignment, before, now).reusing(before);
    if (!after.isSame(before)) changes.push({ path: assignment.path, before, after });
  }
  return { after: apply(root, changes, 0), paths: assignments.map(({ path }) => path), changes };
}

/** The node with all changes at and below it, each node on the way copied once; its indexes go along. */
function apply(node: TreeNode, changes: readonly Change[], depth: number): TreeNode {
  const [first] = changes;
  if (first === undefined) return node;
  if (first.path.length === depth) return first.after;
  const shared = sharedKey(changes, depth);
  if (shared !== undefined) {
    const after = node.withChild(shared, apply(node.child(shared), changes, depth + 1));
    carryIndexes(node, after, [shared]);
    return after;
  }
  const groups = groupByKey(changes, depth);
  let after = node;
  for (const [key, group] of groups) after = after.withChild(key, apply(node.child(key), group, depth + 1));
  carryIndexes(node, after, groups.keys());
  return after;
}

function nodeOf({ path, json, isPriority }: Assignment, before: TreeNode, now: number): TreeNode {
  const resolve = (operand: unknown, below: Path): string | number | boolean =>
    resolveServerValue(operand, now, () => before.at(below));
  if (isPriority) return before.withPriority(readPriority(json, { resolve }));
  return nodeFromJson(json, { depth: path.length, resolve });
}
