import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Message, Room, TextMessage, Visitor } from '@foyer/shared-core/model';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPrivateMariadb, type PrivateMariadb } from '../testing/private-mariadb.ts';
import type { Archive, AuditEntry, AuditQuery, RoomState } from './archive.ts';
import { openArchive } from './open-archive.ts';

/** One place where an archive can lie, and how to look into it without the archive's own code. */
interface Place {
  newAddress(): Promise<string>;
  rows(address: string, query: string): Promise<readonly Record<string, unknown>[]>;
}

function text(id: string, at: number, words: string, more: Partial<TextMessage> = {}): Message {
  return { id, by: 'g_visitor', role: 'client', at, kind: 'text', text: words, ...more };
}

function room(id: string, at: number, more: Partial<Room> = {}): Room {
  return {
    ...{ id, brand: 'acme', visitorId: 'g_visitor', createdAt: 1000, openAt: at, messageCount: 1 },
    lastMessage: { id: 'm', by: 'g_visitor', role: 'client', kind: 'text', text: 'x', at },
    ...more,
  };
}

function state(messages: readonly Message[], more: Partial<RoomState> = {}): RoomState {
  return { brand: 'acme', room: 'r1', record: null, visitor: null, messages, ...more };
}

/** The one contract that every engine keeps. */
function describeContract(place: Place): void {
  let address: string;
  let archive: Archive;

  beforeEach(async () => {
    address = await place.newAddress();
    archive = openArchive(address);
  });
  afterEach(async () => {
    await archive.close();
  });
  const rows = (query: string): Promise<readonly Record<string, unknown>[]> => place.rows(address, query);
  const find = async (words: string): Promise<readonly string[]> =>
    (await archive.search({ text: words, brands: null, limit: 50 })).map(({ message }) => message);

  it('keeps each message with its time, sender and text', async () => {
    await archive.keep(state([text('m1', 1000, 'Grüße 👋 from \u{1F3D4}')]));
    expect(await rows('select id, at, sender, role, kind, body from messages')).toEqual([
      {
        id: 'm1',
        at: 1000,
        sender: 'g_visitor',
        role: 'client',
        kind: 'text',
        body: 'Grüße 👋 from \u{1F3D4}',
      },
    ]);
  });

  it('B31: the same message delivered three times is one row', async () => {
    const first = await archive.keep(state([text('m1', 1000, 'hello')]));
    const again = await archive.keep(state([text('m1', 1000, 'hello')]));
    const both = await Promise.all([1, 2].map(() => archive.keep(state([text('m1', 1000, 'hello')]))));
    expect([first.added, again.added, ...both.map(({ added }) => added)]).toEqual([1, 0, 0, 0]);
    expect(await rows('select id from messages')).toHaveLength(1);
  });

  it('B31: many deliveries of the same messages at once leave one row each', async () => {
    const messages = Array.from({ length: 40 }, (_, index) => text(`m${index}`, index, `line ${index}`));
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, turn) =>
        archive.keep(state(turn % 2 ? messages : messages.toReversed())),
      ),
    );
    expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(40);
    expect(await rows('select id from messages')).toHaveLength(40);
  });

  it('B32: a late delivery changes neither the order of messages nor the newer state of their room', async () => {
    const closed = room('r1', 3000, { closedAt: 3000, assignee: { id: 'op', name: 'Nora' } });
    await archive.keep(state([text('m3', 3000, 'three')], { record: closed }));
    await archive.keep(
      state([text('m1', 1000, 'one'), text('m2', 2000, 'two')], { record: room('r1', 2000) }),
    );
    expect(await rows('select id from messages order by at, id')).toEqual([
      { id: 'm1' },
      { id: 'm2' },
      { id: 'm3' },
    ]);
    expect(await rows('select last_at, closed_at, assignee_name from conversations')).toEqual([
      { last_at: 3000, closed_at: 3000, assignee_name: 'Nora' },
    ]);
  });

  it('B41: keeps ids apart that differ only by case, in rooms, messages and brands', async () => {
    await archive.keep(state([text('aB', 1, 'first'), text('Ab', 2, 'second')]));
    await archive.keep(state([text('aB', 3, 'third')], { room: 'R1' }));
    await archive.keep(state([text('aB', 4, 'fourth')], { brand: 'ACME' }));
    expect(await rows('select body from messages order by at')).toEqual(
      ['first', 'second', 'third', 'fourth'].map((body) => ({ body })),
    );
    expect(await archive.countMessages('acme', ['r1', 'R1', 'none'])).toEqual(
      new Map([
        ['r1', 2],
        ['R1', 1],
      ]),
    );
  });

  it('B40: one poisoned message among 500 holds up none of the others, and is named', async () => {
    const messages = Array.from({ length: 500 }, (_, index) => text(`m${index}`, index, `line ${index} 🎈`));
    messages[123] = text('poison', 123, 'x'.repeat(70_000));
    const { added, refused } = await archive.keep(state(messages));
    expect(added).toBe(499);
    expect(refused.map(({ id }) => id)).toEqual(['poison']);
    expect(await rows('select count(*) as n from messages')).toEqual([{ n: 499 }]);
  });

  it('B42: refuses what is too long instead of cutting it', async () => {
    const { refused } = await archive.keep(
      state([text('m1', 1, 'fine', { name: 'n'.repeat(201), role: 'operator' })]),
    );
    expect(refused.map(({ id }) => id)).toEqual(['m1']);
    expect(await rows('select id from messages')).toEqual([]);
  });

  it.each(['m ', 'mé', 'm\u0000', 'm'.repeat(129)])(
    'refuses the id %j, which engines compare differently',
    async (id) => {
      const { added, refused } = await archive.keep(state([text(id, 1, 'odd'), text('m', 2, 'even')]));
      expect([added, refused.map((one) => one.id)]).toEqual([1, [id]]);
    },
  );

  it('keeps half a surrogate pair and a null character as readable text', async () => {
    const { added } = await archive.keep(
      state([text('m1', 1, 'half \ud83d end'), text('m2', 2, 'nul \u0000 end')]),
    );
    expect(added).toBe(2);
    expect(await find('half')).toEqual(['m1']);
  });

  it('keeps files and events, and what an event told of the conversation', async () => {
    const by = { by: 'op1', role: 'operator', name: 'Nora' } as const;
    await archive.keep(
      state(
        [
          { id: 'm1', at: 1, ...by, kind: 'event', event: 'joined' },
          {
            ...{ id: 'm2', at: 2, ...by, kind: 'file' },
            file: { path: 'uploads/acme/op1/r1/m2', name: 'invoice.pdf', type: 'application/pdf', size: 12 },
          },
        ],
        { record: room('r1', 2), visitor: visitor() },
      ),
    );
    expect(await rows('select id, type, by_id, by_name from events')).toEqual([
      { id: 'm1', type: 'joined', by_id: 'op1', by_name: 'Nora' },
    ]);
    expect(await rows("select file_path, file_size, body from messages where kind = 'file'")).toEqual([
      { file_path: 'uploads/acme/op1/r1/m2', file_size: 12, body: 'invoice.pdf' },
    ]);
    expect(await rows('select id, user_id, user_name from visitors')).toEqual([
      { id: 'g_visitor', user_id: '42', user_name: 'Mara' },
    ]);
    expect(await find('invoice')).toEqual(['m2']);
    expect(await find('joined')).toEqual([]);
  });

  it('knows moderators and the audit log, once each', async () => {
    const moderator = {
      id: 'op1',
      name: 'Nora',
      level: 2,
      active: true,
      everyBrand: false,
      brands: [],
    } as const;
    await archive.keepModerators([moderator], 1);
    await archive.keepModerators([{ ...moderator, name: 'Nora B.', active: false }], 2);
    const entry: AuditEntry = {
      ...{ id: 'a1', at: 1, actorId: 'ad', actorRole: 'admin', action: 'moderator.change' },
      ...{ outcome: 'done', target: 'op1', detail: { active: false } },
    };
    await archive.keepAudit([entry]);
    await archive.keepAudit([entry, { ...entry, id: 'a2' }]);
    expect(await rows('select name, active, updated_at from moderators')).toEqual([
      { name: 'Nora B.', active: 0, updated_at: 2 },
    ]);
    expect(await rows('select id, detail from audit_log order by id')).toEqual([
      { id: 'a1', detail: '{"active":false}' },
      { id: 'a2', detail: '{"active":false}' },
    ]);
  });

  it('A81: reads the audit log newest first, page by page, and of the asked brands only', async () => {
    const entry = (id: string, at: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
      ...{ id, at, actorId: 'ad', actorRole: 'admin', action: 'ban.create', outcome: 'done' },
      ...{ detail: {}, ...more },
    });
    const all = [
      entry('a', 1, { brand: 'acme', address: '2001:db8:0:1', target: 'g_x', detail: { reason: 'ä' } }),
      entry('b', 2, { brand: 'globex', actorId: 'op' }),
      entry('c', 2, { brand: 'acme', action: 'ban.lift', outcome: 'refused' }),
      entry('d', 3),
      entry('e', 4, { brand: 'ACME' }),
    ];
    await archive.keepAudit(all);
    const ids = async (query: Partial<AuditQuery>): Promise<string> =>
      (await archive.listAudit({ brands: null, limit: 10, ...query })).map(({ id }) => id).join('');
    expect((await archive.listAudit({ brands: null, limit: 10 })).toReversed()).toEqual(all);
    expect(await ids({ limit: 2 })).toBe('ed');
    expect(await ids({ before: { at: 2, id: 'c' } })).toBe('ba');
    expect(await ids({ brands: ['acme'] })).toBe('ca');
    expect(await ids({ brands: ['acme', 'globex'], before: { at: 3, id: 'd' } })).toBe('cba');
    expect(await ids({ brands: [] })).toBe('');
    expect(await ids({ actorId: 'op' })).toBe('b');
    expect(await ids({ action: 'ban.lift' })).toBe('c');
    expect(await ids({ actorId: "' or '1'='1" })).toBe('');
  });

  it('tells when conversations began and were first answered', async () => {
    const operator = { by: 'op1', role: 'operator', name: 'Nora' } as const;
    await archive.keep(
      state(
        [
          text('m1', 1000, 'hi'),
          { id: 'm2', at: 1500, ...operator, kind: 'event', event: 'joined' },
          text('m3', 4000, 'hello', operator),
          text('m4', 5000, 'again', operator),
        ],
        { record: room('r1', 5000) },
      ),
    );
    await archive.keep(
      state([text('m1', 2000, 'hi')], { room: 'r2', record: room('r2', 2000, { createdAt: 2000 }) }),
    );
    await archive.keep(
      state([text('m1', 9000, 'hi')], { room: 'r3', record: room('r3', 9000, { createdAt: 9000 }) }),
    );
    expect(await archive.conversationTimes('acme', 1000, 9000)).toEqual([
      { room: 'r1', begunAt: 1000, answeredAt: 4000 },
      { room: 'r2', begunAt: 2000, answeredAt: null },
    ]);
    expect(await archive.conversationTimes('globex', 0, 10_000)).toEqual([]);
    expect([await archive.newestMessageAt('acme'), await archive.newestMessageAt('none')]).toEqual([
      9000,
      null,
    ]);
  });

  it('two that open a new archive at once both find it ready', async () => {
    const others = [openArchive(address), openArchive(address), openArchive(address)];
    await Promise.all(others.map((other, index) => other.keep(state([text(`m${index}`, index, 'hello')]))));
    await Promise.all(others.map((other) => other.close()));
    expect(await rows('select id from messages')).toHaveLength(3);
  });
}

/** What is found is the same on every engine. */
function describeSearch(place: Place): void {
  let address: string;
  let archive: Archive;
  const find = async (words: string): Promise<readonly string[]> =>
    (await archive.search({ text: words, brands: null, limit: 50 })).map(({ message }) => message);
  afterAll(async () => {
    await archive.close();
  });
  beforeAll(async () => {
    address = await place.newAddress();
    archive = openArchive(address);
    await archive.keep(
      state([
        text('tent', 1, 'Does the Trail tent fit two adults and a dog?'),
        text('cafe', 2, 'Das Café am Straßenrand'),
        text('rus', 3, 'Привет, где мой заказ?'),
        text('jp', 4, '東京に配送できますか'),
        text('tv', 5, "It isn't my TV, 100% sure_ly"),
        text('code', 6, 'order A-20817 <b>"quoted"</b> \\ back'),
        text('what', 7, 'What is this, how?'),
      ]),
    );
    await archive.keep(state([text('other', 8, 'a tent elsewhere')], { brand: 'globex' }));
  });

  it.each([
    ['tent', ['other', 'tent']],
    ['TENT dog', ['tent']],
    ['trai', ['tent']],
    ['cafe', ['cafe']],
    ['CAFÉ', ['cafe']],
    ['привет', ['rus']],
    ['заказ', ['rus']],
    ['東京', ['jp']],
    ['配送', ['jp']],
    ['tv', ['tv']],
    ['isn', ['tv']],
    ['20817', ['code']],
    ['A-20817', ['code']],
    ['what how', ['what']],
    ['tent nothinglikeit', []],
  ])('finds %j: %j', async (words, ids) => {
    expect(await find(words)).toEqual(ids);
  });

  it.each([
    '',
    '   ',
    '+',
    '-tent" OR *',
    '"',
    "'; drop table messages; --",
    "' or sleep(5) -- ",
    '%',
    '_',
    '*',
    '@@ >< ~ ()',
    'NEAR(a b)',
    'body:tent',
    'tent AND NOT (',
    '\\',
    '\u0000',
    'x'.repeat(500),
    '😀',
  ])('A92: takes %j as words and never as syntax', async (words) => {
    const hits = await archive.search({ text: words, brands: null, limit: 50 });
    expect(hits.every(({ text: body }) => /tent/i.test(words) === /tent/i.test(body))).toBe(true);
    expect(await place.rows(address, 'select count(*) as n from messages')).toEqual([{ n: 8 }]);
  });

  it('A81: looks only into the brands it is given, and into none when there are none', async () => {
    const ids = async (brands: readonly string[]): Promise<readonly string[]> =>
      (await archive.search({ text: 'tent', brands, limit: 50 })).map(({ message }) => message);
    expect(await ids(['acme'])).toEqual(['tent']);
    expect(await ids(['globex'])).toEqual(['other']);
    expect(await ids([])).toEqual([]);
  });

  it('answers the newest first, as many as were asked for', async () => {
    const hits = await archive.search({ text: 'tent', brands: null, limit: 1 });
    expect(hits).toEqual([
      {
        brand: 'globex',
        room: 'r1',
        message: 'other',
        by: 'g_visitor',
        role: 'client',
        at: 8,
        text: 'a tent elsewhere',
      },
    ]);
  });
}

function visitor(): Visitor {
  return { id: 'g_visitor', createdAt: 1, lastSeenAt: 2, selfTold: { userId: '42', userName: 'Mara' } };
}

describe('the archive in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-archive-'));
  let files = 0;
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const place: Place = {
    newAddress: () => Promise.resolve(`sqlite:${join(folder, `${(files += 1)}.sqlite`)}`),
    rows(address, query) {
      const database = new DatabaseSync(address.slice('sqlite:'.length), { readOnly: true });
      const found = database.prepare(query).all();
      database.close();
      return Promise.resolve(found.map((row) => ({ ...row })));
    },
  };
  describeContract(place);
  describe('search', () => {
    describeSearch(place);
  });
});

describe('the archive in MariaDB', () => {
  let server: PrivateMariadb;
  beforeAll(async () => {
    server = await startPrivateMariadb();
  });
  afterAll(async () => {
    await server.remove();
  });
  const place: Place = {
    newAddress: () => server.newArchive(),
    rows: (address, query) => server.query(address, query),
  };
  describeContract(place);
  describe('search', () => {
    describeSearch(place);
  });

  it('B34: says that it is unavailable while the server is down, and goes on when it is back', async () => {
    const archive = openArchive(await server.newArchive());
    await archive.keep(state([text('m1', 1, 'before')]));
    await server.stop();
    await expect(archive.keep(state([text('m2', 2, 'meanwhile')]))).rejects.toMatchObject({
      code: 'archive-unavailable',
    });
    await server.start();
    expect(await archive.keep(state([text('m2', 2, 'after')]))).toEqual({ added: 1, refused: [] });
    await archive.close();
  });
});

describe('an address of the archive', () => {
  it.each(['', 'postgres://host/db', 'sqlite:', 'mysql://root:secret@host', 'cloudsql:a:b/db', 'mysql:'])(
    '%j is refused, without being repeated in the error',
    (address) => {
      let message = '';
      try {
        openArchive(address);
      } catch (error) {
        message = error instanceof Error ? error.message : '';
      }
      expect(message).toMatch(/^archive-misconfigured/);
      expect(message).not.toContain('secret');
    },
  );
});
