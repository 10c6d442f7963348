import type { CoreError } from '../model/errors.ts';
import { isCoreError } from '../model/errors.ts';
import { limits } from '../model/limits.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort, DataQuery } from '../ports.ts';
import { createStore } from '../store.ts';
import type { Readable } from '../store.ts';
import { live } from '../live.ts';

/** The newest rows of a list that are followed live, and the size of a page of older ones. */
const PAGE = 50;
const RETRY_MS = 2000;

export interface Row {
  readonly id: string;
  /** Server time in milliseconds. */
  readonly at: number;
}

export interface MessageListOptions<M extends Row> {
  readonly platform: Platform;
  readonly database: DatabasePort;
  /** The list in the database; its rows are ordered by their child `at`. */
  readonly path: string;
  /** Reads one row. Throws `bad-record`; such a row is left out. */
  read(id: string, stored: unknown): M;
  /** Ids that are written here and not yet acknowledged: the SDK shows them already, and may take them back. */
  readonly unacknowledged: Readable<ReadonlySet<string>>;
}

/** A list of messages: a live tail, older pages on demand, and no hole between. */
export interface MessageList<M extends Row> {
  /** By server time; rows that came in the same millisecond by id. Undefined until the server has answered. */
  readonly rows: Readable<readonly M[] | undefined>;
  readonly hasOlder: Readable<boolean>;
  /** Adds one page of older rows. Rejects with a `CoreError`. */
  loadOlder(): Promise<void>;
  readonly problem: Readable<CoreError | null>;
  close(): void;
}

/** Follows a list of messages from now until `close`. */
export function openMessageList<M extends Row>(options: MessageListOptions<M>): MessageList<M> {
  const { platform, database, path, unacknowledged } = options;
  const known = new Map<string, M>();
  const rows = createStore<readonly M[] | undefined>(undefined);
  const hasOlder = createStore(false);
  let tail: ReadonlyMap<string, M> | undefined;
  /** Server time of the newest row before a hole that could not be filled yet. */
  let holeAfter: number | undefined;
  let filling = false;
  let older: Promise<void> | undefined;
  let cancelRetry: (() => void) | undefined;
  let closed = false;

  function readRows(stored: unknown): Map<string, M> {
    const found = new Map<string, M>();
    if (typeof stored !== 'object' || stored === null) return found;
    for (const [id, row] of Object.entries(stored)) {
      try {
        found.set(id, options.read(id, row));
      } catch (cause) {
        // One broken row must not hide the conversation.
        if (!isCoreError(cause, 'bad-record')) throw cause;
      }
    }
    return found;
  }

  function publish(): void {
    const own = unacknowledged.get();
    rows.set([...known.values()].filter((row) => !own.has(row.id)).sort(compareRows));
  }

  function keep(found: ReadonlyMap<string, M>): void {
    for (const [id, row] of found) known.set(id, row);
    publish();
  }

  function takeTail(next: ReadonlyMap<string, M>): void {
    const previous = tail;
    tail = next;
    if (!previous) hasOlder.set(next.size >= PAGE);
    else {
      forgetRefused(previous, next);
      noticeHole(previous, next);
    }
    keep(next);
    void fillHole();
  }

  /** A row that is gone although its place is in the tail was a write of this client that the server refused. */
  function forgetRefused(previous: ReadonlyMap<string, M>, next: ReadonlyMap<string, M>): void {
    if (next.size === 0) return;
    const oldest = oldestAt(next);
    for (const [id, row] of previous)
      if (!next.has(id) && (next.size < PAGE || row.at > oldest)) known.delete(id);
  }

  /** Two tails without a common row: what lies between was missed. Own unacknowledged rows prove nothing. */
  function noticeHole(previous: ReadonlyMap<string, M>, next: ReadonlyMap<string, M>): void {
    const own = unacknowledged.get();
    const before = new Map([...previous].filter(([id]) => !own.has(id)));
    if (next.size < PAGE || before.size === 0 || [...before.keys()].some((id) => next.has(id))) return;
    holeAfter = Math.min(holeAfter ?? Infinity, newestAt(before));
  }

  /** Fetches what came while this client was away longer than the tail reaches, from the last row it had. */
  async function fillHole(): Promise<void> {
    if (filling || closed) return;
    filling = true;
    cancelRetry?.();
    cancelRetry = undefined;
    try {
      while (holeAfter !== undefined) {
        const found = await page({ startAt: holeAfter, limitToFirst: limits.listRows });
        keep(found);
        const reached = newestAt(found);
        const whole = found.size < limits.listRows || reached >= oldestAt(tail ?? new Map());
        // A page whose rows all lie in one millisecond would be fetched for ever.
        holeAfter = whole ? undefined : reached > holeAfter ? reached : reached + 1;
      }
    } catch {
      if (database.connected.get()) cancelRetry = platform.setTimeout(() => void fillHole(), RETRY_MS);
    } finally {
      filling = false;
    }
  }

  async function page(range: Pick<DataQuery, 'startAt' | 'endAt' | 'limitToFirst' | 'limitToLast'>) {
    return readRows(await database.read({ path, orderBy: 'at', ...range }));
  }

  async function fetchOlder(): Promise<void> {
    const oldest = oldestAt(known);
    // Inclusive, so that rows of the same millisecond are never skipped: one more than a page, merged by id.
    const found = await page({ endAt: oldest, limitToLast: PAGE + 1 });
    const isNew = [...found.keys()].some((id) => !known.has(id));
    keep(found);
    hasOlder.set(isNew && found.size > PAGE);
  }

  const source = live<ReadonlyMap<string, M> | undefined>({
    platform,
    database,
    query: { path, orderBy: 'at', limitToLast: PAGE },
    initial: undefined,
    read: readRows,
  });
  const stops = [
    source.subscribe((next) => next && takeTail(next)),
    unacknowledged.subscribe(() => rows.get() && publish()),
    database.connected.subscribe((up) => up && void fillHole()),
  ];

  return {
    rows,
    hasOlder,
    problem: source.problem,
    loadOlder() {
      if (!hasOlder.get()) return Promise.resolve();
      older ??= fetchOlder().finally(() => {
        older = undefined;
      });
      return older;
    },
    close() {
      closed = true;
      holeAfter = undefined;
      cancelRetry?.();
      for (const stop of stops) stop();
    },
  };
}

function compareRows(a: Row, b: Row): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function oldestAt(rows: ReadonlyMap<string, Row>): number {
  return Math.min(...[...rows.values()].map((row) => row.at));
}

function newestAt(rows: ReadonlyMap<string, Row>): number {
  return Math.max(...[...rows.values()].map((row) => row.at));
}
