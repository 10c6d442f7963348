import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from '../local-firebase-error.ts';

/** A request on its way through a service that reads and writes streams. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** The decoded value of a `:name` of the route; empty when the route has none of that name. */
  readonly param: (name: string) => string;
}

/** What answers a route. */
export type RouteHandler = (exchange: Exchange) => Promise<void> | void;

/** `METHOD /path/:name/*name`: `:name` takes one segment, `*name` all that follow. */
export type RouteTable = Readonly<Record<string, RouteHandler>>;

interface Route {
  readonly method: string;
  readonly expression: RegExp;
  readonly handle: RouteHandler;
}

/**
 * Finds the handler of a request; segments are taken apart before they are decoded, so `%2F` is no slash. Refuses 400 a path or
 * host that is none.
 */
export function createRouter(
  table: RouteTable,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> | undefined {
  const routes = Object.entries(table).map(([line, handle]) => compileRoute(line, handle));
  return (request, response) => {
    const url = urlOf(request);
    for (const { method, expression, handle } of routes) {
      const match = method === request.method ? expression.exec(url.pathname) : null;
      if (match === null) continue;
      const param = (name: string): string => decode(match.groups?.[name] ?? '');
      return Promise.resolve(handle({ request, response, url, param }));
    }
    return undefined;
  };
}

/** Answers with JSON; undefined members are left out. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** The URL asked for; the path is put behind the host, not resolved against it, so that `//x` names no host. */
function urlOf({ url = '/', headers }: IncomingMessage): URL {
  const text = `http://${headers.host ?? 'localhost'}${url}`;
  if (!url.startsWith('/') || !URL.canParse(text)) throw refuse(400, 'Bad Request');
  return new URL(text);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw refuse(400, 'Bad Request', 'The path is not properly encoded.');
  }
}

function compileRoute(line: string, handle: RouteHandler): Route {
  const [method = '', path = ''] = line.split(' ');
  const pattern = path
    .split('/')
    .map((segment) => segment.replace(/^:(\w+)$/, '(?<$1>[^/]+)').replace(/^\*(\w+)$/, '(?<$1>.+)'))
    .join('/');
  return { method, expression: new RegExp(`^${pattern}$`), handle };
}
