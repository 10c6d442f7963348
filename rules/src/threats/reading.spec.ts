import { paths } from '@foyer/shared-core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorName } from '../permissions/actors.ts';
import { brand, room, storedMessage, teamRoomOf } from '../permissions/world.ts';
import { Attack } from '../testing/attack.ts';
import type { Act } from '../testing/attack.ts';

let attack: Attack;

beforeAll(async () => {
  attack = await Attack.open();
});

afterAll(() => attack.close());

const messages = paths.roomMessages(brand, room);
const everything = [
  ...['', 'rooms', `rooms/${brand}`, 'room-messages', `room-messages/${brand}`, 'users'],
  ...[
    `users/${brand}`,
    'user-rooms',
    `user-rooms/${brand}`,
    'room-live',
    'presence',
    'desk-presence',
    'sessions',
  ],
  ...['moderators', 'bans', `bans/${brand}`, 'brands', 'throttle', 'room-quota', 'team-rooms', 'team-index'],
  ...['team-messages', 'room-notes', 'server'],
];

/** One read that is refused, by each of these. */
function refuses(title: string, names: readonly ActorName[], path: Act<string>): void {
  it.each(names)(`${title}: %s`, (name) => attack.reads(name, path));
}

describe('what is not one’s own is read by nobody', () => {
  const strangers: readonly ActorName[] = ['neighbour', 'stranger', 'outsider', 'disabled'];
  refuses('A16 the room of somebody else', strangers, () => paths.room(brand, room));
  refuses('A16 one message of somebody else’s room', strangers, () =>
    paths.roomMessage(brand, room, storedMessage),
  );
  refuses(
    'A16 a field of somebody else’s room',
    strangers,
    () => `${paths.room(brand, room)}/lastMessage/text`,
  );
  refuses('A16 the rooms of somebody else', ['neighbour', 'stranger', 'outsider'], (_actor, { owner }) =>
    paths.userRooms(brand, owner),
  );

  it.each(everything)('A17, A85 no list above one’s own, with whatever query: /%s', async (path) => {
    for (const name of ['owner', 'stranger', 'nobody'] as const) await attack.reads(name, () => path);
  });

  it.each(['', 'rooms', 'room-messages', `room-messages/${brand}`, 'users', `users/${brand}`, 'sessions'])(
    'A85 not even an admin reads all of /%s',
    (path) => attack.reads('admin', () => path),
  );

  it('A17 a query for another id is a query, not a filter', async () => {
    const { owner } = attack.stage.castFor('owner');
    await attack.stage.prepare('owner');
    for (const name of ['owner', 'neighbour', 'operator'] as const) {
      for (const query of [
        `&orderBy="visitorId"&equalTo="${owner}"`,
        `&orderBy="visitorId"&equalTo="${owner}"&limitToFirst=1`,
        '&orderBy="$value"&limitToFirst=1',
        '&orderBy="$priority"&limitToFirst=1',
        '&orderBy="lastMessage/at"&limitToFirst=1',
      ]) {
        const { status } = await attack.rest(name, `rooms/${brand}`, undefined, query);
        expect([400, 401, 403], `${name} ${query}`).toContain(status);
      }
    }
  });

  it('A85 a list is asked for in bounds, or not answered', async () => {
    await attack.stage.prepare('operator');
    const open = '&orderBy="openAt"&startAt=1';
    const asks: readonly [string, string, boolean][] = [
      [`rooms/${brand}`, `${open}&limitToLast=100`, true],
      [`rooms/${brand}`, `${open}&limitToLast=101`, false],
      [`rooms/${brand}`, open, false],
      [`rooms/${brand}`, '&orderBy="openAt"&limitToLast=100', false],
      [`rooms/${brand}`, '&orderBy="closedAt"&startAt=1&limitToLast=100', false],
      [messages, '&orderBy="at"&limitToLast=100', true],
      [messages, '&orderBy="at"&limitToLast=1000000000', false],
      [messages, '&orderBy="by"&limitToLast=1', false],
      [messages, '&shallow=true', false],
    ];
    for (const [path, query, isAnswered] of asks) {
      const { status } = await attack.rest('operator', path, undefined, query);
      expect(status === 200, `${path} ${query}`).toBe(isAnswered);
    }
  });

  refuses('A18 notes of one’s own room', ['owner'], () => paths.roomNotes(brand, room));
  refuses(
    'A18 one note of one’s own room',
    ['owner'],
    () => `${paths.roomNotes(brand, room)}/note-stored-before`,
  );
  refuses('A18 what the desk keeps of oneself', ['owner'], ({ id }) => paths.user(brand, id));
  refuses('A18 tags of the brand', ['owner'], () => `brands/${brand}/desk`);

  refuses('A19 a moderator’s node', ['owner', 'neighbour', 'claimless', 'nobody'], (_actor, { operator }) =>
    paths.moderator(operator),
  );
  refuses(
    'A19 a field of a moderator’s node',
    ['owner'],
    (_actor, { operator }) => `moderators/${operator}/level`,
  );
  refuses('A19 whether a moderator is there', ['owner', 'claimless'], (_actor, { operator }) =>
    paths.deskPresence(operator),
  );

  refuses('A20 who types in somebody else’s room', ['neighbour', 'stranger', 'outsider'], () =>
    paths.roomLive(brand, room),
  );
  refuses('A20 whether a visitor is there', ['neighbour', 'stranger', 'outsider'], (_actor, { owner }) =>
    paths.presence(brand, owner),
  );
  refuses('A20 how often somebody writes', ['neighbour', 'operator'], (_actor, { owner }) =>
    paths.throttle(owner),
  );

  const secrets = [
    'server',
    'server/secrets',
    'server/brand-keys',
    'server/project-secret',
    'server/factors',
  ];
  for (const path of secrets) {
    refuses(`A84 /${path}`, ['admin', 'operator', 'owner', 'nobody'], () => path);
  }

  refuses('A81 a room of another brand', ['outsider'], () => paths.room(brand, room));
  refuses('A81 a visitor of another brand', ['outsider'], (_actor, { owner }) => paths.user(brand, owner));
  refuses('A81 what the desk of another brand may know', ['outsider'], () => `brands/${brand}/desk`);
  refuses('A81 a team room of others, even for an admin', ['admin'], () => 'team-rooms/team-room~of-others');
  refuses('A81 messages of a team room of others', ['admin'], () => 'team-messages/team-room~of-others');
  refuses('A81 a conversation of colleagues', ['owner'], (actor, cast) =>
    paths.teamRoom(teamRoomOf(actor, cast).id),
  );

  it('A13 a token of one brand opens nothing of another', async () => {
    for (const path of [paths.profile(brand), paths.room(brand, room), paths.roomLive(brand, room)])
      await attack.reads('stranger', () => path);
  });

  it('the same requests are answered to whoever may ask, so that the refusals above mean something', async () => {
    await attack.stage.prepare('owner');
    for (const [name, path] of [
      ['owner', paths.room(brand, room)],
      ['owner', paths.roomLive(brand, room)],
      ['operator', paths.room(brand, room)],
      ['operator', `brands/${brand}/desk`],
    ] as const) {
      expect((await attack.rest(name, path)).status, `${name} ${path}`).toBe(200);
    }
  });
});
