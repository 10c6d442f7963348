import type { Endpoint } from './endpoint.ts';

/** What the functions' process tells its parent. */
export type ChildMessage =
  | { readonly type: 'ready'; readonly endpoints: readonly Endpoint[] }
  | { readonly type: 'failed'; readonly reason: string };

/** Request header that names the function to call; only the parent can reach the child, and it sets this itself. */
export const CALL_HEADER = 'x-local-firebase-call';

/** Request header that says how: `http` hands over request and response, `event` the body as a CloudEvent. */
export const CALL_KIND_HEADER = 'x-local-firebase-call-kind';

/** Environment variables the parent gives the child for itself. */
export const SOCKET_VARIABLE = 'LOCAL_FIREBASE_SOCKET';
export const SOURCE_VARIABLE = 'LOCAL_FIREBASE_SOURCE';

/** Marks the name of the function at the head of a line of output: `\u001e<name>\u001f<text>`. */
export const NAME_START = '\u001e';
export const NAME_END = '\u001f';
