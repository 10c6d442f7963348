import { describe, expect, it } from 'vitest';

import { readClaims } from './claims.ts';
import { compareMessages, readMessage, readTeamMessage } from './message.ts';
import { readBrandProfile, readModerator, readTeamRoom, readVisitor } from './people.ts';
import { isOpen, readLiveMark, readRoom } from './room.ts';

const text = { by: 'op1', role: 'operator', name: 'Olga', kind: 'text', text: 'hi', at: 5 };
const file = { path: 'uploads/a', name: 'cat.png', type: 'image/png', size: 9 };
const room = {
  visitorId: 'g_1',
  createdAt: 1,
  openAt: 5,
  lastMessage: { id: 'm1', by: 'g_1', role: 'client', kind: 'text', text: 'hi', at: 5 },
  messageCount: 1,
};
const moderator = { name: 'Olga', level: 2, active: true, brands: { acme: true, globex: false } };
/** The database has no `undefined`: a field is there or it is not. */
function without(record: object, field: string): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
}

const visitor = { createdAt: 1, lastSeenAt: 2 };
const profile = { name: 'Acme', color: '#112233', welcome: '', live: true };

describe('a stored record becomes a typed one', () => {
  it.each([
    ['a text', () => readMessage('m', text), { id: 'm', ...text }],
    [
      'a file',
      () => readMessage('m', { ...without(text, 'text'), kind: 'file', file }),
      { kind: 'file', file },
    ],
    ['an event', () => readMessage('m', { ...text, kind: 'event', event: 'joined' }), { event: 'joined' }],
    ['a team message', () => readTeamMessage('m', { by: 'a', text: 'x', at: 1 }), { id: 'm', by: 'a' }],
    ['an open room', () => readRoom('acme', 'r', room), { id: 'r', brand: 'acme', ...room }],
    [
      'a room with an assignee',
      () => readRoom('acme', 'r', { ...room, assignee: { id: 'op1', name: 'Olga' } }),
      { assignee: { id: 'op1', name: 'Olga' } },
    ],
    ['typing', () => readLiveMark({ typing: { on: true, at: 3 } }), { typing: { on: true, at: 3 } }],
    ['reading', () => readLiveMark({ read: { count: 2, at: 3 } }), { read: { count: 2, at: 3 } }],
    [
      'a moderator',
      () => readModerator('op1', moderator),
      { id: 'op1', everyBrand: false, brands: ['acme'] },
    ],
    [
      'a moderator without brands',
      () => readModerator('op1', { ...without(moderator, 'brands'), everyBrand: true }),
      { brands: [], everyBrand: true },
    ],
    [
      'a visitor',
      () => readVisitor('g_1', { ...visitor, selfTold: { userName: 'Ada' } }),
      { selfTold: { userName: 'Ada' } },
    ],
    ['a brand', () => readBrandProfile('acme', profile), { id: 'acme', ...profile }],
    [
      'a brand with hours',
      () => readBrandProfile('acme', { ...profile, hours: '{"zone":"UTC","week":{}}', forms: '' }),
      { hours: { zone: 'UTC', week: {}, holidays: [] } },
    ],
    [
      'what a visitor told',
      () =>
        readVisitor('g_1', {
          ...visitor,
          answers: { consent: true, f0: 'Ada', at: 3 },
          contact: { email: 'a@b.c', at: 4 },
        }),
      { answers: { consent: true, fields: { f0: 'Ada' }, at: 3 }, contact: { email: 'a@b.c', at: 4 } },
    ],
    [
      'a team room',
      () => readTeamRoom('a~b', { members: { a: true, b: true }, createdAt: 1, at: 2 }),
      { members: ['a', 'b'] },
    ],
  ])('%s', (_, read, expected) => {
    expect(read()).toMatchObject(expected);
  });

  it('has no key for what is not stored', () => {
    expect(Object.keys(readRoom('acme', 'r', room))).not.toContain('closedAt');
    expect(Object.keys(readMessage('m', without(text, 'name')))).not.toContain('name');
  });
});

describe('a record of the wrong shape is refused by name', () => {
  it.each([
    ['nothing at all', () => readMessage('m', null), 'message is no record'],
    ['a message without its time', () => readMessage('m', { ...text, at: '5' }), 'message.at'],
    ['a role nobody has', () => readMessage('m', { ...text, role: 'root' }), 'message.role'],
    ['a kind nobody knows', () => readMessage('m', { ...text, kind: 'html' }), 'message.kind'],
    [
      'an event nobody knows',
      () => readMessage('m', { ...text, kind: 'event', event: 'x' }),
      'message.event',
    ],
    [
      'a file without a size',
      () => readMessage('m', { ...text, kind: 'file', file: { ...file, size: '9' } }),
      'message.file.size',
    ],
    [
      'a room without its last message',
      () => readRoom('acme', 'r', without(room, 'lastMessage')),
      'room.lastMessage',
    ],
    [
      'a room whose count is a text',
      () => readRoom('acme', 'r', { ...room, messageCount: '1' }),
      'room.messageCount',
    ],
    [
      'a moderator whose activity is unknown',
      () => readModerator('a', { ...moderator, active: 'yes' }),
      'moderator.active',
    ],
    [
      'a visitor with half a page',
      () => readVisitor('g', { ...visitor, page: { url: 'https://a' } }),
      'visitor.page.title',
    ],
    [
      'a brand without its kill switch',
      () => readBrandProfile('a', { ...profile, live: 1 }),
      'brand profile.live',
    ],
    [
      'a moderator whose brands are a text',
      () => readModerator('a', { ...moderator, brands: 'acme' }),
      'moderator.brands',
    ],
    ['a typing mark without a time', () => readLiveMark({ typing: { on: true } }), 'live mark.typing.at'],
  ])('%s', (_, read, named) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'bad-record', message: expect.stringContaining(named) as string }),
    );
  });

  it('never takes an inherited field for a stored one', () => {
    expect(() => readMessage('m', Object.create(text))).toThrow(
      expect.objectContaining({ code: 'bad-record' }),
    );
  });
});

it('takes authority only as sign-in writes it', () => {
  const client = { id: 'g_1', role: 'client', level: 3, brand: 'acme', sid: 's' };
  expect(readClaims(client)).toEqual({ id: 'g_1', role: 'client', level: 1, brand: 'acme', sid: 's' });
  expect(readClaims({ ...client, isAnonymous: true })).toMatchObject({ isAnonymous: true });
  expect(readClaims({ id: 'a', role: 'admin', sid: 's' })).toEqual({
    id: 'a',
    role: 'admin',
    level: 3,
    sid: 's',
  });
  expect(readClaims({ ...client, brand: undefined })).toBeNull();
  expect(readClaims({ ...client, role: 'root' })).toBeNull();
  expect(readClaims({ ...client, sid: 7 })).toBeNull();
  expect(readClaims({})).toBeNull();
});

it('orders messages by server time, and by key within a millisecond', () => {
  const rows = [
    ['b', 2],
    ['a', 2],
    ['z', 1],
    ['a', 2],
  ].map(([id, at]) => readMessage(String(id), { ...text, at }));
  expect(rows.sort(compareMessages).map(({ id }) => id)).toEqual(['z', 'a', 'a', 'b']);
});

it('calls a room open as long as it has a time of last activity', () => {
  expect(isOpen(readRoom('acme', 'r', room))).toBe(true);
  expect(isOpen(readRoom('acme', 'r', { ...without(room, 'openAt'), closedAt: 9 }))).toBe(false);
});
