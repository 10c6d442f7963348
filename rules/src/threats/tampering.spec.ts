import { SERVER_TIME, limits, paths, sendUpdate } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { ref, runTransaction } from 'firebase/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, messagePath, newMessage, sender, summary, text, to } from '../permissions/acts.ts';
import type { ActorName } from '../permissions/actors.ts';
import type { Row } from '../permissions/row.ts';
import { brand, room, storedMessage } from '../permissions/world.ts';
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

const writers: readonly ActorName[] = ['owner', 'operator', 'admin'];
const stored = paths.roomMessage(brand, room, storedMessage);
const last = `${summary}/lastMessage`;

/** A send of this content, with what is left of it in the summary. */
function sends(content: unknown, excerpt: unknown = content): Act<Update> {
  return (actor) => {
    const right = sendUpdate(to, newMessage, sender(actor), text('x'));
    return change(change(right, messagePath, 'text', content), last, 'text', excerpt);
  };
}

/** A send that is right but for one more child, or another value, of one of its records. */
function sendsWith(path: string, field: string, value: unknown): Act<Update> {
  return (actor) => change(sendUpdate(to, newMessage, sender(actor), text('x')), path, field, value);
}

describe('what is written stays as it was written', () => {
  const changes: Readonly<Record<string, unknown>> = {
    text: 'other words',
    at: SERVER_TIME,
    by: 'somebody-else',
    kind: 'event',
    extra: 1,
    '.priority': 1,
  };
  for (const [field, value] of Object.entries(changes)) {
    refuses(`A35 ${field} of a stored message`, writers, () => ({ [`${stored}/${field}`]: value }));
  }
  refuses('A35 a stored message by a whole new one', writers, (actor) => ({
    [stored]: { by: actor.id, role: actor.role, kind: 'text', text: 'other words', at: SERVER_TIME },
  }));
  it.each(writers)('A35 a stored message by a transaction: %s', async (name) => {
    await attack.stage.prepare(name);
    const node = ref(attack.stage.database(name), stored);
    await expect(runTransaction(node, () => ({ text: 'other words' }))).rejects.toThrow(/permission/i);
  });

  const deletable = [
    ...[stored, `${stored}/text`, paths.roomMessages(brand, room), `room-messages/${brand}`, 'room-messages'],
    ...[
      summary,
      `${summary}/visitorId`,
      `${summary}/lastMessage`,
      `${summary}/openAt`,
      `rooms/${brand}`,
      'rooms',
    ],
    ...[paths.roomLive(brand, room), paths.roomNotes(brand, room), `users/${brand}`, `brands/${brand}`],
    ...[`brands/${brand}/profile/name`, 'moderators', 'sessions', 'bans', 'server', ''],
  ];
  it.each(deletable)('A36 nothing is deleted at /%s', async (path) => {
    for (const name of writers) {
      await attack.stage.prepare(name);
      const socket = await attack.socket(name);
      for (const action of ['p', 'o']) {
        const answer = await socket.ask(action, { p: `/${path}`, d: null });
        expect(answer, `${name} ${action}`).toMatchObject({ s: 'permission_denied' });
      }
      socket.close();
      const { status } = await attack.rest(name, path, { method: 'DELETE' });
      expect([401, 403], `${name} by REST`).toContain(status);
    }
    expect(await attack.stage.stored(stored)).toMatchObject({ text: 'hello' });
  });
  it('A36 no record is emptied leaf by leaf', async () => {
    for (const name of writers) {
      await attack.writes(name, () => ({
        [`${stored}/text`]: null,
        [`${stored}/by`]: null,
        [`${stored}/at`]: null,
      }));
    }
  });

  for (const at of [
    1,
    1_600_000_000_000,
    9_000_000_000_000,
    '1800000000000',
    1e300,
    { '.sv': { increment: 1 } },
  ]) {
    refuses(`A37 the time ${JSON.stringify(at)}`, writers, (actor) =>
      change(
        change(sendUpdate(to, newMessage, sender(actor), text('x')), messagePath, 'at', at),
        last,
        'at',
        at,
      ),
    );
  }

  refuses('A38 a stored id with other content', writers, (actor) =>
    sendUpdate(to, storedMessage, sender(actor), text('other words')),
  );
  it('A38 a stored id with the same content changes nothing', async () => {
    await attack.stage.prepare('owner');
    const before = await attack.stage.stored(summary);
    await attack.writes('owner', (actor) => sendUpdate(to, storedMessage, sender(actor), text('hello')));
    expect(await attack.stage.stored(summary)).toMatchObject({
      messageCount: (before as { messageCount: number }).messageCount,
    });
  });

  const forbidden: Readonly<Record<string, unknown>> = {
    [`${summary}/visitorId`]: 'somebody-else',
    'something-new': 1,
    'server/x': 1,
    [`${stored}/text`]: 'other words',
    [`brands/${brand}/profile/extra`]: 1,
    [`moderators/x`]: { level: 3 },
  };
  for (const [path, value] of Object.entries(forbidden)) {
    it(`A39 a send with ${path} beside it is refused whole`, async () => {
      await attack.stage.prepare('owner');
      const right = sendUpdate(to, newMessage, sender(attack.stage.actor('owner')), text('x'));
      const socket = await attack.socket('owner');
      expect(await socket.ask('m', { p: '/', d: { ...right, [path]: value } })).toMatchObject({
        s: 'permission_denied',
      });
      expect(await attack.stage.stored(messagePath)).toBeNull();
      socket.close();
    });
  }
});

describe('nothing has another shape than it should', () => {
  for (const record of [messagePath, last]) {
    for (const key of [
      'extra',
      'senderType',
      'constructor',
      '__proto__',
      'hasOwnProperty',
      'toString',
      'length',
    ]) {
      refuses(
        `A42, A44 ${key} in ${record === last ? 'the summary' : 'a message'}`,
        ['owner', 'operator'],
        (actor) => {
          const right = sendUpdate(to, newMessage, sender(actor), text('x'));
          const odd: unknown = JSON.parse(JSON.stringify({ [key]: 1 }).replace('}', ',"zz":1}'));
          const whole = {
            ...(right[record] as object),
            ...Object.fromEntries(Object.entries(odd as object)),
          };
          return { ...right, [record]: whole };
        },
      );
    }
  }
  refuses('A42 an unknown child of a room', writers, () => ({ [`${summary}/extra`]: 1 }));
  refuses('A42 an unknown child of a visitor', ['owner'], ({ id }) => ({
    [`users/${brand}/${id}/extra`]: 1,
  }));
  refuses('A42 an unknown child of a mark', ['owner'], ({ id }) => ({
    [`${paths.roomLive(brand, room)}/${id}/extra`]: 1,
  }));
  refuses('A42 an unknown collection', ['admin'], () => ({ 'something-new': 1 }));

  for (const [what, value] of Object.entries({
    'a number': 5,
    'a switch': true,
    'a list': ['a', 'b'],
    'a record': { a: 'b' },
    'a huge number': 1.7976931348623157e308,
    'over the limit': 'x'.repeat(limits.messageText + 1),
    'over the limit in wide characters': '😀'.repeat(limits.messageText / 2 + 1),
  })) {
    refuses(`A43 ${what} for a text`, writers, sends(value, 'x'));
  }
  refuses('A43 a name over the limit', ['admin'], () => ({
    [`${paths.profile(brand)}/name`]: 'x'.repeat(limits.name + 1),
  }));
  refuses('A43 an address over the limit', ['owner'], ({ id }) => ({
    [paths.userPage(brand, id)]: { url: `https://${'x'.repeat(limits.url)}`, title: 'x', at: SERVER_TIME },
  }));
  refuses('A43 numbers as texts', ['owner'], ({ id }) => ({
    [paths.read(brand, room, id)]: { count: '1', at: SERVER_TIME },
    [paths.typing(brand, room, id)]: { on: 'true', at: SERVER_TIME },
  }));
  refuses('A43 part of a message as read', ['owner'], ({ id }) => ({
    [paths.read(brand, room, id)]: { count: 0.5, at: SERVER_TIME },
  }));

  for (const [where, act] of Object.entries({
    'on a message': sendsWith(messagePath, '.priority', 'x'.repeat(1000)),
    'on a leaf of a message': sendsWith(messagePath, 'by', { '.value': 'x', '.priority': 1 }),
    'on a text': sends({ '.value': 'x', '.priority': 'hidden' }, 'x'),
    'on a summary': sendsWith(last, '.priority', 1),
  })) {
    refuses(`A44 a priority ${where}`, ['owner', 'operator'], act);
  }
  refuses('A44 a priority on a lease, a mark, a stamp', ['owner'], (actor, cast) => ({
    [`${paths.presence(brand, actor.id)}/${cast.connection}`]: { at: SERVER_TIME, '.priority': 1 },
    [paths.typing(brand, room, actor.id)]: { on: true, at: SERVER_TIME, '.priority': 1 },
  }));
  for (const [what, key] of Object.entries({
    '768 bytes': 'x'.repeat(768),
    'a prototype': '__proto__',
    'too few characters': 'short',
    'a blank': 'a key with a blank in it',
    'wide characters': 'schlüsselschlüssel',
    'a list’s': '0',
  })) {
    refuses(`A44 a message under a key of ${what}`, ['owner', 'operator'], (actor) =>
      sendUpdate(to, key, sender(actor), text('x')),
    );
  }
  refuses('A44 30 levels', ['owner'], (actor) => {
    const deep = Array.from({ length: 30 }).reduce<unknown>((inner) => ({ a: inner }), 1);
    return change(sendUpdate(to, newMessage, sender(actor), text('x')), messagePath, 'text', deep);
  });

  for (const [what, value] of Object.entries({ nothing: '', blanks: '  \t ', lines: '\n\n\r\n' })) {
    refuses(`A45 ${what} for a text`, writers, sends(value, value === '' ? 'x' : value));
  }
  it('A46 10 MB of text, by every way, and it does not reach a trigger', async () => {
    await attack.stage.prepare('owner');
    const right = sendUpdate(to, newMessage, sender(attack.stage.actor('owner')), text('x'));
    const body = JSON.stringify(change(right, messagePath, 'text', 'x'.repeat(10 * 1024 * 1024)));
    const { status } = await attack.rest('owner', '', { method: 'PATCH', body });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await attack.stage.stored(messagePath)).toBeNull();
  });
});
