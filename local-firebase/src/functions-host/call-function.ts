import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { CALL_HEADER, CALL_KIND_HEADER } from './child-message.ts';
import type { Outcome } from './deliveries.ts';
import type { Endpoint } from './endpoint.ts';
import type { FunctionsProcess } from './functions-process.ts';

/** How long a request waits for a process that is starting, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Hands an HTTP request over to a function, which sees `path` as its URL. Answers 503 while functions are stopped. */
export async function forwardRequest(
  functions: FunctionsProcess,
  call: { readonly endpoint: Endpoint; readonly path: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!(await functions.whenReady(PATIENCE_MS))) {
    answerUnavailable(request, response);
    return;
  }
  const headers: OutgoingHttpHeaders = {
    ...request.headers,
    'x-forwarded-for': request.socket.remoteAddress,
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': 'http',
    [CALL_HEADER]: call.endpoint.name,
    [CALL_KIND_HEADER]: 'http',
  };
  const outgoing = functions.request({ method: request.method, path: call.path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    pipeline(answer, response, () => undefined);
  });
  const timer = setTimeout(() => outgoing.destroy(new Error('timeout')), call.endpoint.timeoutMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) outgoing.destroy();
  });
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else answerUnavailable(request, response);
  });
  request.pipe(outgoing);
}

/** A call that no client waits for: an event, a schedule, a task. */
export interface Message {
  readonly endpoint: Endpoint;
  readonly kind: 'http' | 'event';
  readonly headers: OutgoingHttpHeaders;
  /** JSON text. */
  readonly body: string;
}

/** Makes one try to deliver a message. Never rejects. */
export async function deliverMessage(functions: FunctionsProcess, message: Message): Promise<Outcome> {
  if (!functions.isReady) return 'not-delivered';
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(message.body),
      ...message.headers,
      [CALL_HEADER]: message.endpoint.name,
      [CALL_KIND_HEADER]: message.kind,
    };
    const outgoing = functions.request({ method: 'POST', path: '/', headers }, (answer) => {
      const isDone = (answer.statusCode ?? 500) < 300;
      answer.resume();
      answer.once('close', () => resolve(isDone ? 'done' : 'failed'));
    });
    const timer = setTimeout(() => outgoing.destroy(new FunctionTimeout()), message.endpoint.timeoutMs);
    outgoing.once('close', () => clearTimeout(timer));
    outgoing.once('error', (error: NodeJS.ErrnoException) => resolve(outcomeOf(error)));
    outgoing.end(message.body);
  });
}

class FunctionTimeout extends Error {}

function outcomeOf(error: NodeJS.ErrnoException): Outcome {
  if (error instanceof FunctionTimeout) return 'failed';
  const neverReached = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
  return neverReached ? 'not-delivered' : 'interrupted';
}

/** In the shape of a callable's error, readable for pages of every origin, as callables themselves are. */
function answerUnavailable(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(503, {
    'content-type': 'application/json',
    'access-control-allow-origin': request.headers.origin ?? '*',
    'retry-after': '1',
  });
  response.end(JSON.stringify({ error: { status: 'UNAVAILABLE', message: 'Functions are not running.' } }));
}
