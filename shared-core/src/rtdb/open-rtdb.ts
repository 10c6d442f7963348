import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import { CoreError } from '../model/errors.ts';
import type { Platform } from '../platform.ts';
import type { DatabasePort } from '../ports.ts';
import { createStore } from '../store.ts';
import { READ_TIMEOUT_MS, untilAcknowledged } from '../until-acknowledged.ts';
import { addressOf } from './address.ts';
import { createListens } from './listens.ts';
import type { Push } from './listens.ts';
import { createReconnecting } from './reconnecting.ts';
import { createRequests } from './requests.ts';
import { toTree } from './tree.ts';
import { selected, wireQuery } from './wire-query.ts';
import { openWire } from './wire.ts';
import type { Hello, Wire } from './wire.ts';

/** So many tokens in a row may be refused before it is no longer a matter of the moment. */
const MANY_REFUSALS = 3;

/** Where the database's connection gets its tokens from. */
export interface TokenSource {
  /** A token that is good for now, or, by force, a new one; null when nobody is signed in. */
  getToken(force: boolean): Promise<string | null>;
  /** Tells every new token; null at the end of the sign-in. */
  onToken(tell: (token: string | null) => void): () => void;
}

/** A client of the Realtime Database of our own: the parts of the protocol that the widget needs. See decision 13. */
export function openRtdb(
  config: FirebaseConfig,
  platform: Platform,
  tokens: TokenSource,
): { readonly port: DatabasePort; close(): void } {
  const connected = createStore(false);
  const requests = createRequests();
  const listens = createListens((...request) => requests.once(...request));
  const reconnecting = createReconnecting(platform, () => void connect());
  const address = addressOf(config);
  let token: string | null = null;
  let wantsNewToken = false;
  let refusedTokens = 0;
  let wire: Wire | undefined;
  let attempt = 0;
  let session: string | undefined;
  let offsetMs = 0;
  let isClosed = false;

  async function connect(): Promise<void> {
    const mine = (attempt += 1);
    try {
      const good = await tokens.getToken(wantsNewToken);
      if (mine !== attempt) return;
      token = good;
      wantsNewToken = false;
    } catch {
      if (mine === attempt) tryLater();
      return;
    }
    wire = openWire(platform, address.socket(session), {
      hello: begin,
      data: take,
      moved(host) {
        address.moveTo(host);
        drop();
        reconnecting.now();
      },
      closed(byServer) {
        // A server that wants nobody is not asked again before somebody wants to go online.
        if (byServer) reconnecting.want(false);
        tryLater();
      },
    });
  }

  function begin(hello: Hello): void {
    offsetMs = hello.ts - platform.now();
    session = hello.s;
    address.moveTo(hello.h);
    requests.connected((request) => wire?.send(request));
    present();
    listens.restore();
    requests.restore();
    connected.set(true);
  }

  /** Ends what there is of a connection. */
  function drop(): void {
    attempt += 1;
    wire?.close();
    wire = undefined;
    reconnecting.over();
    requests.disconnected();
    connected.set(false);
  }

  function tryLater(hopeless?: boolean): void {
    drop();
    reconnecting.later(hopeless);
  }

  /** Tells the server who is there. */
  function present(): void {
    const cred = token;
    if (cred === null) return;
    requests.once('auth', { cred }, (refusal) => {
      if (!refusal) refusedTokens = 0;
      else if (cred === token) renewToken();
    });
  }

  /** The server takes the token no more: another connection, with another token. */
  function renewToken(): void {
    wantsNewToken = true;
    refusedTokens += 1;
    tryLater(refusedTokens >= MANY_REFUSALS);
  }

  function take({ r, a, b }: Readonly<Record<string, unknown>>): void {
    if (typeof r === 'number') requests.answer(r, b as never);
    else if (a === 'ac') renewToken();
    else listens.take(String(a), b as Push);
  }

  function switchTo(online: boolean): void {
    if (isClosed) return;
    reconnecting.want(online);
    if (online) reconnecting.now();
    else drop();
  }

  function reconnect(): void {
    switchTo(false);
    switchTo(true);
  }

  const stops = [
    tokens.onToken((next) => {
      token = next;
      if (next === null) requests.once('unauth', {}, () => undefined);
      else present();
    }),
    platform.watchNetwork((isThere) => {
      if (isThere) reconnecting.now();
      else tryLater();
    }),
  ];
  reconnecting.now();

  const link = { connected, reconnect, isOver: () => isClosed };
  const write = (action: string, body: unknown): Promise<void> =>
    untilAcknowledged(platform, link, () => requests.lasting(action, body));

  return {
    port: {
      connected,
      serverNow: () => platform.now() + offsetMs,
      listen: (query, next, failed) => (isClosed ? () => undefined : listens.listen(query, next, failed)),
      async read(at) {
        if (isClosed) throw new CoreError('offline');
        let cancel: (() => void) | undefined;
        const answer = requests.lasting('g', { p: `/${at.path}`, q: wireQuery(at) ?? {} }, (giveUp) => {
          cancel = platform.setTimeout(giveUp, READ_TIMEOUT_MS);
        });
        return selected(at, toTree(await answer.finally(() => cancel?.())));
      },
      update: (changes) => write('m', { p: '/', d: changes }),
      removeOnDisconnect: (path) => write('o', { p: `/${path}`, d: null }),
      keepOnDisconnect: (path) => write('oc', { p: `/${path}`, d: null }),
      reconnect,
      goOffline: () => switchTo(false),
      goOnline: () => switchTo(true),
    },
    close() {
      switchTo(false);
      isClosed = true;
      for (const stop of stops) stop();
      requests.giveUp();
    },
  };
}
