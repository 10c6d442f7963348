import type { Update } from '@foyer/shared-core/model';
import type { Actor, ActorName } from './actors.ts';
import type { Cast } from './world.ts';

/** A read of the matrix: a path, and the query that bounds it where the rule demands one. */
export interface Read {
  readonly path: string;
  readonly query?: {
    readonly orderBy: 'key' | { readonly child: string };
    readonly startAt?: number;
    readonly limitToLast?: number;
    readonly limitToFirst?: number;
  };
}

/** Variants of one act by name: with just that wrong, or different and as right. */
export type Variants<Act> = Readonly<Record<string, (act: Act, actor: Actor, cast: Cast) => Act>>;

/** A world in which the act meets another answer, or by a hair the same; whom it concerns if not all of `allowed`. */
export interface Situation {
  readonly granted: boolean;
  readonly of?: readonly ActorName[];
  readonly before: (actor: Actor, cast: Cast, now: number) => Update;
}

interface RowBase {
  readonly path: string;
  readonly what: string;
  readonly allowed: readonly ActorName[];
  /** What stands in the world for this act beyond what stands there for all. */
  readonly given?: (actor: Actor, cast: Cast, now: number) => Update;
  readonly when?: Readonly<Record<string, Situation>>;
  /** Needs a world that is exact to the millisecond: no server can be met there, only the rules. */
  readonly onPaper?: true;
}

interface ReadRow extends RowBase {
  readonly operation: 'read';
  readonly act: (actor: Actor, cast: Cast) => Read;
  readonly wrong?: Variants<Read>;
  readonly also?: Variants<Read>;
}

export interface WriteRow extends RowBase {
  readonly operation: 'write';
  readonly act: (actor: Actor, cast: Cast) => Update;
  readonly wrong: Variants<Update>;
  readonly also?: Variants<Update>;
  /** Which distortions of the act the rules let through, and why that is all right. */
  readonly tolerates?: Readonly<Record<string, string>>;
}

export type Row = ReadRow | WriteRow;

/** A node that nobody may write, whoever they are and whatever they claim. */
export function sealed(path: string, at: (actor: Actor, cast: Cast) => string, value: unknown): WriteRow {
  return {
    path,
    operation: 'write',
    what: 'any change',
    allowed: [],
    act: (actor, cast) => ({ [at(actor, cast)]: value }),
    wrong: {},
  };
}

/** A field deleted while nothing else stands beside it, so that no record is left to demand it. */
export function lastThing(path: string, at: string, record: string): WriteRow {
  const field = at.slice(record.length + 1);
  return {
    path,
    operation: 'write',
    what: 'delete, when nothing else is there',
    allowed: [],
    act: () => ({ [at]: null }),
    wrong: {},
    given: () => ({ [record]: { [field]: 1 } }),
  };
}
