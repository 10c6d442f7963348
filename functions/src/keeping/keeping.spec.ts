import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { startPrivateMariadb, type PrivateMariadb } from '../testing/private-mariadb.ts';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

type Rows = readonly Record<string, unknown>[];

async function sendAll(
  who: Client,
  to: { readonly brand: string; readonly room: string },
  texts: readonly string[],
): Promise<void> {
  for (const text of texts) await who.send(to, text);
}

/** What holds for the archive whichever engine it is on. */
function describeKeeping(place: {
  address(): Promise<string>;
  rows(address: string, query: string): Promise<Rows>;
}): void {
  let stack: Stack;
  let address: string;
  beforeAll(async () => {
    address = await place.address();
    stack = await startStack({ archive: address });
  });
  afterAll(async () => {
    await stack.close();
  });
  const rows = (query: string): Promise<Rows> => place.rows(address, query);
  const bodies = (room: string): Promise<Rows> =>
    rows(`select role, kind, body from messages where room_id = '${room}' order by at, id`);

  it('archives each message within 5 seconds, once, in order, with its conversation and its people', async () => {
    const visitor = stack.client();
    const { token, id } = await visitor.call('loginExternal', { brandId: 'acme', userName: 'Mara' });
    await visitor.signIn(token);
    const { room } = await visitor.openRoom('one 🎈');
    const to = { brand: 'acme', room };
    const nora = await stack.moderator('nora');
    await nora.take(to, 'Nora');
    await sendAll(nora, to, ['two', 'three']);
    const all = await eventually(
      () => bodies(room),
      (found) => found.length === 4,
    );
    expect(all).toEqual([
      { role: 'client', kind: 'text', body: 'one 🎈' },
      { role: 'operator', kind: 'event', body: '' },
      { role: 'operator', kind: 'text', body: 'two' },
      { role: 'operator', kind: 'text', body: 'three' },
    ]);
    await stack.firebase.idle();
    expect(await bodies(room)).toHaveLength(4);
    expect(
      await rows(`select visitor_id, assignee_name, closed_at from conversations where id = '${room}'`),
    ).toEqual([{ visitor_id: id, assignee_name: 'Nora', closed_at: null }]);
    expect(await rows(`select user_name from visitors where id = '${id}'`)).toEqual([{ user_name: 'Mara' }]);
    expect(await rows(`select type, by_id from events where room_id = '${room}'`)).toEqual([
      { type: 'joined', by_id: 'nora' },
    ]);
  });

  it('B33: what no trigger ever saw, the sweep adds, in open rooms and in closed ones', async () => {
    stack.deliver([]);
    const visitor = await stack.visitor();
    const open = await visitor.openRoom('still open');
    const other = await stack.visitor();
    const closed = await other.openRoom('soon closed');
    const to = { brand: 'acme', room: closed.room };
    const nora = await stack.moderator('nora');
    await nora.take(to, 'Nora');
    await sendAll(nora, to, ['an answer']);
    await sendAll(other, to, ['thanks']);
    await stack.firebase.runSchedule('archiveSweep');
    expect(await bodies(closed.room)).toHaveLength(4);
    await other.closeRoom(to);
    expect(await bodies(closed.room)).toHaveLength(4);
    await stack.firebase.runSchedule('archiveSweep');
    stack.deliver([0]);
    expect((await bodies(closed.room)).map(({ body }) => body)).toEqual([
      'soon closed',
      '',
      'an answer',
      'thanks',
      '',
    ]);
    expect(await bodies(open.room)).toEqual([{ role: 'client', kind: 'text', body: 'still open' }]);
    expect(
      await rows(`select closed_at is not null as closed from conversations where id = '${closed.room}'`),
    ).toEqual([{ closed: 1 }]);
  });

  it('B33: sees more than one page of rooms, and more than one page of messages in a room', async () => {
    const at = Date.now();
    const message = (text: string, when: number): unknown => ({
      ...{ by: 'g_x', role: 'client', kind: 'text', text, at: when },
    });
    const record = (count: number, when: number): unknown => ({
      ...{ visitorId: 'g_x', createdAt: at, openAt: when, messageCount: count },
      lastMessage: { id: 'm0', by: 'g_x', role: 'client', kind: 'text', text: 'x', at: when },
    });
    stack.deliver([]);
    for (let page = 0; page < 3; page += 1) {
      const ids = Array.from({ length: 90 }, (_, index) => `page${page}-${index}`);
      await stack.store({
        ...Object.fromEntries(ids.map((id) => [`rooms/globex/${id}`, record(1, at)])),
        ...Object.fromEntries(ids.map((id) => [`room-messages/globex/${id}/m0`, message(id, at)])),
      });
    }
    const many = Array.from({ length: 450 }, (_, index) => [
      `m${index}`,
      message(`line ${index}`, at + (index >> 3)),
    ]);
    await stack.store({
      'rooms/globex/long': record(450, at),
      'room-messages/globex/long': Object.fromEntries(many) as unknown,
    });
    await stack.firebase.runSchedule('archiveSweep');
    stack.deliver([0]);
    const found = await rows(
      "select count(*) as n, count(distinct room_id) as rooms from messages where brand = 'globex'",
    );
    expect(found).toEqual([{ n: 270 + 450, rooms: 271 }]);
  });

  it('B31, B32: events that come three times and in any order leave each message once, in its order', async () => {
    const visitor = await stack.visitor();
    stack.deliver([700, 0, 350]);
    const { room } = await visitor.openRoom('first');
    stack.deliver([300, 300, 0]);
    await sendAll(visitor, { brand: 'acme', room }, ['second', 'third']);
    stack.deliver([0]);
    await stack.firebase.idle();
    expect((await bodies(room)).map(({ body }) => body)).toEqual(['first', 'second', 'third']);
  });

  it('B31, B44: sweeps at once, again and again, leave one row each and say so', async () => {
    const visitor = await stack.visitor('globex');
    const { room } = await visitor.openRoom('first');
    await sendAll(visitor, { brand: 'globex', room }, ['second', 'third']);
    await Promise.all([1, 2, 3].map(() => stack.firebase.runSchedule('archiveSweep')));
    await stack.firebase.runSchedule('archiveSweep');
    await stack.firebase.idle();
    expect((await bodies(room)).map(({ body }) => body)).toEqual(['first', 'second', 'third']);
    expect(await stack.stored('server/archive/lease')).toBeNull();
  });

  it('B40: a message that is no message holds up none of the others; it is set aside and counted', async () => {
    const visitor = await stack.visitor();
    const { room } = await visitor.openRoom('fine');
    await stack.store({
      [`room-messages/acme/${room}/poison`]: {
        by: 'x',
        role: 'client',
        kind: 'text',
        at: Date.now(),
        text: 'x'.repeat(70_000),
      },
      [`room-messages/acme/${room}/shapeless`]: { at: Date.now() },
      [`rooms/acme/${room}/messageCount`]: 3,
    });
    await stack.firebase.runSchedule('archiveSweep');
    expect((await bodies(room)).map(({ body }) => body)).toEqual(['fine']);
    const letters = (await stack.stored(`server/dead-letters/acme/${room}`)) as Record<
      string,
      { id: string }
    >;
    expect(
      Object.values(letters)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['poison', 'shapeless']);
  });

  it('keeps moderators and what admins did', async () => {
    const admin = await stack.moderator('admin');
    const { id } = await admin.call('saveModerator', {
      ...{
        email: `${Date.now()}@test.example`,
        name: 'New One',
        role: 'operator',
        password: 'long enough 1',
      },
      ...{ active: true, everyBrand: false, brands: ['acme'] },
    });
    await stack.firebase.runSchedule('archiveSweep');
    expect(await rows(`select name, level, active from moderators where id = '${id}'`)).toEqual([
      { name: 'New One', level: 2, active: 1 },
    ]);
    expect(await rows(`select actor_id, action, outcome from audit_log where target = '${id}'`)).toEqual([
      { actor_id: 'admin', action: 'moderator.create', outcome: 'done' },
    ]);
    expect(await stack.stored('server/audit')).toBeNull();
  });
}

describe('keeping in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-keeping-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  describeKeeping({
    address: () => Promise.resolve(`sqlite:${join(folder, 'archive.sqlite')}`),
    rows(address, query) {
      const database = new DatabaseSync(address.slice('sqlite:'.length), { readOnly: true });
      try {
        return Promise.resolve(
          database
            .prepare(query)
            .all()
            .map((row) => ({ ...row })),
        );
      } catch {
        // There are no tables before the first message.
        return Promise.resolve([]);
      } finally {
        database.close();
      }
    },
  });
});

describe('keeping in MariaDB', () => {
  let server: PrivateMariadb;
  beforeAll(async () => {
    server = await startPrivateMariadb();
  });
  afterAll(async () => {
    await server.remove();
  });
  describeKeeping({
    address: () => server.newArchive(),
    rows: (address, query) => server.query(address, query).catch(() => []),
  });

  it('B34, B35: while the database is down the chat goes on; when it is back, one sweep has everything', async () => {
    const address = await server.newArchive();
    const stack = await startStack({ archive: address });
    try {
      const visitor = await stack.visitor();
      const { room } = await visitor.openRoom('before');
      const to = { brand: 'acme', room };
      const count = async (): Promise<unknown> =>
        (await server.query(address, 'select count(*) as n from messages').catch(() => []))[0]?.['n'];
      expect(await eventually(count, (n) => n === 1)).toBe(1);
      await server.stop();
      stack.deliver([]);
      await sendAll(visitor, to, ['meanwhile', 'and later']);
      await expect(stack.firebase.runSchedule('archiveSweep')).rejects.toThrow();
      expect(await stack.stored('server/archive/lease')).toBeNull();
      await server.start();
      await stack.firebase.runSchedule('archiveSweep');
      const found = await server.query(address, 'select body from messages order by at');
      expect(found.map(({ body }) => body)).toEqual(['before', 'meanwhile', 'and later']);
    } finally {
      await stack.close();
    }
  });
});
