import type { TreeNode } from '../tree/node.ts';
import type { Rule } from './rule.ts';
import { NO_QUERY, type AuthContext, type QueryView, type RuleContext } from './rule-context.ts';
import { RuleSnapshot } from './rule-snapshot.ts';
import type { RuleNode } from './rule-tree.ts';

/** Decides one rule in a context; explaining puts a recorder here. */
export type Judge = (rule: Rule, context: RuleContext) => boolean;

export interface ReadRequest {
  readonly path: readonly string[];
  readonly auth: AuthContext | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly root: TreeNode;
  /** Null for a read without a query. */
  readonly query: QueryView | null;
}

export interface WriteRequest {
  /** Every path the request writes; one for a put, several for an update. */
  readonly paths: readonly (readonly string[])[];
  readonly auth: AuthContext | null;
  /** Milliseconds since 1970; the value that server timestamps in `after` were resolved to. */
  readonly now: number;
  readonly before: TreeNode;
  /** The data after the whole request. */
  readonly after: TreeNode;
}

/** The one object of a walk that changes: it follows the walk from node to node. */
type Cursor = { -readonly [Key in keyof RuleContext]: RuleContext[Key] } & { path: string[] };

/** Whether some `.read` on the way from the root to the path is true. */
export function walkRead(rules: RuleNode, request: ReadRequest, judge: Judge): boolean {
  const root = new RuleSnapshot(request.root, null);
  const { auth, now, query } = request;
  const cursor: Cursor = {
    auth,
    now,
    query: query ?? NO_QUERY,
    path: [...request.path],
    root,
    data: root,
    newData: root,
  };
  let node = rules;
  for (let depth = 0; ; depth++) {
    if (node.read && judge(node.read, cursor)) return true;
    const key = request.path[depth];
    const child = key === undefined ? undefined : childOf(node, key);
    if (key === undefined || !child) return false;
    node = child;
    cursor.data = cursor.data.at(key);
  }
}

/** Whether every path may be written; each is judged on its own, all against the same data before and after. */
export function walkWrite(rules: RuleNode, request: WriteRequest, judge: Judge): boolean {
  const before = new RuleSnapshot(request.before, null);
  const after = new RuleSnapshot(request.after, null);
  const { auth, now } = request;
  return request.paths.every((path) => {
    const cursor = {
      auth,
      now,
      query: NO_QUERY,
      path: [...path],
      root: before,
      data: before,
      newData: after,
    };
    return walkPath(rules, cursor, judge);
  });
}

/**
 * From the root down: the first true `.write` grants, and each `.validate` on the way must hold where data will exist.
 * Then every `.validate` below the written place must hold for the data that will be there.
 */
function walkPath(rules: RuleNode, cursor: Cursor, judge: Judge): boolean {
  let node = rules;
  let isGranted = false;
  for (let depth = 0; ; depth++) {
    const willExist = cursor.newData.exists();
    if (isGranted && !willExist) return true;
    if (!isGranted && node.write) isGranted = judge(node.write, cursor);
    if (willExist && node.validate && !judge(node.validate, cursor)) return false;
    const key = cursor.path[depth];
    if (key === undefined) return isGranted && (!willExist || validateBelow(node, cursor, judge));
    const child = childOf(node, key);
    if (!child) return isGranted;
    node = child;
    cursor.data = cursor.data.step(key);
    cursor.newData = cursor.newData.step(key);
  }
}

function validateBelow(node: RuleNode, cursor: Cursor, judge: Judge): boolean {
  if (!node.hasValidateBelow) return true;
  const { data, newData } = cursor;
  const isValid = (rules: RuleNode, key: string): boolean => {
    cursor.data = data.at(key);
    cursor.newData = newData.at(key);
    cursor.path.push(key);
    const holds = (!rules.validate || judge(rules.validate, cursor)) && validateBelow(rules, cursor, judge);
    cursor.path.pop();
    return holds;
  };
  for (const [key, rules] of node.named) {
    if (newData.node.has(key) && !isValid(rules, key)) return false;
  }
  const { wildcard } = node;
  return !wildcard || newData.node.every((key) => node.named.has(key) || isValid(wildcard, key));
}

/** The rules that apply to a child: its own, else the wildcard's. */
export function childOf(node: RuleNode, key: string): RuleNode | undefined {
  return node.named.get(key) ?? node.wildcard;
}
