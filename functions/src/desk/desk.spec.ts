import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSignedIn, type Calls } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { eventually, password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-desk-'));
const file = join(folder, 'archive.sqlite');
let stack: Stack;
let admin: Client;
let nora: Client;
let lucia: Client;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${file}`, env: { FOYER_VISITOR_SIGN_INS: '1000' } });
  [admin, nora, lucia] = await Promise.all([
    stack.moderator('admin'),
    stack.moderator('nora'),
    stack.moderator('lucia'),
  ]);
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const refusedAs = (status: string, code: string): object => ({
  code: `functions/${status}`,
  details: { code },
});

describe('fileLink', () => {
  let visitor: Client;
  let room: string;
  beforeAll(async () => {
    visitor = await stack.visitor();
    ({ room } = await visitor.openRoom('look'));
  });
  const send = (name: string, type: string): ReturnType<Client['sendFile']> =>
    visitor.sendFile(
      { brand: 'acme', room },
      { name, type, bytes: type === 'image/png' ? png : Buffer.from('%PDF-1.7') },
    );

  it('opens an attachment for ten minutes, for its visitor and for operators of the brand', async () => {
    const { message } = await send('photo.png', 'image/png');
    for (const who of [visitor, nora, admin]) {
      const { url, expiresAt } = await who.call('fileLink', { brand: 'acme', room, message });
      expect(expiresAt - Date.now()).toBeGreaterThan(9 * 60_000);
      expect(expiresAt - Date.now()).toBeLessThanOrEqual(10 * 60_000);
      expect(Number(new URL(url).searchParams.get('X-Goog-Expires'))).toBeLessThanOrEqual(600);
      const response = await fetch(url);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
      expect(response.headers.get('content-type')).toBe('image/png');
      expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="photo\.png"/);
    }
  });

  it('A62: a document is only saved and never shown, under a name that is only a name', async () => {
    const { message } = await send('a"b\u202e/..\\c.pdf', 'application/pdf');
    const { url } = await nora.call('fileLink', { brand: 'acme', room, message });
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="a_b _.._c\.pdf"/);
  });

  it('an attachment stays what was sent: nobody uploads another file in its place, its sender included', async () => {
    const { message, path } = await send('photo.png', 'image/png');
    for (const who of [visitor, nora]) {
      await expect(who.upload(path, 'image/png', Buffer.from('other'))).rejects.toMatchObject({
        code: 'storage/unauthorized',
      });
    }
    const { url } = await nora.call('fileLink', { brand: 'acme', room, message });
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(png);
  });

  it('A43: a changed or longer link opens nothing', async () => {
    const { message } = await send('photo.png', 'image/png');
    const { url } = await visitor.call('fileLink', { brand: 'acme', room, message });
    const longer = new URL(url);
    longer.searchParams.set('X-Goog-Expires', '604800');
    const other = new URL(url);
    other.pathname = other.pathname.replace(message, `${message.slice(1)}x`);
    for (const forged of [longer, other]) expect((await fetch(forged)).status).not.toBe(200);
  });

  it('A23, A24: what is not theirs is not found, exactly as what is missing', async () => {
    const { message } = await send('photo.png', 'image/png');
    const stranger = await stack.visitor();
    const abroad = await stack.visitor('globex');
    const text = await visitor.send({ brand: 'acme', room }, 'no file');
    const request = { brand: 'acme', room, message };
    const missing = await visitor
      .call('fileLink', { ...request, message: 'missing' })
      .catch((error: unknown) => error);
    expect(missing).toMatchObject(refusedAs('not-found', 'not-found'));
    for (const [who, asked] of [
      [stranger, request],
      [abroad, request],
      [lucia, request],
      [visitor, { ...request, room: 'missing' }],
      [visitor, { ...request, brand: 'globex' }],
      [nora, { ...request, brand: 'nobody' }],
      [visitor, { ...request, message: text }],
    ] as const) {
      const error: unknown = await who.call('fileLink', asked).catch((cause: unknown) => cause);
      expect(JSON.stringify(error)).toBe(JSON.stringify(missing));
    }
  });

  it('A58: a banned visitor, an ended session and a closed brand open nothing', async () => {
    const { message } = await send('photo.png', 'image/png');
    const request = { brand: 'acme', room, message };
    const { id } = await visitor.claims();
    await stack.store({ [`bans/acme/${String(id)}`]: { until: Date.now() + 60_000, at: Date.now() } });
    await expect(visitor.call('fileLink', request)).rejects.toMatchObject(
      refusedAs('permission-denied', 'banned'),
    );
    await stack.store({ [`bans/acme/${String(id)}`]: null, 'brands/acme/profile/live': false });
    await expect(visitor.call('fileLink', request)).rejects.toMatchObject(
      refusedAs('permission-denied', 'brand-closed'),
    );
    await stack.store({ 'brands/acme/profile/live': true });
    expect((await visitor.call('fileLink', request)).url).toMatch(/^http/);
  });

  it('T8: no permanent download link outlives the first look at the message', async () => {
    const { message, path } = await send('photo.png', 'image/png');
    await stack.firebase.idle();
    const bucket = stack.firebase.firebaseConfig.storageBucket;
    const url = `${stack.firebase.urls.storage}/storage/v1/b/${bucket}/o/${encodeURIComponent(path)}`;
    const metadata = await eventually(
      async () => (await (await fetch(url, { headers: { authorization: 'Bearer owner' } })).json()) as object,
      (found) => !JSON.stringify(found).includes('firebaseStorageDownloadTokens'),
    );
    expect(metadata).toMatchObject({ name: path });
    expect(JSON.stringify(metadata)).not.toContain('firebaseStorageDownloadTokens');
    expect(JSON.stringify(await stack.stored(`room-messages/acme/${room}/${message}`))).not.toContain(
      'token',
    );
  });
});

describe('brands and accounts', () => {
  type Saved = Calls['saveModerator']['request'];
  let count = 0;
  const someone = (more: Partial<Saved> = {}): Saved => ({
    ...{ email: `someone${(count += 1)}@test.example`, name: 'Some One', role: 'operator', active: true },
    ...{ everyBrand: false, brands: ['acme'], password: 'quite long enough' },
    ...more,
  });
  const signIn = (email: string, tried: string): Promise<{ status: number }> =>
    stack.wire('loginInternal', { email, password: tried });

  it('lists the brands that somebody works for', async () => {
    expect((await nora.call('listBrands', {})).brands).toEqual(['acme']);
    expect((await admin.call('listBrands', {})).brands).toEqual(['acme', 'dark', 'globex']);
  });

  it('an admin creates an operator, who can sign in and read exactly the own brand', async () => {
    const account = someone();
    const { id } = await admin.call('saveModerator', account);
    const { moderators } = await admin.call('listModerators', {});
    const { password: _, ...shown } = account;
    expect(moderators.find((moderator) => moderator.id === id)).toMatchObject({ ...shown, id });
    const made = stack.client();
    const { token } = asSignedIn(
      await made.call('loginInternal', {
        email: account.email,
        password: 'quite long enough',
      }),
    );
    await made.signIn(token);
    expect((await made.call('listBrands', {})).brands).toEqual(['acme']);
  });

  it('A74: disabling an operator ends every session at once and closes the sign-in; enabling opens it again', async () => {
    const account = someone();
    const { id } = await admin.call('saveModerator', account);
    const made = stack.client();
    const { token } = asSignedIn(
      await made.call('loginInternal', {
        email: account.email,
        password: 'quite long enough',
      }),
    );
    await made.signIn(token);
    const sid = String((await made.claims())['sid']);
    const { password: _, ...unchanged } = account;
    await admin.call('saveModerator', { ...unchanged, id, active: false });
    await expect(made.call('listBrands', {})).rejects.toMatchObject({ code: 'functions/unauthenticated' });
    expect(await stack.stored(`sessions/${sid}/until`)).toBe(0);
    expect((await signIn(account.email, 'quite long enough')).status).toBe(401);
    await admin.call('saveModerator', { ...unchanged, id, active: true });
    expect((await signIn(account.email, 'quite long enough')).status).toBe(200);
  });

  it('A75: a new password ends the other sessions', async () => {
    const account = someone();
    const { id } = await admin.call('saveModerator', account);
    const made = stack.client();
    const { token } = asSignedIn(
      await made.call('loginInternal', {
        email: account.email,
        password: 'quite long enough',
      }),
    );
    await made.signIn(token);
    const sid = String((await made.claims())['sid']);
    await admin.call('saveModerator', { ...account, id, password: 'another long one' });
    await expect(made.call('listBrands', {})).rejects.toMatchObject({ code: 'functions/unauthenticated' });
    expect(await stack.stored(`sessions/${sid}/until`)).toBe(0);
    expect((await signIn(account.email, 'quite long enough')).status).toBe(401);
    expect((await signIn(account.email, 'another long one')).status).toBe(200);
  });

  it('A79: an operator may manage nobody, and the attempt leaves an audit row', async () => {
    await expect(nora.call('listModerators', {})).rejects.toMatchObject(
      refusedAs('permission-denied', 'refused'),
    );
    await expect(
      nora.call('saveModerator', { ...someone({ role: 'admin', everyBrand: true }), id: 'nora' }),
    ).rejects.toMatchObject(refusedAs('permission-denied', 'refused'));
    expect(await stack.stored('moderators/nora/level')).toBe(2);
    await stack.firebase.runSchedule('archiveSweep');
    const database = new DatabaseSync(file, { readOnly: true });
    const found = database
      .prepare(
        "select actor_role, action, outcome from audit_log where actor_id = 'nora' and target = 'nora'",
      )
      .all();
    database.close();
    expect(found).toEqual([{ actor_role: 'operator', action: 'moderator.change', outcome: 'refused' }]);
  });

  it('A80: the last active admin can be neither disabled nor demoted, also not by two admins at once', async () => {
    const ada = {
      ...someone({ email: people.admin.email, name: 'Ada', role: 'admin', everyBrand: true }),
      brands: [],
    };
    const { password: _, ...self } = ada;
    for (const change of [{ active: false }, { role: 'operator' as const }]) {
      await expect(admin.call('saveModerator', { ...self, id: 'admin', ...change })).rejects.toMatchObject(
        refusedAs('failed-precondition', 'last-admin'),
      );
    }
    const second = someone({ role: 'admin', everyBrand: true, brands: [] });
    const { id } = await admin.call('saveModerator', second);
    const other = stack.client();
    await other.signIn(
      asSignedIn(await other.call('loginInternal', { email: second.email, password: 'quite long enough' }))
        .token,
    );
    const { password: _second, ...secondSelf } = second;
    const results = await Promise.allSettled([
      admin.call('saveModerator', { ...secondSelf, id, active: false }),
      other.call('saveModerator', { ...self, id: 'admin', active: false }),
    ]);
    const active = [
      await stack.stored('moderators/admin/active'),
      await stack.stored(`moderators/${id}/active`),
    ];
    expect(active.filter((flag) => flag === true)).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    if (active[0] !== true) {
      await other.call('saveModerator', { ...self, id: 'admin', active: true });
      admin = await stack.moderator('admin');
    }
  });

  it('A81: an admin of one brand hands out no other brand, and manages nobody beyond', async () => {
    const local = someone({ role: 'admin' });
    await admin.call('saveModerator', local);
    const made = stack.client();
    await made.signIn(
      asSignedIn(await made.call('loginInternal', { email: local.email, password: 'quite long enough' }))
        .token,
    );
    const { moderators } = await made.call('listModerators', {});
    expect(moderators.every(({ everyBrand, brands }) => !everyBrand && !brands.includes('globex'))).toBe(
      true,
    );
    for (const more of [{ brands: ['globex'] }, { everyBrand: true }, { id: 'lucia' }, { id: 'admin' }]) {
      await expect(made.call('saveModerator', someone(more))).rejects.toMatchObject(
        refusedAs('permission-denied', 'refused'),
      );
    }
    expect((await made.call('saveModerator', someone())).id).toMatch(/\S/);
  });

  it.each([
    [{ email: people.nora.email }, 'email'],
    [{ email: 'no address' }, 'email'],
    [{ password: 'short' }, 'password'],
    [{ brands: ['nobody'] }, 'brands'],
    [{ name: '\u202e ' }, 'name'],
    [{ level: 3 }, undefined],
    [{ role: 'owner' }, 'role'],
  ])('refuses %j and names the field', async (more, field) => {
    const error: unknown = await admin
      .call('saveModerator', { ...someone(), ...more } as Saved)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      details: { code: 'bad-input', ...(field === undefined ? {} : { field }) },
    });
  });

  it('A84: no answer and no node holds a password', async () => {
    const account = someone({ password: 'a secret nobody repeats' });
    await admin.call('saveModerator', account);
    expect(JSON.stringify(await admin.call('listModerators', {}))).not.toContain('a secret nobody');
    expect(JSON.stringify(stack.firebase.dump())).not.toContain('a secret nobody');
    expect(password).not.toBe(account.password);
  });
});

describe('searchArchive', () => {
  it('A81: finds what was said in the own brands only', async () => {
    const visitor = await stack.visitor();
    const abroad = await stack.visitor('globex');
    const here = await visitor.openRoom('Where is my zeppelin?');
    await abroad.openRoom('A zeppelin elsewhere');
    await stack.firebase.idle();
    const found = await nora.call('searchArchive', { text: 'zeppelin' });
    expect(found.hits).toMatchObject([
      {
        brand: 'acme',
        room: here.room,
        message: here.message,
        role: 'client',
        text: 'Where is my zeppelin?',
      },
    ]);
    expect((await admin.call('searchArchive', { text: 'zeppelin' })).hits).toHaveLength(2);
    expect(
      (await admin.call('searchArchive', { text: 'zeppelin', brand: 'globex', limit: 1 })).hits,
    ).toHaveLength(1);
    await expect(nora.call('searchArchive', { text: 'zeppelin', brand: 'globex' })).rejects.toMatchObject(
      refusedAs('permission-denied', 'refused'),
    );
  });

  it.each([
    { text: ['x'] },
    { text: { $gt: '' } },
    { text: 'x', limit: 1.5 },
    { text: 'x', limit: 1000 },
    { text: 'x', order: 'at' },
  ])('A93: refuses %j', async (request) => {
    await expect(nora.call('searchArchive', request as never)).rejects.toMatchObject(
      refusedAs('invalid-argument', 'bad-input'),
    );
  });
});

describe('conversationReport', () => {
  it("counts by the report's own days, as the raw rows say", async () => {
    const midnight = Date.UTC(2026, 2, 29, 0, 0);
    const hour = 3_600_000;
    const minute = 60_000;
    // Berlin changes to summer time on this day at 01:00 UTC: its day begins at 23:00 UTC and has 23 hours.
    const conversations = [
      { begun: midnight - 2 * hour, answer: 5 * minute },
      { begun: midnight - hour / 2, answer: minute },
      { begun: midnight + hour, answer: 3 * minute },
      { begun: midnight + 20 * hour, answer: null },
      { begun: midnight + 22.5 * hour, answer: 10 * minute },
    ];
    const update: Record<string, unknown> = {};
    for (const [index, { begun, answer }] of conversations.entries()) {
      const room = `report${index}`;
      const first = { by: 'g_r', role: 'client', kind: 'text', text: 'report question', at: begun };
      update[`room-messages/acme/${room}/a`] = first;
      update[`room-messages/acme/${room}/b`] = {
        ...first,
        role: 'operator',
        by: 'nora',
        name: 'Nora',
        kind: 'event',
        event: 'joined',
        text: null,
        at: begun + 1,
      };
      if (answer !== null) {
        update[`room-messages/acme/${room}/c`] = {
          ...first,
          role: 'operator',
          by: 'nora',
          name: 'Nora',
          at: begun + answer,
        };
      }
      update[`rooms/acme/${room}`] = {
        ...{
          visitorId: 'g_r',
          createdAt: begun,
          closedAt: begun + answer! + 2,
          messageCount: answer === null ? 2 : 3,
        },
        lastMessage: { id: 'a', by: 'g_r', role: 'client', kind: 'text', text: 'x', at: begun },
      };
    }
    await stack.store(update);
    await stack.firebase.runSchedule('archiveSweep');
    const from = Date.UTC(2026, 2, 27, 23);
    const to = Date.UTC(2026, 2, 30, 22);
    const { days, asOf } = await nora.call('conversationReport', {
      brand: 'acme',
      from,
      to,
      timeZone: 'Europe/Berlin',
    });
    expect(Math.abs(asOf - Date.now())).toBeLessThan(60_000);
    expect(days).toEqual([
      { day: '2026-03-28', conversations: 1, answered: 1, firstResponseMs: 5 * minute },
      { day: '2026-03-29', conversations: 3, answered: 2, firstResponseMs: 2 * minute },
      { day: '2026-03-30', conversations: 1, answered: 1, firstResponseMs: 10 * minute },
    ]);
    expect(days).toEqual(recount(from, to));
    const utc = await nora.call('conversationReport', { brand: 'acme', from, to, timeZone: 'UTC' });
    expect(utc.days.map(({ conversations: n }) => n)).toEqual([0, 2, 3, 0]);
  });

  /** The same figures from the raw rows, by another way: the day from the offset, the median from a sorted list. */
  function recount(from: number, to: number): unknown {
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = database
      .prepare("select room_id, role, kind, at from messages where brand = 'acme' order by at")
      .all() as { room_id: string; role: string; kind: string; at: number }[];
    database.close();
    const summer = Date.UTC(2026, 2, 29, 1);
    const berlin = (at: number): string =>
      new Date(at + (at < summer ? 1 : 2) * 3_600_000).toISOString().slice(0, 10);
    const days = new Map([
      ['2026-03-28', []],
      ['2026-03-29', []],
      ['2026-03-30', []],
    ] as [string, (number | null)[]][]);
    const rooms = Map.groupBy(rows, ({ room_id }) => room_id);
    for (const said of rooms.values()) {
      const begun = said[0]!.at;
      if (begun < from || begun >= to) continue;
      const answer = said.find(({ role, kind }) => role !== 'client' && kind !== 'event');
      days.get(berlin(begun))?.push(answer === undefined ? null : answer.at - begun);
    }
    return [...days].map(([day, waits]) => {
      const sorted = waits.filter((wait) => wait !== null).sort((a, b) => a - b);
      const half = sorted.length / 2;
      const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
      return {
        ...{ day, conversations: waits.length, answered: sorted.length },
        firstResponseMs: middle.reduce((sum, wait) => sum + wait, 0) / middle.length,
      };
    });
  }

  it('A81: refuses another brand, an impossible zone, and a range without end', async () => {
    const request = { brand: 'acme', from: 0, to: 86_400_000, timeZone: 'UTC' };
    await expect(nora.call('conversationReport', { ...request, brand: 'globex' })).rejects.toMatchObject(
      refusedAs('permission-denied', 'refused'),
    );
    for (const wrong of [{ timeZone: "Europe/Berlin'; --" }, { to: 0 }, { to: 1e15 }, { from: '0' }]) {
      await expect(nora.call('conversationReport', { ...request, ...wrong } as never)).rejects.toMatchObject(
        refusedAs('invalid-argument', 'bad-input'),
      );
    }
  });
});
