import type { AsyncLocalStorage } from 'node:async_hooks';
import express, { type Express, type Request, type Response } from 'express';
import { CALL_HEADER, CALL_KIND_HEADER } from './child-message.ts';
import type { Handler } from './discover.ts';

/** Largest request body, as on the live service. */
const LARGEST_BODY = '32mb';

/** The request as functions know it: parsed body, and the bytes it was parsed from. */
interface FunctionRequest extends Request {
  rawBody?: Buffer;
}

/** Answers calls of the parent with the bundle's functions; `running` carries the name of the one at work. */
export function childApp(
  handlers: ReadonlyMap<string, Handler>,
  running: AsyncLocalStorage<string>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'extended');
  app.set('trust proxy', true);
  app.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  app.use((request: FunctionRequest, response: Response) => {
    const name = request.header(CALL_HEADER) ?? '';
    const handler = handlers.get(name);
    if (handler === undefined) {
      response.status(404).end();
      return;
    }
    const isEvent = request.header(CALL_KIND_HEADER) === 'event';
    Reflect.deleteProperty(request.headers, CALL_HEADER);
    Reflect.deleteProperty(request.headers, CALL_KIND_HEADER);
    const call = (): Promise<void> =>
      isEvent ? callEvent(handler, request, response) : callHttp(handler, request, response);
    void running.run(name, call);
  });
  return app;
}

async function callHttp(handler: Handler, request: FunctionRequest, response: Response): Promise<void> {
  const raw: unknown = request.body;
  const rawBody = Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
  request.rawBody = rawBody;
  try {
    request.body = parseBody(rawBody, request);
  } catch {
    response.status(400).type('text').send('Bad Request: the body is not what its Content-Type says.');
    return;
  }
  try {
    await handler(request, response);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    if (!response.headersSent) response.status(500).type('text').send('Internal Server Error');
    else response.end();
  }
}

async function callEvent(handler: Handler, request: Request, response: Response): Promise<void> {
  try {
    await handler(JSON.parse(String(request.body)));
    response.status(204).end();
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    response.status(500).end();
  }
}

function parseBody(body: Buffer, request: Request): unknown {
  if (body.length === 0) return {};
  if (request.is('json') !== false || request.is('+json') !== false) return JSON.parse(body.toString('utf8'));
  if (request.is('urlencoded') !== false)
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  if (request.is('text/*') !== false) return body.toString('utf8');
  return body;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
