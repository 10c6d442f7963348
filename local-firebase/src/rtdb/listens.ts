import type { TreeNode } from '../tree/node.ts';
import { groupByKey, sharedKey } from './group-by-key.ts';
import type { Path } from './path.ts';
import { Push, pushOfChanges, type Change } from './push.ts';
import { QueryListen } from './query-listen.ts';
import type { SentQuery } from './wire-query.ts';

/** Who is told. Two plain listens of one owner, one above the other, share the upper one's news. */
export interface ListenSink {
  readonly owner: object;
  /** Called inside the commit: must not write. */
  push(push: Push): void;
}

/** The listens at one place of the database, and below. */
interface Place {
  readonly children: Map<string, Place>;
  readonly plain: Set<ListenSink>;
  readonly queries: Map<string, { readonly listen: QueryListen; readonly sinks: Set<ListenSink> }>;
}

/** A commit on its way down the places that listen. */
interface Visit {
  readonly path: Path;
  readonly before: TreeNode;
  readonly after: TreeNode;
  /** Owners that a plain listen further up has told already. */
  readonly told: ReadonlySet<object>;
}

const NOBODY_TOLD: ReadonlySet<object> = new Set();

function newPlace(): Place {
  return { children: new Map(), plain: new Set(), queries: new Map() };
}

/** All listens of one database, found by path: a commit visits only the places on and below the paths it wrote. */
export class Listens {
  readonly #root = newPlace();

  /** Adds a listen at `path`, whose data is now `node`; the returned function ends it. */
  add(path: Path, sent: SentQuery | undefined, sink: ListenSink, node: TreeNode): () => void {
    const places = this.#placesAlong(path);
    const place = places.at(-1) ?? this.#root;
    if (sent === undefined) {
      place.plain.add(sink);
      return () => {
        place.plain.delete(sink);
        prune(places, path);
      };
    }
    const shared = place.queries.get(sent.id) ?? {
      listen: new QueryListen(path, sent.query, node),
      sinks: new Set(),
    };
    place.queries.set(sent.id, shared);
    shared.sinks.add(sink);
    return () => {
      shared.sinks.delete(sink);
      if (shared.sinks.size === 0 && place.queries.get(sent.id) === shared) place.queries.delete(sent.id);
      prune(places, path);
    };
  }

  /** Tells every listen what a commit changed for it. The changes' paths don't lie within one another. */
  notify(before: TreeNode, after: TreeNode, changes: readonly Change[]): void {
    visitBelow(this.#root, { path: [], before, after, told: NOBODY_TOLD }, changes);
  }

  #placesAlong(path: Path): Place[] {
    const places = [this.#root];
    for (const key of path) {
      const parent = places.at(-1) ?? this.#root;
      const place = parent.children.get(key) ?? newPlace();
      parent.children.set(key, place);
      places.push(place);
    }
    return places;
  }
}

/** Forgets places that nobody listens at or below, from the deepest up. */
function prune(places: readonly Place[], path: Path): void {
  for (let depth = path.length; depth > 0; depth--) {
    const place = places[depth];
    if (place === undefined || place.children.size + place.plain.size + place.queries.size > 0) return;
    places[depth - 1]?.children.delete(path[depth - 1] as string);
  }
}

function visitBelow(place: Place, visit: Visit, changes: readonly Change[]): void {
  const [first] = changes;
  if (first === undefined) return;
  const depth = visit.path.length;
  if (first.path.length === depth) {
    visitReplaced(place, visit);
    return;
  }
  const told =
    place.plain.size === 0
      ? visit.told
      : tellPlain(place.plain, visit.told, pushOfChanges(visit.path, changes));
  for (const { listen, sinks } of place.queries.values()) {
    tell(sinks, listen.changed(visit.before, visit.after, changes));
  }
  if (place.children.size === 0) return;
  const below = { ...visit, told };
  const shared = sharedKey(changes, depth);
  if (shared !== undefined) visitChild(place, below, shared, changes);
  else for (const [key, group] of groupByKey(changes, depth)) visitChild(place, below, key, group);
}

function visitChild(place: Place, visit: Visit, key: string, changes: readonly Change[]): void {
  const child = place.children.get(key);
  if (child !== undefined) visitBelow(child, visitOfChild(visit, key), changes);
}

/** The data at this place was written as a whole, here or further up. */
function visitReplaced(place: Place, visit: Visit): void {
  const { path, before, after } = visit;
  if (before.isSame(after)) return;
  const told =
    place.plain.size === 0 ? visit.told : tellPlain(place.plain, visit.told, Push.set(path, after));
  for (const { listen, sinks } of place.queries.values()) tell(sinks, listen.replaced(before, after));
  const below = { ...visit, told };
  for (const [key, child] of place.children) visitReplaced(child, visitOfChild(below, key));
}

function visitOfChild({ path, before, after, told }: Visit, key: string): Visit {
  return { path: [...path, key], before: before.child(key), after: after.child(key), told };
}

/** Tells those who have not been told further up; returns all who have been now. */
function tellPlain(
  sinks: ReadonlySet<ListenSink>,
  told: ReadonlySet<object>,
  push: Push,
): ReadonlySet<object> {
  const toldNow = new Set(told);
  for (const sink of sinks) {
    if (told.has(sink.owner)) continue;
    sink.push(push);
    toldNow.add(sink.owner);
  }
  return toldNow;
}

function tell(sinks: ReadonlySet<ListenSink>, push: Push | undefined): void {
  if (push === undefined) return;
  for (const sink of sinks) sink.push(push);
}
