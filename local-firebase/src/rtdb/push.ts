import { nodeToText } from '../tree/json.ts';
import type { TreeNode } from '../tree/node.ts';
import { pathText, type Path } from './path.ts';

/** One write as it turned out: server values resolved, both versions known. */
export interface Change {
  readonly path: Path;
  readonly before: TreeNode;
  readonly after: TreeNode;
}

/**
 * News for a listen: either everything at a path, or some places below it. Many listens share one push, so its text
 * is made once.
 */
export class Push {
  readonly action: 'd' | 'm';
  readonly path: Path;
  readonly #content: TreeNode | readonly (readonly [Path, TreeNode])[];
  #data: string | undefined;
  #untagged: string | undefined;

  private constructor(path: Path, content: TreeNode | readonly (readonly [Path, TreeNode])[]) {
    this.action = Array.isArray(content) ? 'm' : 'd';
    this.path = path;
    this.#content = content;
  }

  /** The data at `path` is now `node`. */
  static set(path: Path, node: TreeNode): Push {
    return new Push(path, node);
  }

  /** The data at each of the places, given by their paths below `path`, is now the node beside it. */
  static merge(path: Path, places: readonly (readonly [Path, TreeNode])[]): Push {
    return new Push(path, places);
  }

  /** The new data as JSON text in export format. */
  get data(): string {
    this.#data ??= Array.isArray(this.#content)
      ? textOfPlaces(this.#content as readonly (readonly [Path, TreeNode])[])
      : nodeToText(this.#content as TreeNode);
    return this.#data;
  }

  /** The frame for a listen with this tag, or for one without. */
  frame(tag: number | undefined): string {
    if (tag === undefined) {
      this.#untagged ??= `${this.#start()}}}}`;
      return this.#untagged;
    }
    return `${this.#start()},"t":${tag}}}}`;
  }

  #start(): string {
    return `{"t":"d","d":{"a":"${this.action}","b":{"p":${JSON.stringify(pathText(this.path))},"d":${this.data}`;
  }
}

function textOfPlaces(places: readonly (readonly [Path, TreeNode])[]): string {
  return `{${places.map(([path, node]) => `${JSON.stringify(pathText(path))}:${nodeToText(node)}`).join(',')}}`;
}

/** The push for a listen at `path` that sees all of these changes, which lie at or below it. */
export function pushOfChanges(path: Path, changes: readonly Change[]): Push {
  const [first] = changes;
  if (first !== undefined && changes.length === 1) return Push.set(first.path, first.after);
  return Push.merge(
    path,
    changes.map((change) => [change.path.slice(path.length), change.after]),
  );
}
