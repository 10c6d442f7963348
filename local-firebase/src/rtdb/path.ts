import { DatabaseError } from '../tree/database-error.ts';
import { assertDepth, assertKeys } from '../tree/limits.ts';

/** Keys from the root down; the root is the empty path. */
export type Path = readonly string[];

const ROOT: Path = [];

/** Reads `/a/b`, `a/b/` or `` as a path. Throws `DatabaseError` (`invalid_path`) on a key no database holds. */
export function parsePath(text: unknown): Path {
  if (typeof text !== 'string') throw new DatabaseError('invalid_path', 'A path must be a string.');
  if (text === '/') return ROOT;
  const keys = text.split('/');
  const path = keys.includes('') ? keys.filter((key) => key !== '') : keys;
  assertKeys(path, text);
  assertDepth(path.length);
  return path;
}

/** `a/b`, without a leading slash, as the server writes paths to its clients. */
export function pathText(path: Path): string {
  return path.join('/');
}

/** Tells whether `ancestor` is `path` or lies above it. */
export function isAtOrAbove(ancestor: Path, path: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((key, index) => key === path[index]);
}
