import { randomUUID } from 'node:crypto';
import { nodeToJson } from '../tree/json.ts';
import type { TreeNode } from '../tree/node.ts';
import type { ChangedPlace } from './changed-paths.ts';
import type { DatabaseEventKind } from './endpoint.ts';

/** Who wrote. */
export interface EventAuthor {
  readonly type: 'admin' | 'app_user' | 'unauthenticated';
  readonly uid?: string | undefined;
}

/** Region that every local database claims to be in. */
const LOCATION = 'us-central1';

/** Whether a change at a place is an event of `kind`. */
export function isEventOfKind(kind: DatabaseEventKind, place: ChangedPlace): boolean {
  switch (kind) {
    case 'created':
      return place.before.isEmpty() && !place.after.isEmpty();
    case 'deleted':
      return !place.before.isEmpty() && place.after.isEmpty();
    case 'updated':
      return !place.before.isEmpty() && !place.after.isEmpty();
    case 'written':
      return true;
  }
}

/** The CloudEvent of a change, as firebase-functions reads it; `now` in milliseconds. */
export function databaseEvent(
  kind: DatabaseEventKind,
  place: ChangedPlace,
  context: { readonly instance: string; readonly author: EventAuthor; readonly now: number },
): Record<string, unknown> & { id: string } {
  const ref = place.path.join('/');
  return {
    specversion: '1.0',
    id: randomUUID(),
    type: `google.firebase.database.ref.v1.${kind}`,
    source: `//firebasedatabase.googleapis.com/projects/_/locations/${LOCATION}/instances/${context.instance}`,
    subject: `refs/${ref}`,
    time: new Date(context.now).toISOString(),
    datacontenttype: 'application/json',
    location: LOCATION,
    instance: context.instance,
    ref,
    firebasedatabasehost: 'firebaseio.com',
    authtype: context.author.type,
    ...(context.author.uid === undefined ? {} : { authid: context.author.uid }),
    data: { data: nodeToJson(place.before), delta: deltaOf(place.before, place.after) },
  };
}

/** What to merge into the JSON of `before` to get that of `after`: nulls where something is gone. */
function deltaOf(before: TreeNode, after: TreeNode): unknown {
  const json = nodeToJson(after);
  if (before.size === 0 || after.size === 0) return json;
  const delta: Record<string, unknown> = {};
  for (const [key] of before.entries()) if (after.child(key).isEmpty()) define(delta, key, null);
  for (const [key, child] of after.entries()) {
    const old = before.child(key);
    if (!old.isSame(child)) define(delta, key, deltaOf(old, child));
  }
  return delta;
}

function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
