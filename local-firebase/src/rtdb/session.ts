import type { Clock } from '../clock.ts';
import { DatabaseError } from '../tree/database-error.ts';
import { nodeToText } from '../tree/json.ts';
import { NOBODY, authOf, type Identity, type TokenVerifier } from './access.ts';
import { judgeCredential, type Verdict } from './credentials.ts';
import type { Namespace } from './namespace.ts';
import { OnDisconnectWrites } from './on-disconnect.ts';
import { parsePath, pathText, type Path } from './path.ts';
import { Push } from './push.ts';
import { parseWireQuery, type SentQuery } from './wire-query.ts';
import {
  authRevokedFrame,
  failureFrame,
  FrameReader,
  helloFrame,
  listenRevokedFrame,
  okFrame,
  PONG_FRAME,
  statusOf,
  type WireRequest,
} from './wire.ts';
import { readMerge, readPut, type Assignment } from './write.ts';

/** What a session needs of its transport. */
export interface SessionSocket {
  send(frame: string): void;
  /** Ends the connection; `closed` of the session follows, now or later. */
  close(code: number, reason: string): void;
}

export interface SessionParts {
  readonly id: string;
  readonly namespace: Namespace;
  readonly clock: Clock;
  readonly tokens: TokenVerifier;
  /** The host name the client is told; clients of an emulator ignore it. */
  readonly host: string;
  /** False for a page of a foreign origin, which may not use admin credentials. */
  readonly isTrusted: boolean;
  /** Called once when the session is over. */
  readonly ended: () => void;
}

interface OpenListen {
  readonly path: Path;
  readonly sent: SentQuery | undefined;
  readonly end: () => void;
}

type Body = WireRequest['body'];

/** Policy violation, RFC 6455 section 7.4.1. */
const CLOSE_INVALID = 1008;
/**
 * The least that a hello travels, for a client that counts milliseconds. Without, a client on the same machine guesses
 * the server's time so well that a local `timestamp` and the server's are now and then the same, and it tells one
 * event where it tells two everywhere else.
 */
const SHORTEST_TRAVEL_MS = 1;
/** The data of an answer that says no more than ok. */
const NOTHING = '""';

/** One client's connection, from hello to goodbye: a state machine over text frames that knows no transport. */
export class Session {
  readonly id: string;
  readonly #socket: SessionSocket;
  readonly #parts: SessionParts;
  readonly #frames = new FrameReader();
  readonly #listens = new Map<string, OpenListen>();
  readonly #onDisconnect = new OnDisconnectWrites();
  readonly #stopRechecking: () => void;
  #identity: Identity = NOBODY;
  #cancelExpiry: () => void = () => undefined;
  #isOpen = true;

  /** Greets the client. Call `received` for each frame and `closed` once at the end. */
  constructor(socket: SessionSocket, parts: SessionParts) {
    this.id = parts.id;
    this.#socket = socket;
    this.#parts = parts;
    this.#stopRechecking = parts.namespace.onRecheck(() => this.#revokeForbiddenListens());
    socket.send(helloFrame(parts.clock.now() - SHORTEST_TRAVEL_MS, parts.host, parts.id));
  }

  /** Takes one text frame of the client. Never throws; a client that breaks the protocol is disconnected. */
  received(frame: string): void {
    if (!this.#isOpen) return;
    const message = this.#frames.read(frame);
    if (message.kind === 'request') this.#answer(message);
    else if (message.kind === 'ping') this.#socket.send(PONG_FRAME);
    else if (message.kind === 'invalid') this.#socket.close(CLOSE_INVALID, message.reason);
  }

  /** Ends the session however the connection ended, and runs what it left for this moment. Harmless when repeated. */
  closed(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#cancelExpiry();
    this.#stopRechecking();
    for (const listen of this.#listens.values()) listen.end();
    this.#listens.clear();
    for (const assignments of this.#onDisconnect.take()) this.#runOnDisconnect(assignments);
    this.#parts.ended();
  }

  /** Ends the session because its client came back on another connection. */
  replaced(): void {
    this.closed();
    this.#socket.close(1000, 'Replaced by a newer connection');
  }

  #answer(request: WireRequest): void {
    try {
      this.#socket.send(okFrame(request.number, this.#perform(request)));
    } catch (error) {
      // A mistake of ours is answered too: one client's request must not end the others' connections.
      const reason = error instanceof Error ? error.message : 'Internal error';
      this.#socket.send(failureFrame(request.number, statusOf(error), reason));
    }
  }

  /** Does what a request asks and returns the data of its answer as JSON text. Pushes go out before. */
  #perform({ action, body }: WireRequest): string {
    switch (action) {
      case 'q':
        return this.#listen(body);
      case 'n':
        return this.#unlisten(body);
      case 'g':
        return this.#get(body);
      case 'p':
        return this.#put(body);
      case 'm':
        return this.#write(readMerge(body['p'], body['d']), parsePath(body['p']), body['h']);
      case 'o':
        return this.#addOnDisconnect([readPut(body['p'], body['d'])]);
      case 'om':
        return this.#addOnDisconnect(readMerge(body['p'], body['d']));
      case 'oc':
        return this.#cancelOnDisconnect(body);
      case 'auth':
      case 'gauth':
        return this.#authenticate(body);
      case 'unauth':
        return this.#become({ ok: true, identity: NOBODY, expiresAt: null });
      case 's':
      case 'appcheck':
      case 'unappcheck':
      case 'unappeck':
        return NOTHING;
      default:
        throw new DatabaseError('invalid_data', `Unknown action ${JSON.stringify(action)}.`);
    }
  }

  #listen(body: Body): string {
    const { namespace } = this.#parts;
    const path = parsePath(body['p']);
    const sent = parseWireQuery(body['q']);
    const tag = readTag(body);
    const node = namespace.read(path, sent, this.#identity);
    const name = listenName(path, sent, tag);
    this.#endListen(name);
    const sink = { owner: this, push: (push: Push) => this.#socket.send(push.frame(tag)) };
    const end = namespace.listen(path, sent, sink);
    this.#listens.set(name, { path, sent, end });
    const known = body['h'];
    const isUpToDate = typeof known === 'string' && known !== '' && known === node.hash();
    if (!isUpToDate) this.#socket.send(Push.set(path, node).frame(tag));
    return namespace.lacksIndex(path, sent) ? '{"w":["no_index"]}' : '{}';
  }

  #unlisten(body: Body): string {
    this.#endListen(listenName(parsePath(body['p']), parseWireQuery(body['q']), readTag(body)));
    return NOTHING;
  }

  #endListen(name: string): void {
    this.#listens.get(name)?.end();
    this.#listens.delete(name);
  }

  #get(body: Body): string {
    const path = parsePath(body['p']);
    return nodeToText(this.#parts.namespace.read(path, parseWireQuery(body['q']), this.#identity));
  }

  #put(body: Body): string {
    const assignment = readPut(body['p'], body['d']);
    return this.#write([assignment], assignment.path, body['h']);
  }

  #write(assignments: readonly Assignment[], path: Path, hash: unknown): string {
    const expected = typeof hash === 'string' ? { expected: { path, hash } } : {};
    try {
      this.#parts.namespace.write({ assignments, identity: this.#identity, ...expected });
      return NOTHING;
    } catch (error) {
      if (error instanceof DatabaseError && error.code === 'datastale') this.#sendFresh(path);
      throw error;
    }
  }

  /** Before a writer hears that it worked on old data it gets the new, or it would run on the old again. */
  #sendFresh(path: Path): void {
    const { namespace } = this.#parts;
    if (namespace.mayRead(path, undefined, this.#identity)) {
      this.#socket.send(Push.set(path, namespace.root.at(path)).frame(undefined));
    }
  }

  #addOnDisconnect(assignments: readonly Assignment[]): string {
    this.#parts.namespace.assertMayWrite({ assignments, identity: this.#identity });
    this.#onDisconnect.add(assignments);
    return NOTHING;
  }

  #cancelOnDisconnect(body: Body): string {
    this.#onDisconnect.cancel(parsePath(body['p']));
    return NOTHING;
  }

  #runOnDisconnect(assignments: readonly Assignment[]): void {
    try {
      this.#parts.namespace.write({ assignments, identity: this.#identity });
    } catch (error) {
      // The rules may refuse now what they allowed when it was asked for, and nobody is left to be told.
      if (!(error instanceof DatabaseError)) throw error;
    }
  }

  #authenticate(body: Body): string {
    const credential = body['cred'];
    const { tokens, isTrusted } = this.#parts;
    const override = body['noauth'] === true ? null : body['authvar'];
    const verdict = judgeCredential(tokens, {
      credential: typeof credential === 'string' ? credential : '',
      isTrusted,
      ...(typeof override === 'object' ? { actAs: override as Record<string, unknown> | null } : {}),
    });
    return this.#become(verdict);
  }

  /** Takes on what a credential proves and ends listens that this forbids; one that proves nothing changes nothing. */
  #become(verdict: Verdict): string {
    if (!verdict.ok) throw new DatabaseError(verdict.code, verdict.reason);
    this.#cancelExpiry();
    this.#identity = verdict.identity;
    this.#revokeForbiddenListens();
    const { expiresAt } = verdict;
    this.#cancelExpiry = () => undefined;
    if (expiresAt === null) return '{"auth":null}';
    const { clock } = this.#parts;
    this.#cancelExpiry = clock.setTimeout(() => this.#expire(), expiresAt - clock.now());
    return JSON.stringify({ auth: describe(this.#identity), expires: Math.floor(expiresAt / 1000) });
  }

  #expire(): void {
    this.#identity = NOBODY;
    this.#socket.send(authRevokedFrame('expired_token', 'Auth token is expired.'));
    this.#revokeForbiddenListens();
  }

  #revokeForbiddenListens(): void {
    for (const [name, { path, sent, end }] of this.#listens) {
      if (this.#parts.namespace.mayRead(path, sent, this.#identity)) continue;
      end();
      this.#listens.delete(name);
      this.#socket.send(listenRevokedFrame(pathText(path), sent?.raw));
    }
  }
}

function readTag(body: Body): number | undefined {
  return typeof body['t'] === 'number' ? body['t'] : undefined;
}

/** Names a listen within its session; a second one of the same name takes the first one's place. */
function listenName(path: Path, sent: SentQuery | undefined, tag: number | undefined): string {
  return `${tag ?? ''} ${sent?.id ?? ''} ${pathText(path)}`;
}

/** The authentication as its owner is told. */
function describe(identity: Identity): object | null {
  const auth = authOf(identity);
  return auth === null
    ? null
    : { provider: auth.provider, uid: auth.uid, user_id: auth.uid, token: auth.token };
}
