import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

type Listener = (response: IncomingMessage) => void;

/** Google services that this stack plays, and for which the Admin SDK has no emulator setting. */
const PLAYED_HERE: ReadonlySet<string> = new Set([
  'firebaseappcheck.googleapis.com',
  'oauth2.googleapis.com',
]);

/**
 * Leads the Admin SDK's App Check calls, and what its credential asks for on the way, to this stack's own service at `host`
 * (`host:port`), which has each service under its host's name. To be called once, before the bundle is loaded.
 */
export function stayLocal(host: string): void {
  const { request } = https;
  const [hostname = '', port = ''] = host.split(':');
  const redirected = (...args: unknown[]): ClientRequest => {
    const { target, options, listener } = readArguments(args);
    if (!PLAYED_HERE.has(target.hostname)) return Reflect.apply(request, https, args) as ClientRequest;
    const { agent: _agent, protocol: _protocol, ...rest } = options;
    const path = `/${target.hostname}${target.path}`;
    const sent = http.request({ ...rest, hostname, host: hostname, port, path }, listener);
    sent.setHeader('host', host);
    return sent;
  };
  https.request = redirected;
  syncBuiltinESMExports();
}

/** `https.request` takes options, or a URL with or without options, each with or without a listener. */
function readArguments(args: readonly unknown[]) {
  const [first, second] = args;
  const last = args.at(-1);
  const listener = isListener(last) ? last : undefined;
  if (typeof first === 'string' || first instanceof URL) {
    const { hostname, pathname, search } = new URL(first);
    const options: RequestOptions = typeof second === 'object' && second !== null ? second : {};
    return { target: { hostname, path: pathname + search }, options, listener };
  }
  const options = first as RequestOptions;
  const target = { hostname: options.hostname ?? options.host ?? '', path: options.path ?? '/' };
  return { target, options, listener };
}

function isListener(argument: unknown): argument is Listener {
  return typeof argument === 'function';
}
