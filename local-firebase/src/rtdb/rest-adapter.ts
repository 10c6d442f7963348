import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { DatabaseError } from '../tree/database-error.ts';
import { nodeToJson } from '../tree/json.ts';
import type { TreeNode } from '../tree/node.ts';
import type { Identity } from './access.ts';
import { pathText } from './path.ts';
import { PushIds } from './push-id.ts';
import { neededIndex } from './query.ts';
import { parseRestQuery } from './rest-query.ts';
import {
  COVERAGE_PATH,
  DENIALS_PATH,
  parseBody,
  readBody,
  readRestRequest,
  RULES_PATH,
  type RestHost,
  type RestRequest,
} from './rest-request.ts';
import { streamEvents } from './rest-stream.ts';
import type { SentQuery } from './wire-query.ts';
import { readMerge, readPut, type Assignment } from './write.ts';

interface Answer {
  readonly status: number;
  /** What goes out as JSON. */
  readonly body?: unknown;
  /** What goes out as it is, instead of a body. */
  readonly text?: string;
  readonly headers?: OutgoingHttpHeaders;
}

const NULL_ETAG = 'null_etag';

/** The REST half of the database: one HTTP request, one read or write. */
export class RestAdapter {
  readonly #host: RestHost;
  readonly #pushIds = new PushIds();

  constructor(host: RestHost) {
    this.#host = host;
  }

  /** Answers a request. Never throws; what cannot be done is answered with `{"error": …}`. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.method === 'OPTIONS') {
        sendPreflight(request, response);
        return;
      }
      const read = readRestRequest(request, this.#host);
      if (read.pathname === RULES_PATH) {
        send(response, await this.#handleRules(read, request), read.parameters);
        return;
      }
      if (read.pathname === COVERAGE_PATH) {
        send(response, coverageOf(read), read.parameters);
        return;
      }
      if (read.pathname === DENIALS_PATH) {
        assertAdmin(read.identity);
        const body = { denials: this.#host.denials(read.namespaceName) };
        send(response, { status: 200, body }, read.parameters);
        return;
      }
      const sent = read.method === 'GET' ? this.#queryOf(read) : undefined;
      if (read.method === 'GET' && (request.headers.accept ?? '').includes('text/event-stream')) {
        streamEvents(response, read, sent, this.#host.clock);
        return;
      }
      send(response, await this.#perform(read, request, sent), read.parameters);
    } catch (error) {
      if (!request.destroyed || request.complete) send(response, answerOf(error));
    }
  }

  async #perform(read: RestRequest, request: IncomingMessage, sent: SentQuery | undefined): Promise<Answer> {
    switch (read.method) {
      case 'GET':
        return this.#get(read, sent);
      case 'PUT':
        return this.#put(read, parseBody(await readBody(request)));
      case 'DELETE':
        return this.#put(read, null);
      case 'PATCH':
        return this.#patch(read, parseBody(await readBody(request)));
      case 'POST':
        return this.#post(read, parseBody(await readBody(request)));
      default:
        return { status: 405, body: { error: 'HTTP method not allowed.' } };
    }
  }

  #queryOf({ namespace, path, parameters }: RestRequest): SentQuery | undefined {
    const sent = parseRestQuery(parameters);
    if (sent !== undefined && parameters.get('shallow') === 'true') {
      throw new DatabaseError('invalid_query', 'Mixing shallow and querying parameters is not supported');
    }
    if (sent !== undefined && namespace.lacksIndex(path, sent)) {
      const index = JSON.stringify(neededIndex(sent.query));
      const message = `Index not defined, add ".indexOn": ${index}, for path "/${pathText(path)}", to the rules`;
      throw new DatabaseError('index_not_defined', message);
    }
    return sent;
  }

  #get({ namespace, path, identity, parameters, headers }: RestRequest, sent: SentQuery | undefined): Answer {
    const node = namespace.read(path, sent, identity);
    const isExport = parameters.get('format') === 'export';
    const body = parameters.get('shallow') === 'true' ? shallowOf(node) : nodeToJson(node, isExport);
    return { status: 200, body, headers: wantsEtag(headers) ? { ETag: etagOf(node) } : {} };
  }

  #put(read: RestRequest, json: unknown): Answer {
    const stale = this.#staleAnswer(read);
    if (stale !== undefined) return stale;
    const assignment = readPut(pathText(read.path), json);
    this.#write(read, [assignment]);
    const node = read.namespace.root.at(read.path);
    const isExport = read.parameters.get('format') === 'export';
    const headers = wantsEtag(read.headers) ? { ETag: etagOf(node) } : {};
    return { status: 200, body: nodeToJson(node, isExport), headers };
  }

  #patch(read: RestRequest, json: unknown): Answer {
    const assignments = readMerge(pathText(read.path), json);
    this.#write(read, assignments);
    const { root } = read.namespace;
    const body = Object.fromEntries(
      assignments.map(({ path }) => [pathText(path.slice(read.path.length)), nodeToJson(root.at(path))]),
    );
    return { status: 200, body };
  }

  #post(read: RestRequest, json: unknown): Answer {
    const name = this.#pushIds.next(this.#host.clock.now());
    this.#write(read, [readPut(pathText([...read.path, name]), json)]);
    return { status: 200, body: { name } };
  }

  #write({ namespace, identity }: RestRequest, assignments: readonly Assignment[]): void {
    namespace.write({ assignments, identity });
    try {
      this.#host.makeDurable();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DatabaseError('unavailable', `The write is not stored yet: ${reason}`);
    }
  }

  /** The answer to a conditional write on data that is no longer what its writer saw. */
  #staleAnswer({ namespace, path, identity, headers, parameters }: RestRequest): Answer | undefined {
    const expected = headers['if-match'];
    if (expected === undefined) return undefined;
    if (parameters.get('print') === 'silent') {
      throw new DatabaseError('invalid_query', 'print=silent cannot be used with a conditional request');
    }
    const node = namespace.root.at(path);
    if (expected === etagOf(node)) return undefined;
    if (!namespace.mayRead(path, undefined, identity))
      return { status: 412, body: { error: 'Precondition failed' } };
    return { status: 412, body: nodeToJson(node), headers: { ETag: etagOf(node) } };
  }

  async #handleRules(
    { method, identity, namespaceName }: RestRequest,
    request: IncomingMessage,
  ): Promise<Answer> {
    assertAdmin(identity);
    if (method === 'GET') {
      const source = this.#host.rulesSource(namespaceName);
      return { status: 200, ...(typeof source === 'string' ? { text: source } : { body: source }) };
    }
    if (method !== 'PUT') return { status: 405, body: { error: 'HTTP method not allowed.' } };
    const source = await readBody(request);
    try {
      this.#host.setRules(namespaceName, source);
    } catch (error) {
      return { status: 400, body: { error: error instanceof Error ? error.message : 'Invalid rules' } };
    }
    return { status: 200, body: { status: 'ok' } };
  }
}

function coverageOf({ identity, namespace }: RestRequest): Answer {
  assertAdmin(identity);
  return { status: 200, body: { rules: namespace.rules.coverage?.() ?? [] } };
}

function assertAdmin(identity: Identity): void {
  if (identity.kind !== 'admin') throw new DatabaseError('permission_denied', 'Permission denied');
}

function wantsEtag(headers: IncomingMessage['headers']): boolean {
  return headers['x-firebase-etag'] === 'true';
}

function etagOf(node: TreeNode): string {
  return node.isEmpty() ? NULL_ETAG : node.hash();
}

/** Keys without what lies below them, so that a large list can be enumerated cheaply. */
function shallowOf(node: TreeNode): unknown {
  if (node.isEmpty() || node.isLeaf()) return nodeToJson(node);
  return Object.fromEntries(Array.from(node.entries(), ([key]) => [key, true]));
}

function send(
  response: ServerResponse,
  { status, body, text, headers = {} }: Answer,
  parameters?: URLSearchParams,
): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'ETag');
  response.setHeader('Cache-Control', 'no-cache');
  if (parameters?.get('print') === 'silent' && status === 200) {
    response.writeHead(204, headers).end();
    return;
  }
  const isPretty = parameters?.get('print') === 'pretty';
  const content = text ?? JSON.stringify(body, null, isPretty ? 2 : 0);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(content);
}

function sendPreflight(request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, PUT, POST, DELETE, PATCH, OPTIONS',
      'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '*',
      'Access-Control-Max-Age': '3600',
    })
    .end();
}

/** The answer to a request that failed, be it by a mistake of ours: this server's users are its developers. */
function answerOf(error: unknown): Answer {
  const status = error instanceof DatabaseError ? httpStatusOf(error) : 500;
  return { status, body: { error: error instanceof Error ? error.message : 'Internal server error.' } };
}

function httpStatusOf(error: DatabaseError): number {
  switch (error.code) {
    case 'permission_denied':
    case 'invalid_token':
    case 'expired_token':
      return 401;
    case 'datastale':
      return 412;
    case 'unavailable':
      return 503;
    case 'too_big':
    case 'invalid_data':
    case 'invalid_path':
    case 'invalid_query':
    case 'index_not_defined':
      return 400;
  }
}
