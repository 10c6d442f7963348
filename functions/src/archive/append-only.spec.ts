import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentedGrants } from '../testing/documented-grants.ts';
import { startPrivateMariadb, type PrivateMariadb } from '../testing/private-mariadb.ts';
import type { AuditEntry, RoomState } from './archive.ts';
import { openArchive } from './open-archive.ts';

const entry: AuditEntry = {
  ...{ id: 'a1', at: 1, actorId: 'ad', actorRole: 'admin', action: 'ban.create', outcome: 'done' },
  ...{ brand: 'acme', address: '192.0.2.1', detail: {} },
};
const state: RoomState = {
  brand: 'acme',
  room: 'r1',
  record: {
    ...{ id: 'r1', brand: 'acme', visitorId: 'g_x', createdAt: 1, openAt: 2, messageCount: 2 },
    lastMessage: { id: 'm2', by: 'op', role: 'operator', kind: 'text', text: 'x', at: 2 },
  },
  visitor: { id: 'g_x', createdAt: 1, lastSeenAt: 1, selfTold: {} },
  messages: [
    { id: 'm1', by: 'g_x', role: 'client', at: 1, kind: 'text', text: 'what was said' },
    { id: 'm2', by: 'op', role: 'operator', name: 'Nora', at: 2, kind: 'event', event: 'joined' },
  ],
};

let server: PrivateMariadb;
beforeAll(async () => {
  server = await startPrivateMariadb();
});
afterAll(async () => {
  await server.remove();
});

describe('with the documented rights', () => {
  let root: string;
  let limited: string;
  beforeAll(async () => {
    root = await server.newArchive();
    const owner = openArchive(root);
    await owner.keepAudit([entry]);
    await owner.close();
    await server.query(root, "create user 'foyer'@'%' identified by 'secret'");
    const grants = documentedGrants(new URL(root).pathname.slice(1));
    expect(grants.length).toBeGreaterThan(5);
    for (const grant of grants) await server.query(root, grant);
    limited = root.replace('root@', 'foyer:secret@');
  });

  it('everything is archived, again and again, and read', async () => {
    const archive = openArchive(limited);
    try {
      for (const added of [2, 0]) {
        expect(await archive.keep(state)).toEqual({ added, refused: [] });
        expect(await archive.keepAudit([entry, { ...entry, id: 'a2' }])).toHaveLength(2);
        await archive.keepModerators(
          [{ id: 'op', name: `Nora ${added}`, level: 2, active: true, everyBrand: false, brands: [] }],
          1,
        );
      }
      expect(await archive.listAudit({ brands: ['acme'], limit: 5 })).toHaveLength(2);
      expect(await archive.search({ text: 'said', brands: null, limit: 5 })).toHaveLength(1);
    } finally {
      await archive.close();
    }
  });

  async function expectRefused(statement: string): Promise<void> {
    await expect(server.query(limited, statement)).rejects.toMatchObject({
      code: expect.stringMatching(/ACCESS_?DENIED/) as string,
    });
  }

  it.each([
    "update audit_log set outcome = 'done'",
    'delete from audit_log',
    'truncate table audit_log',
    'drop table audit_log',
    "replace into audit_log (id, at, actor_id, actor_role, action, outcome, detail) values ('a1',1,'x','x','x','x','')",
    'delete from messages',
    'delete from events',
    'delete from conversations',
    'alter table messages drop column body',
  ])('A112: nobody gets through with %s', expectRefused);

  it.each([
    "update messages set body = 'what was never said'",
    "update messages set sender = 'op', role = 'operator'",
    'update messages set at = 1',
    "update messages set id = 'm9'",
    "update messages set room_id = 'r2' where id = 'm1'",
    "insert into messages (brand, room_id, id, at, sender, role, kind, body, archived_at) values ('acme','r1','m1',1,'x','x','text','x',1) on duplicate key update body = 'x'",
    "replace into messages (brand, room_id, id, at, sender, role, kind, body, archived_at) values ('acme','r1','m1',1,'x','x','text','x',1)",
    "update events set type = 'closed'",
    'truncate table messages',
    'drop table messages',
  ])('A41: what was said is not altered with %s', expectRefused);
});

describe('an archive of the first version', () => {
  it('gets what it lacked, also when that broke off half way', async () => {
    const address = await server.newArchive();
    for (const undo of [
      'audit_log drop column address',
      'audit_log drop index audit_of_actor',
      'messages drop index messages_archived',
      'events drop column archived_at, drop index events_archived',
    ]) {
      const before = openArchive(address);
      await before.keepAudit([entry]);
      await before.close();
      await server.query(address, `alter table ${undo}`);
      await server.query(address, "delete from kysely_migration where name > '0002'");
    }
    const archive = openArchive(address);
    await archive.keepAudit([{ ...entry, id: 'a2' }]);
    const rows = await archive.listAudit({ brands: null, limit: 5 });
    await archive.close();
    expect(rows.map(({ id, address: from }) => [id, from])).toEqual([
      ['a2', '192.0.2.1'],
      ['a1', undefined],
    ]);
  });

  it('gets it in SQLite, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-append-'));
    const file = join(folder, 'archive.sqlite');
    const before = openArchive(`sqlite:${file}`);
    await before.keepAudit([entry]);
    await before.close();
    const database = new DatabaseSync(file);
    for (const index of ['audit_of_brand', 'audit_of_actor', 'messages_archived', 'events_archived'])
      database.exec(`drop index ${index}`);
    for (const [table, column] of [
      ['audit_log', 'address'],
      ['events', 'archived_at'],
    ])
      database.exec(`alter table ${table} drop column ${column}`);
    database.exec("delete from kysely_migration where name > '0002'");
    database.close();
    const archive = openArchive(`sqlite:${file}`);
    await archive.keepAudit([{ ...entry, id: 'a2' }]);
    expect(await archive.listAudit({ brands: null, limit: 5 })).toHaveLength(2);
    await archive.close();
    rmSync(folder, { recursive: true });
  });
});
