import { systemClock, type Clock } from '@foyer/local-firebase';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPrivateMariadb, type PrivateMariadb } from '../testing/private-mariadb.ts';
import { startStack, type Stack } from '../testing/stack.ts';

const DAY = 24 * 60 * 60_000;
/** Early in a day the one before is not over yet, so the schedules of the tests run at noon. */
const NOON = Date.now() - (Date.now() % DAY) + DAY / 2;

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Where the archive is, and how somebody gets at it who is none of its functions. */
interface Place {
  address(): Promise<string>;
  sql(address: string, statement: string): Promise<Rows>;
}

function describeSeals(place: Place): void {
  let stack: Stack;
  let address: string;
  /** The clock of the schedules; rows are archived at the machine's own time. */
  let ahead = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
  beforeAll(async () => {
    address = await place.address();
    stack = await startStack({ archive: address, clock });
    await stack.firebase.runSchedule('archiveSweep');
  });
  afterAll(async () => {
    await stack.close();
  });
  beforeEach(async () => {
    for (const table of ['messages', 'events']) await sql(`delete from ${table}`);
    await stack.store({ 'server/archive': null, 'server/audit': null, 'server/erasures': null });
    ahead = 0;
  });
  const sql = (statement: string): Promise<Rows> => place.sql(address, statement);

  /** Runs the schedule as it runs `days` from now. */
  async function sealIn(days: number): Promise<void> {
    ahead = NOON + days * DAY - Date.now();
    await stack.firebase.runSchedule('sealSweep');
  }

  /** What was reported until now, in the order of time. */
  async function reports(): Promise<readonly string[]> {
    const lines = (await stack.stored('server/audit')) as Readonly<
      Record<string, Record<string, string>>
    > | null;
    return Object.values(lines ?? {})
      .filter(({ action }) => action?.startsWith('archive.'))
      .map(({ action, brand, target, detail, actorId }) =>
        [actorId, action, brand, target, detail].join(' '),
      );
  }

  const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const report = (at: number, expected: number, found: number, brand = 'acme'): string =>
    `schedule archive.differ ${brand} ${dayAt(at)} ${JSON.stringify({ expected, found })}`;

  /** Rows as the functions wrote them on an earlier day; every third one tells an event, too. */
  async function archived(at: number, count: number, room = 'r1', brand = 'acme'): Promise<void> {
    const ids = Array.from({ length: count }, (_, index) => `m${String(index).padStart(4, '0')}`);
    await sql(
      `insert into messages (brand, room_id, id, at, sender, role, kind, body, archived_at) values ${ids
        .map((id) => `('${brand}','${room}','${id}',${at},'g_x','client','text','said ${id}',${at})`)
        .join(',')}`,
    );
    await sql(
      `insert into events (brand, room_id, id, at, type, by_id, archived_at) values ${ids
        .filter((_, index) => index % 3 === 0)
        .map((id) => `('${brand}','${room}','${id}',${at},'joined','op',${at})`)
        .join(',')}`,
    );
  }

  it('A41: says nothing of what nobody altered, in every day’s turn, and keeps the figures out of the archive', async () => {
    const [old, young] = [NOON - 40 * DAY, NOON - 3 * DAY];
    await archived(old, 6);
    await archived(young, 1203, 'r2');
    for (const days of [0, 1, 2, 28, 29, 57]) await sealIn(days);
    expect(await reports()).toEqual([]);
    const seals = (await stack.stored('server/archive/seals/acme')) as Record<string, { count: number }>;
    expect(seals[dayAt(old)]).toMatchObject({ count: 8 });
    expect(seals[dayAt(young)]).toMatchObject({
      count: 1203 + 401,
      sum: expect.stringMatching(/^[\da-f]{64}$/) as string,
    });
    expect(Object.keys(seals)).toHaveLength(97);
    expect(seals[dayAt(NOON - 5 * DAY)]).toMatchObject({ count: 0 });
  });

  it.each([
    ['a text that was changed', "update messages set body = 'never said' where id = 'm0003'", 0],
    ['a capital that was changed', "update messages set body = 'Said m0003' where id = 'm0003'", 0],
    ['another sender', "update messages set sender = 'op', role = 'operator' where id = 'm0003'", 0],
    [
      'texts that changed places',
      "update messages set body = concat('said m000', case id when 'm0003' then '4' else '3' end) where id in ('m0003', 'm0004')",
      0,
    ],
    ['another event', "update events set type = 'closed' where id = 'm0003'", 0],
    ['a row that was removed', "delete from messages where id = 'm0003'", -1],
    ['an event that was removed', "delete from events where id = 'm0003'", -1],
    [
      'a row that was added',
      "insert into messages (brand, room_id, id, at, sender, role, kind, body, archived_at) select brand, room_id, 'mx', at, sender, role, kind, 'never said', archived_at from messages where id = 'm0003'",
      1,
    ],
    [
      'a row that was added as older than all',
      "insert into messages (brand, room_id, id, at, sender, role, kind, body, archived_at) select brand, room_id, 'mx', 1, sender, role, kind, 'never said', 1 from messages where id = 'm0003'",
      1,
    ],
  ])(
    'A41: reports %s once a day, with the counts and none of the words, until it is undone',
    async (_, statement, more) => {
      const at = NOON - 5 * DAY;
      await archived(at, 6);
      await archived(at, 6, 'r1', 'globex');
      await sealIn(0);
      const before = stack.lines.length;
      // In the other brand, nothing happens.
      await sql(`${statement}${statement.includes(' where ') ? " and brand = 'acme'" : ''}`);
      for (const days of [1, 1, 2]) await sealIn(days);
      const found = report(at, 8, 8 + more);
      expect(await reports()).toEqual([found, found]);
      const said = stack.lines.slice(before).filter((line) => line.includes('archive.differs'));
      expect(said).toHaveLength(2);
      expect(said[0]).toContain(dayAt(at));
      expect(said.join('')).not.toMatch(/said|never/i);

      for (const table of ['messages', 'events']) await sql(`delete from ${table} where brand = 'acme'`);
      await archived(at, 6);
      for (const days of [3, 4]) await sealIn(days);
      expect(await reports()).toEqual([found, found]);
    },
  );

  it('A41: finds what was altered on a day long ago within four weeks', async () => {
    const at = NOON - 60 * DAY;
    await archived(at, 6);
    await sealIn(0);
    await sealIn(1);
    await sql("update messages set body = 'never said' where id = 'm0003'");
    for (const days of [2, 10, 20]) await sealIn(days);
    expect(await reports()).toEqual([]);
    await sealIn(29);
    expect(await reports()).toEqual([report(at, 8, 8)]);
  });

  it('is silent about what an admin accepted, and tells of the next difference', async () => {
    const at = NOON - 2 * DAY;
    await archived(at, 6);
    await sealIn(0);
    await sql("delete from messages where id = 'm0005'");
    await sealIn(1);
    const day = { brand: 'acme', day: dayAt(at) };
    ahead = 0;
    const [admin, nora] = await Promise.all([stack.moderator('admin'), stack.moderator('nora')]);
    for (const [who, what] of [
      [nora, day],
      [admin, { ...day, day: '2001-01-01' }],
      [admin, { ...day, day: 'x/y' }],
    ] as const)
      await expect(who.call('acceptArchivedDay', what)).rejects.toThrow();
    await admin.call('acceptArchivedDay', day);
    for (const days of [1, 2, 3]) await sealIn(days);
    const about = `archive.reseal acme ${dayAt(at)}`;
    const accepted = [report(at, 8, 7), `admin ${about} {}`, `schedule ${about} {"expected":8,"found":7}`];
    expect(new Set(await reports())).toEqual(new Set(accepted));
    await sql("delete from messages where id = 'm0004'");
    await sealIn(4);
    expect(new Set(await reports())).toEqual(new Set([...accepted, report(at, 7, 6)]));
  });

  /** What an erasure is, from its job on. */
  async function erase(...rooms: readonly string[]): Promise<void> {
    await stack.store({
      'server/erasures/00000000000001-x': {
        ...{ brand: 'acme', visitor: 'g_erased', at: Date.now(), stage: 'rooms', people: { g_erased: true } },
        rooms: Object.fromEntries(rooms.map((room) => [room, true])),
      },
    });
    await stack.firebase.runSchedule('erasureSweep');
  }

  it('says nothing of what a visitor had erased, before and after a day was sealed and compared', async () => {
    const at = NOON - 5 * DAY;
    for (const room of ['early', 'r1', 'later', 'at-once']) await archived(at, 300, room);
    await archived(at + DAY, 3, 'later-still');
    await erase('early');
    await sealIn(0);
    await erase('later', 'later-still', 'nothing-here');
    await sealIn(1);
    await erase('at-once');
    expect(await stack.stored('server/archive/removed/acme')).not.toBeNull();
    for (const days of [2, 3, 9]) await sealIn(days);
    expect(await reports()).toEqual([]);
    expect(await sql('select distinct room_id from messages')).toEqual([{ room_id: 'r1' }]);
    expect(await stack.stored('server/archive/removed/acme')).toBeNull();
    expect(await stack.stored('server/archive/removals/acme')).toBeNull();
    expect(await stack.stored(`server/archive/seals/acme/${dayAt(at)}/count`)).toBe(400);
    expect(await stack.stored(`server/archive/seals/acme/${dayAt(at + DAY)}/count`)).toBe(0);
  });

  it('A41: an erasure on the same day hides nothing that was altered', async () => {
    const at = NOON - 5 * DAY;
    for (const room of ['r1', 'erased']) await archived(at, 3, room);
    await sealIn(0);
    await sql("update messages set body = 'never said' where id = 'm0001' and room_id = 'r1'");
    await erase('erased');
    for (const days of [1, 2]) await sealIn(days);
    expect(await reports()).toEqual([report(at, 4, 4), report(at, 4, 4)]);
  });

  it.each([
    ['before anything was removed', []],
    ['when all was removed', ['messages', 'events']],
    ['when a part was removed', ['events']],
  ])('goes on with an erasure that broke off %s, and does not look until then', async (_, gone) => {
    const at = NOON - 5 * DAY;
    for (const room of ['r1', 'erased']) await archived(at, 3, room);
    await sealIn(0);
    // As far as an erasure comes that breaks off: taken from one that is held up by the archive's own rows.
    const whole = await stack.stored(`server/archive/seals/acme/${dayAt(at)}`);
    await erase('erased');
    const removed = Object.entries(
      (await stack.stored(`server/archive/removed/acme/${dayAt(at)}`)) as Readonly<
        Record<string, { count: number; sum: string }>
      >,
    );
    expect(removed.map(([, { count }]) => count).sort()).toEqual([1, 3]);
    await archived(at, 3, 'erased');
    const day = Math.floor(at / DAY);
    const keys = { messages: ['m0000', 'm0001', 'm0002'], events: ['m0000'] };
    await stack.store({
      'server/archive/removed': null,
      [`server/archive/seals/acme/${dayAt(at)}`]: whole,
      ...Object.fromEntries(
        removed.map(([id, tally]) => {
          const table = tally.count === 3 ? 'messages' : 'events';
          return [
            `server/archive/removals/acme/${id}`,
            {
              keys: JSON.stringify(keys[table].map((key) => ({ table, room: 'erased', id: key }))),
              days: { [day]: tally },
            },
          ];
        }),
      ),
    });
    for (const table of gone) await sql(`delete from ${table} where room_id = 'erased'`);
    await sealIn(1);
    expect(await reports()).toEqual([]);
    await erase('erased');
    expect(await sql("select id from messages where room_id = 'erased'")).toEqual([]);
    for (const days of [1, 2]) await sealIn(days);
    expect(await reports()).toEqual([]);
    expect(await stack.stored(`server/archive/seals/acme/${dayAt(at)}`)).toMatchObject({ count: 4 });
  });

  it('says nothing of what comes into the archive days late', async () => {
    const at = NOON - 3 * DAY;
    await archived(at, 3);
    await sealIn(0);
    stack.deliver([]);
    const message = { by: 'g_x', role: 'client', kind: 'text', text: 'late', at: at + 1 };
    await stack.store({
      'rooms/acme/late': {
        ...{ visitorId: 'g_x', createdAt: at, openAt: at + 1, messageCount: 1 },
        lastMessage: { id: 'm0', ...message },
      },
      'room-messages/acme/late/m0': message,
      'server/archive/state': null,
    });
    ahead = 0;
    await stack.firebase.runSchedule('archiveSweep');
    stack.deliver([0]);
    expect(await sql("select body from messages where room_id = 'late'")).toEqual([{ body: 'late' }]);
    for (const days of [1, 2, 3]) await sealIn(days);
    expect(await reports()).toEqual([]);
    expect(await stack.stored(`server/archive/seals/acme/${dayAt(at)}/count`)).toBe(4);
    // The day of the archiving, which was not over when the first days were sealed.
    expect(await stack.stored(`server/archive/seals/acme/${dayAt(Date.now())}/count`)).toBe(1);
  });
}

describe('seals of an archive in MariaDB', () => {
  let server: PrivateMariadb;
  beforeAll(async () => {
    server = await startPrivateMariadb();
  });
  afterAll(async () => {
    await server.remove();
  });
  describeSeals({
    address: () => server.newArchive(),
    sql: (address, statement) => server.query(address, statement),
  });
});

describe('seals of an archive in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-seals-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  describeSeals({
    address: () => Promise.resolve(`sqlite:${join(folder, 'archive.sqlite')}`),
    sql(address, statement) {
      const database = new DatabaseSync(address.slice('sqlite:'.length), { timeout: 5_000 });
      try {
        database.function('fold_text', { deterministic: true }, String);
        const rows = database.prepare(statement).all();
        return Promise.resolve(rows.map((row) => ({ ...row })));
      } finally {
        database.close();
      }
    },
  });
});
