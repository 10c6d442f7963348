import type { TreeNode } from '../tree/node.ts';
import { changedPlaces } from './changed-paths.ts';
import { databaseEvent, isEventOfKind, type EventAuthor } from './database-event.ts';
import type { DatabaseEventKind, Endpoint, RetryPolicy } from './endpoint.ts';
import { parsePathPattern, segmentTakes, type PathPattern } from './path-pattern.ts';

/** One commit of a database: everything one write, however many paths it had, changed at once. */
export interface DatabaseCommit {
  readonly namespace: string;
  readonly before: TreeNode;
  readonly after: TreeNode;
  readonly paths: readonly (readonly string[])[];
  readonly auth: EventAuthor;
}

/** An event that a function is to get. */
export interface TriggeredEvent {
  readonly endpoint: Endpoint;
  readonly retry: RetryPolicy | undefined;
  readonly id: string;
  /** The CloudEvent as JSON text. */
  readonly body: string;
}

interface Listening {
  readonly endpoint: Endpoint;
  readonly kind: DatabaseEventKind;
  readonly instance: PathPattern;
  readonly ref: PathPattern;
  readonly retry: RetryPolicy | undefined;
}

/** Finds the events that a commit means for functions. */
export class DatabaseTriggers {
  #listening: readonly Listening[] = [];

  /** Listens for these functions from now on, in the place of those before. */
  setEndpoints(endpoints: readonly Endpoint[]): void {
    this.#listening = endpoints.flatMap((endpoint) => {
      const { trigger } = endpoint;
      if (trigger.type !== 'database') return [];
      const { kind, retry } = trigger;
      const instance = parsePathPattern(trigger.instance);
      return [{ endpoint, kind, retry, instance, ref: parsePathPattern(trigger.ref) }];
    });
  }

  /** The events of a commit, one for each function and place; `now` in milliseconds. */
  eventsOf(commit: DatabaseCommit, now: number): TriggeredEvent[] {
    const { before, after, paths: written, namespace } = commit;
    const events: TriggeredEvent[] = [];
    for (const { endpoint, kind, instance, ref, retry } of this.#listening) {
      const [segment] = instance;
      if (segment === undefined || !segmentTakes(segment, namespace)) continue;
      for (const place of changedPlaces(ref, { before, after, written })) {
        if (!isEventOfKind(kind, place)) continue;
        const event = databaseEvent(kind, place, { instance: namespace, author: commit.auth, now });
        events.push({ endpoint, retry, id: event.id, body: JSON.stringify(event) });
      }
    }
    return events;
  }
}
