import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { nodeToText } from '../tree/json.ts';
import type { Path } from './path.ts';
import type { Push } from './push.ts';
import type { RestRequest } from './rest-request.ts';
import type { SentQuery } from './wire-query.ts';

const KEEP_ALIVE_MS = 30_000;

/** Answers a request for `text/event-stream`: everything once, then every change, until the client goes. */
export function streamEvents(
  response: ServerResponse,
  { namespace, path, identity, expiresAt }: RestRequest,
  sent: SentQuery | undefined,
  clock: Clock,
): void {
  const first = namespace.read(path, sent, identity);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Access-Control-Allow-Origin': '*',
  });
  const emit = (event: string, data: string): void =>
    void response.write(`event: ${event}\ndata: ${data}\n\n`);
  emit('put', eventData('/', nodeToText(first)));
  const sink = {
    owner: response,
    push: (push: Push) =>
      emit(push.action === 'm' ? 'patch' : 'put', eventData(pathBelow(path, push.path), push.data)),
  };
  const endings = [namespace.listen(path, sent, sink)];
  let cancelKeepAlive = keepAlive();
  function keepAlive(): () => void {
    return clock.setTimeout(() => {
      emit('keep-alive', 'null');
      cancelKeepAlive = keepAlive();
    }, KEEP_ALIVE_MS);
  }
  endings.push(() => cancelKeepAlive());
  const end = (): void => {
    for (const ending of endings.splice(0)) ending();
    response.end();
  };
  endings.push(
    namespace.onRecheck(() => {
      if (namespace.mayRead(path, sent, identity)) return;
      emit('cancel', 'null');
      end();
    }),
  );
  if (expiresAt !== null) {
    const expire = (): void => {
      emit('auth_revoked', '"credential is no longer valid"');
      end();
    };
    endings.push(clock.setTimeout(expire, expiresAt - clock.now()));
  }
  response.on('close', end);
}

function eventData(path: string, data: string): string {
  return `{"path":${JSON.stringify(path)},"data":${data}}`;
}

function pathBelow(base: Path, path: Path): string {
  return `/${path.slice(base.length).join('/')}`;
}
