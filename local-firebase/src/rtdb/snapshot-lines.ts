import { nodeFromJson, nodeToText, readPriority } from '../tree/json.ts';
import { TreeNode, type Priority } from '../tree/node.ts';
import { parsePath, pathText, type Path } from './path.ts';

/** Nodes on one line: long enough to be quick, short enough not to stop the server while a line is made. */
const NODES_PER_LINE = 2000;

/** `all`: the value at the path. `children`: some of its children. `priority`: the priority of a node with many. */
type LineKind = 'all' | 'children' | 'priority';

/** The data as lines of JSON `[path, value, kind]`, so that it can be written, and read, piece by piece. */
export function* snapshotLines(node: TreeNode, path: Path = []): IterableIterator<string> {
  if (node.weight <= NODES_PER_LINE) {
    yield lineOf(path, nodeToText(node), 'all');
    return;
  }
  if (node.priority !== null) yield lineOf(path, JSON.stringify(node.priority), 'priority');
  let group: [string, TreeNode][] = [];
  let weight = 0;
  for (const [key, child] of node.entries()) {
    if (child.weight > NODES_PER_LINE) {
      yield* snapshotLines(child, [...path, key]);
      continue;
    }
    group.push([key, child]);
    weight += child.weight;
    if (weight < NODES_PER_LINE) continue;
    yield lineOf(path, nodeToText(TreeNode.branch(group)), 'children');
    group = [];
    weight = 0;
  }
  if (group.length > 0) yield lineOf(path, nodeToText(TreeNode.branch(group)), 'children');
}

function lineOf(path: Path, value: string, kind: LineKind): string {
  return `[${JSON.stringify(pathText(path))},${value},"${kind}"]\n`;
}

/** A node whose lines are still coming. */
class Growing {
  readonly children: [string, TreeNode][] = [];
  readonly growing = new Map<string, Growing>();
  priority: Priority | null = null;

  at(path: Path): Growing {
    return path.reduce<Growing>((place, key) => {
      const next = place.growing.get(key) ?? new Growing();
      place.growing.set(key, next);
      return next;
    }, this);
  }

  grown(): TreeNode {
    const rest = Array.from(this.growing, ([key, place]): [string, TreeNode] => [key, place.grown()]);
    return TreeNode.branch([...this.children, ...rest], this.priority);
  }
}

/** Puts the lines of a snapshot together again. */
export class SnapshotReader {
  readonly #root = new Growing();
  #whole: TreeNode | undefined;

  add(line: string): void {
    const [pathOf, json, kind] = JSON.parse(line) as [string, unknown, LineKind];
    const path = parsePath(pathOf);
    if (kind === 'priority') {
      this.#root.at(path).priority = readPriority(json);
      return;
    }
    const node = nodeFromJson(json);
    const key = path.at(-1);
    if (kind === 'children') this.#root.at(path).children.push(...node.entries());
    else if (key === undefined) this.#whole = node;
    else this.#root.at(path.slice(0, -1)).children.push([key, node]);
  }

  result(): TreeNode {
    return this.#whole ?? this.#root.grown();
  }
}
