import type { Clock } from '../clock.ts';
import { DatabaseError } from '../tree/database-error.ts';
import { TreeNode } from '../tree/node.ts';
import { authOf, type AccessRules, type Decision, type Identity } from './access.ts';
import { Listens, type ListenSink } from './listens.ts';
import type { Path } from './path.ts';
import type { Change } from './push.ts';
import { neededIndex } from './query.ts';
import { filtered } from './query-window.ts';
import type { SentQuery } from './wire-query.ts';
import { outcomeOf, type Assignment } from './write.ts';

/** A write that happened. */
export interface Commit {
  readonly before: TreeNode;
  readonly after: TreeNode;
  readonly changes: readonly Change[];
  readonly identity: Identity;
}

/** A write somebody asks for. */
export interface WriteAttempt {
  readonly assignments: readonly Assignment[];
  readonly identity: Identity;
  /** The state the writer saw at a path, by its hash: a write on top of another state is refused. */
  readonly expected?: { readonly path: Path; readonly hash: string };
}

export interface NamespaceParts {
  readonly name: string;
  readonly clock: Clock;
  readonly rules: AccessRules;
  readonly root?: TreeNode;
  /** Called before anybody hears of a commit: the place to make it durable. */
  readonly record: (changes: readonly Change[], after: TreeNode) => void;
  /** Called after every listen has been told. */
  readonly committed: (commit: Commit) => void;
  /** Hears of every request that the rules refuse. */
  readonly denied?: (decision: Decision) => void;
}

/** One database: its data, its rules and those who listen. Everything it does is synchronous, so commits have one order. */
export class Namespace {
  readonly name: string;
  readonly #parts: NamespaceParts;
  readonly #listens = new Listens();
  readonly #checks = new Set<() => void>();
  #root: TreeNode;
  #rules: AccessRules;

  constructor(parts: NamespaceParts) {
    this.name = parts.name;
    this.#parts = parts;
    this.#root = parts.root ?? TreeNode.empty;
    this.#rules = parts.rules;
  }

  get root(): TreeNode {
    return this.#root;
  }

  get rules(): AccessRules {
    return this.#rules;
  }

  set rules(rules: AccessRules) {
    this.#rules = rules;
    this.recheckListens();
  }

  /** Has every open listen checked against the rules, and ended where it may no longer read. */
  recheckListens(): void {
    for (const check of this.#checks) check();
  }

  /** Calls back when open listens may have lost their permission. */
  onRecheck(check: () => void): () => void {
    this.#checks.add(check);
    return () => void this.#checks.delete(check);
  }

  /** Tells whether rules let somebody read. */
  mayRead(path: Path, sent: SentQuery | undefined, identity: Identity): boolean {
    if (identity.kind === 'admin') return true;
    const decision = this.#rules.canRead({
      path,
      auth: authOf(identity),
      now: this.#parts.clock.now(),
      root: this.#root,
      query: sent?.view ?? null,
    });
    if (!decision.allowed) this.#parts.denied?.(decision);
    return decision.allowed;
  }

  /** The data at a path as a query narrows it. Throws `permission_denied`. */
  read(path: Path, sent: SentQuery | undefined, identity: Identity): TreeNode {
    if (!this.mayRead(path, sent, identity)) throw permissionDenied();
    const node = this.#root.at(path);
    return sent === undefined ? node : filtered(node, sent.query);
  }

  /** Tells whether the rules lack the `.indexOn` that the live service wants for this query. */
  lacksIndex(path: Path, sent: SentQuery | undefined): boolean {
    const needed = sent === undefined ? null : neededIndex(sent.query);
    return needed !== null && !this.#rules.indexesAt(path).includes(needed);
  }

  /** Listens without asking the rules: `read` has. The returned function ends the listen. */
  listen(path: Path, sent: SentQuery | undefined, sink: ListenSink): () => void {
    return this.#listens.add(path, sent, sink, this.#root.at(path));
  }

  /** Throws `permission_denied` where the rules would refuse this write now; changes nothing. */
  assertMayWrite(attempt: WriteAttempt): void {
    this.#prepare(attempt);
  }

  /** Writes all or nothing, tells listeners, and returns the commit. Throws `DatabaseError`. */
  write(attempt: WriteAttempt): Commit {
    const { after, changes } = this.#prepare(attempt);
    const commit: Commit = { before: this.#root, after, changes, identity: attempt.identity };
    if (changes.length === 0) return commit;
    this.#parts.record(changes, after);
    this.#root = after;
    this.#listens.notify(commit.before, after, changes);
    this.#parts.committed(commit);
    return commit;
  }

  #prepare({ assignments, identity, expected }: WriteAttempt): ReturnType<typeof outcomeOf> {
    const now = this.#parts.clock.now();
    const outcome = outcomeOf(this.#root, assignments, now);
    // Before the rules: a transaction that ran on old data must be run again, not be refused for its old result.
    if (expected !== undefined && this.#root.at(expected.path).hash() !== expected.hash) {
      throw new DatabaseError('datastale', 'Transaction hash does not match');
    }
    if (identity.kind === 'admin') return outcome;
    const { paths, after } = outcome;
    const request = { paths, auth: authOf(identity), now, before: this.#root, after };
    const decision = this.#rules.canWrite(request);
    if (decision.allowed) return outcome;
    this.#parts.denied?.(decision);
    throw permissionDenied();
  }
}

function permissionDenied(): DatabaseError {
  return new DatabaseError('permission_denied', 'Permission denied');
}
