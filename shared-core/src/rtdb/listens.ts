import { CoreError } from '../model/errors.ts';
import type { DataQuery } from '../ports.ts';
import { segmentsOf, toTree, treeAt, withTreeAt } from './tree.ts';
import type { Tree } from './tree.ts';
import { selected, wireQuery } from './wire-query.ts';
import type { WireQuery } from './wire-query.ts';

interface Hearer {
  readonly next: (value: unknown) => void;
  readonly failed: (cause: CoreError) => void;
}

/** One listen at the server, for all who want the same. */
interface Listen {
  readonly query: DataQuery;
  readonly path: readonly string[];
  /** What the requests about it name it by. */
  readonly name: { readonly p: string; readonly q?: WireQuery; readonly t?: number };
  readonly hearers: Set<Hearer>;
  value: Tree;
  isKnown: boolean;
}

/** What the server pushes: a place's value (`d`), several below it (`m`), or the end of a listen (`c`). */
export interface Push {
  readonly p: string;
  readonly d?: unknown;
  /** Whose push it is, where it is a query's. */
  readonly t?: number;
  readonly q?: readonly WireQuery[];
}

export interface Listens {
  listen(query: DataQuery, next: Hearer['next'], failed: Hearer['failed']): () => void;
  /** Takes up every listen on a new connection. */
  restore(): void;
  take(action: string, push: Push): void;
}

/** Asks the server; `answered` is called unless the connection ends before. Without a connection nothing happens. */
export type Ask = (action: string, body: unknown, answered: (refusal: CoreError | null) => void) => void;

/** What is listened to, and the values of it. Each push makes new values and leaves those that were handed out alone. */
export function createListens(ask: Ask): Listens {
  const listens = new Map<string, Listen>();
  let lastTag = 0;

  function begin(key: string, listen: Listen): void {
    // The hash of what is known already would spare sending it again; what is listened to is some kilobytes.
    ask('q', { ...listen.name, h: '' }, (refusal) => {
      if (listens.get(key) !== listen) return;
      if (refusal) end(key, listen, refusal);
      else if (!listen.isKnown) set(listen, null);
    });
  }

  function end(key: string, listen: Listen, cause: CoreError): void {
    listens.delete(key);
    for (const { failed } of [...listen.hearers]) failed(cause);
  }

  function set(listen: Listen, value: Tree): void {
    // A connection that is back brings everything again.
    const isNews = !listen.isKnown || JSON.stringify(listen.value) !== JSON.stringify(value);
    listen.isKnown = true;
    listen.value = value;
    if (!isNews) return;
    for (const hearer of [...listen.hearers]) if (listen.hearers.has(hearer)) hearer.next(value);
  }

  /** What a listen's value becomes by `value` at `path`; undefined where it has nothing to do with it. */
  function changed(listen: Listen, known: Tree | undefined, path: readonly string[], value: Tree) {
    const shared = Math.min(path.length, listen.path.length);
    if (path.slice(0, shared).some((segment, index) => segment !== listen.path[index])) return known;
    if (path.length <= listen.path.length) return treeAt(value, listen.path.slice(path.length));
    return known === undefined ? undefined : withTreeAt(known, path.slice(listen.path.length), value);
  }

  function apply({ p, t }: Push, changes: readonly (readonly [string, unknown])[]): void {
    const trees = changes.map(([path, value]) => [segmentsOf(`${p}/${path}`), toTree(value)] as const);
    for (const listen of [...listens.values()]) {
      if (listen.name.t !== t) continue;
      const value = trees.reduce<Tree | undefined>(
        (known, [path, tree]) => changed(listen, known, path, tree),
        listen.isKnown ? listen.value : undefined,
      );
      if (value !== undefined) set(listen, selected(listen.query, value));
    }
  }

  return {
    listen(query, next, failed) {
      const q = wireQuery(query);
      const key = JSON.stringify([query.path, q]);
      let listen = listens.get(key);
      const isNew = !listen;
      listen ??= {
        query,
        path: segmentsOf(query.path),
        name: { p: `/${query.path}`, ...(q ? { q, t: (lastTag += 1) } : {}) },
        hearers: new Set(),
        value: null,
        isKnown: false,
      };
      const ours = listen;
      const hearer = { next, failed };
      ours.hearers.add(hearer);
      listens.set(key, ours);
      if (isNew) begin(key, ours);
      else if (ours.isKnown) next(ours.value);
      return () => {
        if (!ours.hearers.delete(hearer) || ours.hearers.size > 0 || listens.get(key) !== ours) return;
        listens.delete(key);
        ask('n', ours.name, () => undefined);
      };
    },
    restore() {
      for (const [key, listen] of listens) begin(key, listen);
    },
    take(action, push) {
      if (action === 'd') apply(push, [['', push.d]]);
      else if (action === 'm') apply(push, Object.entries(push.d as Record<string, unknown>));
      else if (action === 'c') {
        const path = segmentsOf(push.p).join('/');
        for (const [key, listen] of [...listens])
          if (listen.path.join('/') === path && isMeant(listen, push))
            end(key, listen, new CoreError('refused'));
      }
    },
  };
}

/** A revocation names its queries by what they ask for, not by their tags; without any it means the whole place. */
function isMeant({ name }: Listen, { q }: Push): boolean {
  if (!q) return name.q === undefined;
  return q.some((query) => Object.entries(name.q ?? {}).every(([key, value]) => query[key] === value));
}
