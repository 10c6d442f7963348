import { isAtOrAbove, type Path } from './path.ts';
import type { Assignment } from './write.ts';

/** The writes a connection leaves behind for its end, in the order they were asked for. */
export class OnDisconnectWrites {
  #writes: (readonly Assignment[])[] = [];

  /** Adds a write; what it covers of earlier ones is dropped. */
  add(assignments: readonly Assignment[]): void {
    for (const { path } of assignments) this.cancel(path);
    this.#writes.push(assignments);
  }

  /** Drops everything at and below a path. */
  cancel(path: Path): void {
    this.#writes = this.#writes
      .map((write) => write.filter((assignment) => !isAtOrAbove(path, assignment.path)))
      .filter((write) => write.length > 0);
  }

  /** Returns all writes and forgets them. */
  take(): readonly (readonly Assignment[])[] {
    const writes = this.#writes;
    this.#writes = [];
    return writes;
  }
}
