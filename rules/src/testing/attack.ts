import type { Update } from '@foyer/shared-core/model';
import { get, ref, update } from 'firebase/database';
import { expect } from 'vitest';
import type { Actor, ActorName } from '../permissions/actors.ts';
import type { Row } from '../permissions/row.ts';
import type { Cast } from '../permissions/world.ts';
import { RawSocket } from './raw-socket.ts';
import { Stage, namespace } from './stage.ts';

/** Everything that a client may change; what triggers write meanwhile is not the attacker's work. */
const CLIENTS_NODES = [
  ...['rooms', 'room-messages', 'room-notes', 'room-live', 'user-rooms', 'room-quota', 'throttle', 'users'],
  ...['presence', 'desk-presence', 'team-rooms', 'team-index', 'team-messages'],
  ...['brands', 'moderators', 'sessions', 'bans', 'something-new'],
];

export type Act<Result> = (actor: Actor, cast: Cast) => Result;

/** Attacks on a started local Firebase, each by the official SDK, over the bare socket and over REST. */
export class Attack {
  readonly stage: Stage;

  private constructor(stage: Stage) {
    this.stage = stage;
  }

  static async open(): Promise<Attack> {
    return new Attack(await Stage.open());
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  /** A REST request with the attacker's token. `query` begins with `&`. */
  async rest(name: ActorName, path: string, init?: RequestInit, query = ''): Promise<Response> {
    const token = await this.stage.idToken(name);
    const auth = token === null ? '' : `&auth=${token}`;
    const { database } = this.stage.urls;
    return fetch(`${database}/${path}.json?ns=${namespace}${auth}${query}`, init);
  }

  /** A bare socket on which the attacker has shown the token. */
  async socket(name: ActorName): Promise<RawSocket> {
    const socket = await RawSocket.open(this.stage.databaseHost, namespace);
    const token = await this.stage.idToken(name);
    if (token !== null) expect(await socket.ask('auth', { cred: token })).toMatchObject({ s: 'ok' });
    return socket;
  }

  /** Writes in every way there is; each is refused, and nothing at all is changed by any. */
  async writes(name: ActorName, act: Act<Update>, given?: Row['given']): Promise<void> {
    const { stage } = this;
    await stage.prepare(name, given);
    const written = act(stage.actor(name), stage.castFor(name));
    const before = await this.#world();
    const socket = await this.socket(name);
    try {
      // Some writes are no writes to the SDK: it throws before it asks.
      const bySdk = Promise.resolve().then(() => update(ref(stage.database(name)), { ...written }));
      await expect(bySdk, 'by the SDK').rejects.toThrow();
      expect(await socket.ask('m', { p: '/', d: written }), 'as one update').not.toMatchObject({ s: 'ok' });
      const patched = await this.rest(name, '', { method: 'PATCH', body: JSON.stringify(written) });
      expect(patched.status, 'over REST').toBeGreaterThanOrEqual(400);
      for (const [path, value] of Object.entries(written)) {
        expect(await socket.ask('p', { p: `/${path}`, d: value }), `put ${path}`).not.toMatchObject({
          s: 'ok',
        });
        expect(
          await socket.ask('o', { p: `/${path}`, d: value }),
          `put ${path} on disconnecting`,
        ).not.toMatchObject({ s: 'ok' });
      }
    } finally {
      socket.close();
    }
    expect(await this.#world()).toEqual(before);
  }

  /** Reads in every way there is, bounded and unbounded; each is refused. */
  async reads(name: ActorName, act: Act<string>, given?: Row['given']): Promise<void> {
    const { stage } = this;
    await stage.prepare(name, given);
    const path = act(stage.actor(name), stage.castFor(name));
    const denied = { s: 'permission_denied' };
    const socket = await this.socket(name);
    try {
      await expect(get(ref(stage.database(name), path === '' ? undefined : path))).rejects.toThrow(
        /permission denied/i,
      );
      for (const query of [{}, { i: '.key', l: 1, vf: 'l' }, { i: 'at', l: 100, vf: 'r' }]) {
        expect(await socket.ask('g', { p: `/${path}`, q: query }), 'got').toMatchObject(denied);
        expect(await socket.ask('q', { p: `/${path}`, q: query, t: 1, h: '' }), 'listened').toMatchObject(
          denied,
        );
      }
    } finally {
      socket.close();
    }
    const options = [
      '',
      '&shallow=true',
      '&orderBy="$key"&limitToFirst=1',
      '&format=export',
      '&print=silent',
    ];
    for (const query of options) {
      const { status } = await this.rest(name, path, undefined, query);
      expect([400, 401, 403], `over REST with ${query}`).toContain(status);
    }
  }

  async #world(): Promise<unknown> {
    const entries = await Promise.all(
      CLIENTS_NODES.map(async (path) => [path, await this.stage.stored(path)] as const),
    );
    return JSON.parse(JSON.stringify(Object.fromEntries(entries), withoutAttendance)) as unknown;
  }
}

/** Whether anybody is at a brand's desk a function says, when it comes to it: no client may write that (every-path). */
function withoutAttendance(key: string, value: unknown): unknown {
  return key === 'staffed' ? undefined : value;
}
