import type { TreeNode } from '../tree/node.ts';
import { segmentTakes, type PathPattern } from './path-pattern.ts';

/** A place that a pattern takes and where a commit changed the data. */
export interface ChangedPlace {
  readonly path: readonly string[];
  readonly before: TreeNode;
  readonly after: TreeNode;
}

/**
 * The places a pattern takes among what a commit changed, each once however many writes touched it. `written` are the
 * paths of the commit's writes: they keep this from looking through lists whose other entries were not touched.
 */
export function changedPlaces(
  pattern: PathPattern,
  commit: {
    readonly before: TreeNode;
    readonly after: TreeNode;
    readonly written: readonly (readonly string[])[];
  },
): ChangedPlace[] {
  const places = new Map<string, ChangedPlace>();
  for (const written of commit.written) {
    collect(pattern, written, { path: [], before: commit.before, after: commit.after }, places);
  }
  return [...places.values()];
}

function collect(
  pattern: PathPattern,
  written: readonly string[],
  place: ChangedPlace,
  places: Map<string, ChangedPlace>,
): void {
  const depth = place.path.length;
  const segment = pattern[depth];
  if (segment === undefined) {
    if (!place.before.isSame(place.after)) places.set(place.path.join('/'), place);
    return;
  }
  const key = written[depth];
  const keys = key === undefined ? candidateKeys(place, segment) : segmentTakes(segment, key) ? [key] : [];
  for (const candidate of keys) {
    const before = place.before.child(candidate);
    const after = place.after.child(candidate);
    if (before.isSame(after)) continue;
    collect(pattern, written, { path: [...place.path, candidate], before, after }, places);
  }
}

function candidateKeys(place: ChangedPlace, segment: PathPattern[number]): Iterable<string> {
  if ('literal' in segment) return [segment.literal];
  const keys = new Set<string>();
  for (const [key] of place.before.entries()) if (segment.matches(key)) keys.add(key);
  for (const [key] of place.after.entries()) if (segment.matches(key)) keys.add(key);
  return keys;
}
