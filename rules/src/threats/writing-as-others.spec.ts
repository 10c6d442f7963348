import {
  SERVER_TIME,
  limits,
  openRoomUpdate,
  paths,
  readUpdate,
  sendUpdate,
  takeRoomUpdate,
  typingUpdate,
} from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { ref, update } from 'firebase/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, messagePath, newMessage, sender, summary, text, to, without } from '../permissions/acts.ts';
import type { ActorName } from '../permissions/actors.ts';
import type { Row } from '../permissions/row.ts';
import { brand, room } from '../permissions/world.ts';
import { Attack } from '../testing/attack.ts';
import type { Act } from '../testing/attack.ts';

let attack: Attack;

beforeAll(async () => {
  attack = await Attack.open();
});

afterAll(() => attack.close());

function refuses(title: string, names: readonly ActorName[], act: Act<Update>, given?: Row['given']): void {
  it.each(names)(`${title}: %s`, (name) => attack.writes(name, act, given));
}

const hello = text('hello');
const last = `${summary}/lastMessage`;
const everybodyElse: readonly ActorName[] = [
  'neighbour',
  'stranger',
  'outsider',
  'disabled',
  'claimless',
  'nobody',
];

/** A send that is right but for some fields of the message and of the summary that repeats them. */
function told(fields: Update): Act<Update> {
  return (actor) => {
    const right = sendUpdate(to, newMessage, sender(actor), hello);
    return Object.entries(fields).reduce<Update>(
      (sent, [field, value]) =>
        field === 'name' || field === 'text' || field === 'event'
          ? change(sent, messagePath, field, value)
          : change(change(sent, messagePath, field, value), last, field, value),
      right,
    );
  };
}

describe('nobody writes as somebody else', () => {
  for (const role of ['operator', 'admin', 'system', 'bot']) {
    refuses(`A26 a visitor as ${role}`, ['owner'], told({ role }));
    refuses(`A26 a visitor as ${role}, by name`, ['owner'], told({ role, name: 'operator' }));
  }
  refuses('A26 a visitor under the name of an operator', ['owner'], told({ name: 'operator' }));
  refuses('A26 a visitor with an event of the desk', ['owner'], (actor) =>
    takeRoomUpdate(to, newMessage, { id: actor.id, name: 'operator' }, 'client'),
  );
  refuses('A26 a visitor who opens a room as its nameless assignee', ['neighbour'], (actor) => {
    const opened = openRoomUpdate({ brand, room: 'room-of-an-attack' }, newMessage, actor, hello);
    return change(opened, paths.room(brand, 'room-of-an-attack'), 'assignee', { id: actor.id });
  });

  refuses('A27 into a room of somebody else', everybodyElse, (actor) =>
    sendUpdate(to, newMessage, sender(actor), hello),
  );
  refuses(
    'A27 into a closed room',
    ['owner', 'operator', 'admin'],
    (actor) => sendUpdate(to, newMessage, sender(actor), hello),
    () => ({ [`${summary}/openAt`]: null, [`${summary}/closedAt`]: 1 }),
  );
  refuses(
    'A27 into an archived room, or it again',
    ['owner'],
    (actor) => openRoomUpdate({ brand, room: 'room-that-is-archived' }, newMessage, actor, hello),
    () => ({ [`server/tombstones/${brand}/room-that-is-archived`]: true }),
  );
  refuses('A27 when banned', ['banned'], (actor) => sendUpdate(to, newMessage, sender(actor), hello));
  refuses('A27 a new room when banned', ['banned'], (actor) =>
    openRoomUpdate({ brand, room: 'room-of-an-attack' }, newMessage, actor, hello),
  );
  refuses('A13, A27 a room in a brand that is not one’s own', ['stranger'], (actor) =>
    openRoomUpdate({ brand, room: 'room-of-an-attack' }, newMessage, actor, hello),
  );

  refuses('A28 as another sender', ['owner', 'operator', 'admin'], told({ by: 'somebody-else' }));
  refuses('A28 as the uid of the token', ['owner', 'operator'], told({ by: 'client-00' }));
  refuses('A28 on the stamp of somebody else', ['owner', 'operator'], (actor) => {
    const sent = sendUpdate(to, newMessage, sender(actor), hello);
    const stamp = sent[paths.throttle(actor.id)];
    return { ...without(sent, paths.throttle(actor.id)), [paths.throttle('somebody-else')]: stamp };
  });

  for (const [field, value] of Object.entries({
    assignee: { id: 'o', name: 'O' },
    'assignee/name': 'O',
    status: 'closed',
    brand: 'globex',
    department: 'sales',
    priority: 1,
    '.priority': 1,
    createdAt: 1,
    hash: 'x',
    visitorId: 'somebody-else',
    messageCount: 7,
    openAt: SERVER_TIME,
    closedAt: SERVER_TIME,
  })) {
    refuses(`A29 ${field} of the room`, ['owner'], () => ({ [`${summary}/${field}`]: value }));
  }

  refuses('A30 that somebody else types', ['owner', 'operator'], () =>
    typingUpdate(to, 'somebody-else', true),
  );
  refuses('A30 that somebody else has read', ['owner', 'operator'], () => readUpdate(to, 'somebody-else', 1));
  refuses('A30 typing in somebody else’s room', everybodyElse, (actor) => typingUpdate(to, actor.id, true));
  refuses('A30 more read than there is', ['owner'], (actor) => readUpdate(to, actor.id, 1e300));
  refuses('A30 that somebody else is there', ['owner', 'operator'], () => ({
    [`${paths.presence(brand, 'somebody-else')}/c01`]: { at: SERVER_TIME },
    [`${paths.deskPresence('somebody-else')}/c01`]: { at: SERVER_TIME },
  }));
  refuses('A30 that somebody else is gone', ['neighbour', 'outsider'], (_actor, cast) => ({
    [`${paths.presence(brand, cast.owner)}/${cast.connection}`]: null,
  }));

  refuses('A31 an operator as the visitor', ['operator', 'admin'], (_actor, cast) =>
    sendUpdate(to, newMessage, { id: cast.owner, role: 'client' }, hello),
  );
  refuses('A31 an operator as another', ['operator'], (_actor, cast) =>
    sendUpdate(to, newMessage, { id: cast.admin, role: 'admin', name: 'admin' }, hello),
  );
  refuses('A31 an operator under another name', ['operator', 'admin'], told({ name: 'Somebody Else' }));
  refuses('A31 an operator with a higher role', ['operator'], told({ role: 'admin' }));
  refuses('A31 a note as another', ['operator'], (_actor, cast) => ({
    [`${paths.roomNotes(brand, room)}/note-of-an-attack`]: {
      by: cast.admin,
      name: 'admin',
      text: 'x',
      at: SERVER_TIME,
    },
  }));

  refuses('A32 takes a room without being of the brand', ['outsider', 'disabled', 'owner'], (actor) =>
    takeRoomUpdate(to, newMessage, { id: actor.id, name: actor.displayName }, actor.role),
  );
  refuses('A32 gives a room to somebody else', ['operator', 'admin'], (actor) => ({
    ...takeRoomUpdate(to, newMessage, { id: actor.id, name: actor.displayName }, actor.role),
    [`${summary}/assignee`]: { id: 'somebody-else', name: 'Somebody Else' },
  }));
  refuses(
    'A32 takes a room that is taken without a word',
    ['operator', 'admin'],
    (actor) => ({ [`${summary}/assignee`]: { id: actor.id, name: actor.displayName } }),
    () => ({ [`${summary}/assignee`]: { id: 'somebody-else', name: 'Somebody Else' } }),
  );
  refuses(
    'A32 answers a room that is somebody else’s',
    ['operator', 'admin'],
    (actor) => sendUpdate(to, newMessage, sender(actor), hello),
    () => ({ [`${summary}/assignee`]: { id: 'somebody-else', name: 'Somebody Else' } }),
  );

  refuses('A33 in a brand that is not theirs', ['outsider'], (actor) =>
    sendUpdate(to, newMessage, sender(actor), hello),
  );
  it('A33, A81 at once after losing the brand', async () => {
    const { id } = attack.stage.actor('operator');
    await attack.stage.change({ [`moderators/${id}/brands/${brand}`]: null });
    try {
      await attack.writes('operator', (actor) => sendUpdate(to, newMessage, sender(actor), hello));
      await attack.reads('operator', () => summary);
    } finally {
      await attack.stage.change({ [`moderators/${id}/brands/${brand}`]: true });
    }
  });
});

describe('nobody gives themselves rights', () => {
  const rights: Readonly<Record<string, unknown>> = {
    level: 3,
    active: true,
    everyBrand: true,
    [`brands/${brand}`]: true,
    departments: { sales: true },
    needsFactor: null,
    name: 'Admin',
    '.priority': 1,
  };
  for (const [field, value] of Object.entries(rights)) {
    refuses(`A78 ${field}`, ['operator', 'outsider', 'disabled', 'admin', 'owner'], ({ id }) => ({
      [`moderators/${id}/${field}`]: value,
    }));
  }
  refuses('A78 a whole moderator', ['operator', 'admin', 'owner', 'claimless'], ({ id }) => ({
    [`moderators/${id}`]: { name: 'x', level: 3, active: true, everyBrand: true },
  }));
  refuses('A78 the right of a colleague', ['admin'], (_actor, cast) => ({
    [`moderators/${cast.operator}/level`]: 3,
  }));
  refuses('A78 a longer session', ['operator', 'admin', 'owner'], ({ sid }) => ({
    [`sessions/${sid}/until`]: 9e15,
  }));
  refuses('A72, A78 a second factor', ['operator', 'admin'], ({ sid }) => ({
    [`sessions/${sid}/factor`]: true,
  }));
  refuses('A78 the end of a ban', ['banned', 'operator'], ({ id }) => ({ [`bans/${brand}/${id}`]: null }));
  refuses('A78 that the website vouches for one', ['owner'], ({ id }) => ({
    [`users/${brand}/${id}/vouched`]: { userId: '1', at: 1 },
  }));
  refuses('A81 the profile of a brand', ['operator', 'outsider', 'owner'], () => ({
    [`${paths.profile(brand)}/live`]: false,
  }));
  refuses('A78 what only the server keeps', ['admin', 'operator', 'owner'], ({ id }) => ({
    [`server/limits/${id}`]: null,
    'server/brand-keys/acme/k_x': { secret: 'x' },
  }));
});

describe('nobody writes more than a person would', () => {
  refuses(
    'A87 a second message at once',
    ['owner', 'operator'],
    (actor) => sendUpdate(to, newMessage, sender(actor), hello),
    // As old as it could be while the attack runs.
    (actor, _cast, now) => ({ [`${paths.throttle(actor.id)}/at`]: now + 60_000 }),
  );
  refuses('A87 two messages on one stamp', ['owner'], (actor) => {
    const sent = sendUpdate(to, newMessage, sender(actor), hello);
    return { ...sent, [`${messagePath}-2`]: sent[messagePath] };
  });
  refuses('A87 another stamp for another message', ['owner'], (actor) => ({
    ...sendUpdate(to, newMessage, sender(actor), hello),
    ...sendUpdate({ brand, room: 'room-of-an-attack' }, `${newMessage}-2`, sender(actor), hello),
  }));
  refuses('A87 the stamp away', ['owner', 'operator'], ({ id }) => ({ [paths.throttle(id)]: null }));
  refuses('A87 the stamp back', ['owner', 'operator'], ({ id }) => ({ [`${paths.throttle(id)}/at`]: 1 }));
  refuses('A87 the count of rooms back', ['owner'], ({ id }) => ({
    [paths.roomQuota(brand, id)]: { '.sv': { increment: -1 } },
  }));
  refuses('A87 the count of rooms away', ['owner'], ({ id }) => ({ [paths.roomQuota(brand, id)]: null }));

  it('A87 a visitor opens so many rooms and no more', async () => {
    const neighbour = attack.stage.actor('neighbour');
    await attack.stage.prepare('neighbour', ({ id }) => ({ [paths.roomQuota(brand, id)]: null }));
    const opens = async (index: number): Promise<boolean> => {
      await attack.stage.change({ [paths.throttle(neighbour.id)]: null });
      const written = openRoomUpdate(
        { brand, room: `room-of-a-flood-${index}` },
        newMessage,
        neighbour,
        hello,
      );
      return update(ref(attack.stage.database('neighbour')), { ...written }).then(
        () => true,
        () => false,
      );
    };
    const answers: boolean[] = [];
    for (let index = 0; index < limits.roomsAtOnce + 2; index += 1) answers.push(await opens(index));
    expect(answers).toEqual([...Array<boolean>(limits.roomsAtOnce).fill(true), false, false]);
  });

  it('A87 nobody holds more leases than there are slots, nor renews one all the time', async () => {
    const socket = await attack.socket('owner');
    const { id } = attack.stage.actor('owner');
    const lease = (key: string) =>
      socket.ask('p', { p: `/presence/${brand}/${id}/${key}`, d: { at: SERVER_TIME } });
    expect(await lease('c01')).toMatchObject({ s: 'ok' });
    for (const key of ['c01', 'c001', 'C01', 'c1', '01', 'room-of-an-attack', '__proto__']) {
      expect(await lease(key), key).toMatchObject({ s: 'permission_denied' });
    }
    socket.close();
  });

  it('A87 a page, a typing mark and a read mark are written now and then', async () => {
    await attack.stage.prepare('owner', ({ id }) => ({
      [paths.userPage(brand, id)]: null,
      [paths.typing(brand, room, id)]: null,
      [paths.read(brand, room, id)]: null,
    }));
    const { id } = attack.stage.actor('owner');
    const page = { url: 'https://a.test/', title: 'A', at: SERVER_TIME };
    const socket = await attack.socket('owner');
    for (const [path, first, second] of [
      [paths.userPage(brand, id), page, { ...page, title: 'B' }],
      [paths.typing(brand, room, id), { on: true, at: SERVER_TIME }, { on: true, at: SERVER_TIME }],
      [paths.read(brand, room, id), { count: 1, at: SERVER_TIME }, { count: 1, at: SERVER_TIME }],
    ] as const) {
      expect(await socket.ask('p', { p: `/${path}`, d: first }), path).toMatchObject({ s: 'ok' });
      expect(await socket.ask('p', { p: `/${path}`, d: second }), path).toMatchObject({
        s: 'permission_denied',
      });
    }
    socket.close();
  });

  refuses('A87 a note without its stamp', ['operator'], (actor) => ({
    [`${paths.roomNotes(brand, room)}/note-of-an-attack`]: {
      by: actor.id,
      name: actor.displayName,
      text: 'x',
      at: SERVER_TIME,
    },
  }));

  refuses('A91 what only functions write, and what they listen to', ['owner', 'operator', 'admin'], () => ({
    'server/mail-jobs/x': { to: 'victim@test.example' },
    'server/audit/x': { at: 1 },
  }));
});
