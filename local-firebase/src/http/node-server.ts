import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** What handlers find in their context: Node's own request and response, for streaming. */
export interface NodeBindings {
  Bindings: HttpBindings;
}

/** An HTTP server (not yet listening) that answers with `app`. */
export function serverFor(app: Hono<NodeBindings>): Server {
  return serverOf(listenerFor(app));
}

/** An HTTP server (not yet listening) that answers with `handle`. */
export function serverOf(handle: (request: IncomingMessage, response: ServerResponse) => void): Server {
  // A long upload or an event stream is no reason to hang up.
  return createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, handle);
}

/** `app` as a plain Node listener. */
function listenerFor(app: Hono<NodeBindings>): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  return (request, response) => void listener(request, response);
}
