import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnConversation, VisitorSignedIn } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { documentedGrants } from '../testing/documented-grants.ts';
import { startPrivateMariadb, type PrivateMariadb } from '../testing/private-mariadb.ts';
import { eventually, startStack, type Stack } from '../testing/stack.ts';

/** Of no points: enough to be a picture. */
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(40)]);

let server: PrivateMariadb;
let root: string;
let stack: Stack;
let admin: Client;
let nora: Client;
let key: { readonly kid: string; readonly secret: string };

beforeAll(async () => {
  server = await startPrivateMariadb();
  root = await server.newArchive();
  const database = new URL(root).pathname.slice(1);
  // Makes the tables; whoever runs from then on may not.
  const first = await startStack({ archive: root });
  await first.firebase.runSchedule('archiveSweep');
  await first.close();
  for (const user of ['foyer', 'foyer_eraser']) {
    await server.query(root, `create user '${user}'@'%' identified by 'secret'`);
    const grants = documentedGrants(database, user);
    expect(grants.length).toBeGreaterThan(4);
    for (const grant of grants) await server.query(root, grant);
  }
  stack = await startStack({
    archive: root.replace('root@', 'foyer:secret@'),
    env: {
      FOYER_ARCHIVE_ERASER: root.replace('root@', 'foyer_eraser:secret@'),
      FOYER_VISITOR_SIGN_INS: '2000',
    },
  });
  [admin, nora] = await Promise.all([stack.moderator('admin'), stack.moderator('nora')]);
  const made = await admin.call('createBrandKey', { brand: 'acme', use: 'vouching' });
  key = { kid: made.key.kid, secret: made.secret };
  await stack.store({ 'server/admission/acme/access': { userHash: true } });
});
afterAll(async () => {
  await stack.close();
  await server.remove();
});

interface Person {
  readonly client: Client;
  readonly id: string;
  readonly secret: string;
}

async function signIn(data: object = {}): Promise<Person> {
  const client = stack.client();
  const answer: VisitorSignedIn = await client.call('loginExternal', { brandId: 'acme', ...data });
  await client.signIn(answer.token);
  return { client, id: answer.id, secret: answer.sessionSecret };
}

function vouched(userId: string): object {
  return { userId, userHash: createHmac('sha256', key.secret).update(userId).digest('hex') };
}

/** Every piece of what is kept of somebody. */
async function ownData(who: Client): Promise<{
  readonly you: Readonly<Record<string, unknown>> | undefined;
  readonly conversations: readonly OwnConversation[];
  readonly pieces: number;
  /** How far each piece says it is. */
  readonly shares: readonly number[];
}> {
  const conversations: OwnConversation[] = [];
  let you: Readonly<Record<string, unknown>> | undefined;
  let pieces = 0;
  const shares: number[] = [];
  for (let after: string | null | undefined; after !== null; pieces += 1) {
    const piece = await who.call('ownData', after === undefined ? {} : { after });
    you ??= piece.you;
    conversations.push(...piece.conversations);
    shares.push(piece.share);
    after = piece.next;
  }
  return { you, conversations, pieces, shares };
}

/** Somebody with a conversation of several messages, a file, a rating and answers; the archive has it all. */
async function somebody(person: Person, word: string): Promise<{ room: string; path: string }> {
  const { client, id } = person;
  const { room } = await client.openRoom(`${word} one`);
  const to = { brand: 'acme', room };
  await nora.take(to, 'Nora');
  await nora.send(to, `${word} answer`);
  const { path } = await client.sendFile(to, { name: `${word}.png`, type: 'image/png', bytes: PNG });
  await client.update({ [`users/acme/${id}/answers`]: { f0: `${word} told`, at: { '.sv': 'timestamp' } } });
  await stack.store({
    [`room-notes/acme/${room}/n1`]: { by: 'nora', text: `${word} note`, at: 1 },
    [`rooms/acme/${room}/rating`]: { score: 4, comment: `${word} rated`, at: 1 },
  });
  await eventually(
    () => server.query(root, `select id from messages where room_id = '${room}'`),
    (rows) => rows.length === 4,
  );
  return { room, path };
}

async function isStored(path: string): Promise<boolean> {
  const { storage } = stack.firebase.urls;
  const { storageBucket } = stack.firebase.firebaseConfig;
  const url = `${storage}/storage/v1/b/${storageBucket}/o/${encodeURIComponent(path)}`;
  return (await fetch(url, { headers: { authorization: 'Bearer owner' } })).status === 200;
}

/** Where in database and archive a word stands. */
async function traces(word: string): Promise<readonly string[]> {
  const found = JSON.stringify(stack.firebase.dump()).includes(word) ? ['database'] : [];
  for (const table of ['conversations', 'messages', 'events', 'visitors', 'audit_log']) {
    const rows = await server.query(root, `select * from ${table}`);
    if (JSON.stringify(rows).includes(word)) found.push(table);
  }
  return found;
}

const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'granted',
    (cause: unknown) => (cause as { details?: { code?: unknown } }).details?.code,
  );

describe('what is kept of a visitor', () => {
  it('is theirs to have: the person, every conversation, files by links, in pieces', async () => {
    const mara = await signIn({ userName: 'Mara download' });
    const { room } = await somebody(mara, 'download');
    const { room: other } = await mara.client.openRoom('download two');
    const at = Date.now();
    await stack.store(
      Object.fromEntries(
        Array.from({ length: 450 }, (_, index) => [
          `room-messages/acme/${other}/z${String(index).padStart(3, '0')}`,
          { by: mara.id, role: 'client', kind: 'text', text: `line ${index}`, at: at + 1000 + (index >> 3) },
        ]),
      ),
    );
    const { you, conversations, pieces, shares } = await ownData(mara.client);
    expect(pieces).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort());
    expect(shares.at(-1)).toBe(1);
    expect([0, 0.5, 1]).toEqual(expect.arrayContaining([...shares]));
    expect(you).toMatchObject({
      ...{
        id: mara.id,
        brand: 'acme',
        selfTold: { userName: 'Mara download' },
        answers: { f0: 'download told' },
      },
      address: expect.any(String) as string,
    });
    const first = conversations.filter(({ id }) => id === room);
    expect(first[0]?.about).toMatchObject({ rating: { score: 4, comment: 'download rated' } });
    expect(first.flatMap(({ messages }) => messages)).toMatchObject([
      { from: 'you', text: 'download one' },
      { from: 'Nora', event: 'joined' },
      { from: 'Nora', text: 'download answer' },
      { from: 'you', file: { name: 'download.png', size: PNG.length, link: expect.any(String) as string } },
    ]);
    const link = first.flatMap(({ messages }) => messages).at(-1)?.file?.link ?? '';
    expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(PNG);
    const texts = conversations
      .filter(({ id }) => id === other)
      .flatMap(({ messages }) => messages.map(({ text }) => text));
    expect(texts).toEqual(['download two', ...Array.from({ length: 450 }, (_, index) => `line ${index}`)]);
    expect(JSON.stringify(conversations)).not.toContain('note');
  });

  it('is theirs also where only the archive has it, and nobody else’s', async () => {
    const mara = await signIn();
    const { room } = await somebody(mara, 'archived');
    await stack.store({
      [`rooms/acme/${room}`]: null,
      [`room-messages/acme/${room}`]: null,
      [`user-rooms/acme/${mara.id}`]: null,
    });
    const { conversations } = await ownData(mara.client);
    expect(conversations.map(({ id }) => id)).toEqual([room]);
    expect(conversations[0]?.messages.map(({ text, file }) => text ?? file?.name)).toEqual([
      'archived one',
      undefined,
      'archived answer',
      'archived.png',
    ]);
    const other = await signIn();
    for (const after of [undefined, `${room} 0 `]) {
      const piece = await other.client.call('ownData', after === undefined ? {} : { after });
      expect(piece.conversations).toEqual([]);
    }
    expect(await refusalOf(other.client.call('ownData', { after: 'x' }))).toBe('bad-input');
    expect(await refusalOf(nora.call('ownData', {}))).toBe('refused');
    expect(await refusalOf(stack.client().call('ownData', {}))).toBe('not-signed-in');
  });

  it('A108: is erased everywhere, on every device, and of nobody else', async () => {
    const mara = await signIn(vouched('erased-user'));
    const phone = await signIn(vouched('erased-user'));
    const other = await signIn();
    expect(phone.id).toBe(mara.id);
    const { room, path } = await somebody(mara, 'erased');
    const kept = await somebody(other, 'stays');
    expect(await traces('erased')).toEqual(['database', 'messages', 'visitors']);

    const { done } = await mara.client.call('eraseOwnData', { sessionSecret: mara.secret });
    expect(done).toBe(true);
    expect(await traces('erased')).toEqual([]);
    expect(await traces(room)).toEqual(['database']);
    expect(await isStored(path)).toBe(false);
    expect(await isStored(kept.path)).toBe(true);
    expect(await traces('stays one')).toEqual(['database', 'messages']);

    for (const device of [mara, phone]) {
      expect(await refusalOf(device.client.call('ownData', {}))).toBe('session-ended');
      await expect(device.client.openRoom('once more')).rejects.toThrow(/permission.denied/i);
      const back = await signIn({ sessionSecret: device.secret });
      expect(back.id).not.toBe(mara.id);
    }
    // Whom the website vouches for is back, and is nobody yet.
    const again = await signIn(vouched('erased-user'));
    expect(again.id).toBe(mara.id);
    expect((await ownData(again.client)).conversations).toEqual([]);

    await stack.firebase.runSchedule('archiveSweep');
    const [line] = await server.query(root, `select * from audit_log where action = 'visitor.erase'`);
    expect(line).toMatchObject({ actor_id: mara.id, brand: 'acme', outcome: 'done', detail: '{"rooms":1}' });
  });

  it('A109: does not come back out of an outbox or a late event', async () => {
    const mara = await signIn(vouched('replay-user'));
    const before = stack.events.length;
    stack.deliver([1_500]);
    const { room, message } = await mara.client.openRoom('replayed text');
    await eventually(
      () => stack.events.length,
      (count) => count > before,
    );
    stack.deliver([0]);
    await mara.client.call('eraseOwnData', { sessionSecret: mara.secret });
    const again = await signIn(vouched('replay-user'));
    await expect(again.client.openRoom('replayed text', room)).rejects.toThrow(/permission.denied/i);
    expect(await stack.stored(`server/tombstones/acme/${message}`)).toEqual(expect.any(Number));
    await stack.firebase.runSchedule('archiveSweep');
    // Looks until the late event has long been there.
    const found = await eventually(
      () => traces('replayed text'),
      (traced) => traced.length > 0,
      3_000,
    );
    expect(found).toEqual([]);
  });

  it('A109: a conversation that another device opens while the erasure begins goes, too', async () => {
    const [phone, path] = [await signIn(), 'server/erasures/00000000000001-early'];
    // As it stands when the erasure broke off before its first step.
    await stack.store({ [path]: { brand: 'acme', visitor: phone.id, at: Date.now() - 60_000 } });
    const { room } = await phone.client.openRoom('opened meanwhile');
    await stack.firebase.idle();
    await stack.firebase.runSchedule('erasureSweep');
    expect(await traces('opened meanwhile')).toEqual([]);
    expect(await stack.stored(`server/tombstones/acme/${room}`)).toEqual(expect.any(Number));
    await expect(phone.client.openRoom('and again')).rejects.toThrow(/permission.denied/i);
    await stack.store({ [path]: null });
  });

  it('A109: a guest whose sign-in was under way is found when all is looked at once more, and erased', async () => {
    const guest = await signIn();
    await guest.client.openRoom('once');
    expect((await guest.client.call('eraseOwnData', { sessionSecret: guest.secret })).done).toBe(true);
    const { sid } = await guest.client.claims();
    // What a sign-in writes that had found the secret still there.
    await stack.store({
      [`users/acme/${guest.id}`]: { createdAt: 1, lastSeenAt: Date.now() },
      [`sessions/${String(sid)}`]: {
        id: guest.id,
        role: 'client',
        brand: 'acme',
        until: Date.now() + 600_000,
      },
    });
    const { room } = await guest.client.openRoom('after all');
    const own = async (): Promise<string[]> =>
      Object.entries((await stack.stored('server/erasures')) as Readonly<Record<string, { visitor: string }>>)
        .filter(([, { visitor }]) => visitor === guest.id)
        .map(([id]) => id);
    for (const id of await own())
      await stack.store({ [`server/erasures/${id}/at`]: Date.now() - 11 * 60_000 });
    await stack.firebase.idle();
    for (let run = 0; run < 2; run += 1) await stack.firebase.runSchedule('erasureSweep');
    expect(await traces('after all')).toEqual([]);
    expect(await stack.stored(`rooms/acme/${room}`)).toBeNull();
    expect(await stack.stored(`users/acme/${guest.id}`)).toBeNull();
    expect(await stack.stored(`sessions/${String(sid)}`)).toBeNull();
  });

  it('A103, A108: is not erased by a token alone, by somebody else’s secret, or by a sign-in of long ago', async () => {
    const [mara, other] = [await signIn(), await signIn()];
    const { room } = await mara.client.openRoom('not to be erased');
    const erase = (sessionSecret: string): Promise<unknown> =>
      refusalOf(mara.client.call('eraseOwnData', { sessionSecret }));
    expect(await erase('nonsense')).toBe('refused');
    expect(await erase(other.secret)).toBe('refused');
    const { sid } = await mara.client.claims();
    await stack.store({ [`sessions/${String(sid)}/at`]: Date.now() - 10 * 60_000 });
    expect(await erase(mara.secret)).toBe('reauthentication-required');
    expect(await stack.stored(`rooms/acme/${room}/visitorId`)).toBe(mara.id);
    expect(await refusalOf(nora.call('eraseOwnData', { sessionSecret: mara.secret }))).toBe('refused');
  });

  it('goes on by itself where it broke off, however often', async () => {
    const mara = await signIn();
    const { room, path } = await somebody(mara, 'broken');
    await server.stop();
    const { done } = await mara.client.call('eraseOwnData', { sessionSecret: mara.secret });
    expect(done).toBe(false);
    expect(await refusalOf(mara.client.call('eraseOwnData', { sessionSecret: mara.secret }))).toBe(
      'session-ended',
    );
    await stack.firebase.runSchedule('erasureSweep');
    await server.start();
    expect(await traces('broken')).toContain('messages');
    await Promise.all([1, 2].map(() => stack.firebase.runSchedule('erasureSweep')));
    expect(await traces('broken')).toEqual([]);
    expect(await isStored(path)).toBe(false);
    // What was under way into the archive when it was erased.
    await server.query(
      root,
      `insert into messages (brand, room_id, id, at, sender, role, kind, body, archived_at) values ('acme','${room}','late',1,'x','client','text','broken late',1)`,
    );
    const jobs = (await stack.stored('server/erasures')) as Readonly<Record<string, { visitor: string }>>;
    const [job] = Object.entries(jobs).find(([, { visitor }]) => visitor === mara.id) ?? [];
    await stack.store({ [`server/erasures/${String(job)}/at`]: Date.now() - 11 * 60_000 });
    await stack.firebase.runSchedule('erasureSweep');
    expect(await traces('broken')).toEqual([]);
    expect(Object.keys((await stack.stored('server/erasures')) as object)).not.toContain(job);
  });

  it('includes the guest that a vouched visitor was', async () => {
    const guest = await signIn({ userName: 'formerly' });
    const { path } = await somebody(guest, 'formerly');
    const mara = await signIn({ ...vouched('merged-user'), sessionSecret: guest.secret });
    expect(mara.id).not.toBe(guest.id);
    await mara.client.call('eraseOwnData', { sessionSecret: mara.secret });
    expect(await traces('formerly')).toEqual([]);
    expect(await isStored(path)).toBe(false);
    expect(await stack.stored(`users/acme/${guest.id}`)).toBeNull();
  });
});
