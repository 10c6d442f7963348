import { describe, expect, it } from 'vitest';

import { limits } from './limits.ts';
import {
  SERVER_TIME,
  closeRoomUpdate,
  excerptOf,
  openRoomUpdate,
  openTeamRoomUpdate,
  releaseRoomUpdate,
  sendUpdate,
  takeRoomUpdate,
  teamMessageUpdate,
} from './updates.ts';

const to = { brand: 'acme', room: 'r1' };
const visitor = { id: 'g_1', role: 'client' } as const;
const olga = { id: 'op1', role: 'operator', name: 'Olga' } as const;
const hello = { kind: 'text', text: 'hello' } as const;

it('sends a message together with all that the rules want beside it', () => {
  expect(sendUpdate(to, 'm1', olga, hello)).toEqual({
    'room-messages/acme/r1/m1': { by: 'op1', role: 'operator', name: 'Olga', ...hello, at: SERVER_TIME },
    'rooms/acme/r1/lastMessage': { id: 'm1', by: 'op1', role: 'operator', ...hello, at: SERVER_TIME },
    'rooms/acme/r1/messageCount': { '.sv': { increment: 1 } },
    'rooms/acme/r1/openAt': SERVER_TIME,
    'throttle/op1': { at: SERVER_TIME, message: 'm1', room: 'room-messages/acme/r1' },
  });
});

it('opens a room with its first message, and enters it into the visitor’s list', () => {
  const update = openRoomUpdate(to, 'm1', visitor, hello);
  expect(Object.keys(update).sort()).toEqual([
    'room-messages/acme/r1/m1',
    'room-quota/acme/g_1',
    'rooms/acme/r1',
    'throttle/g_1',
    'user-rooms/acme/g_1/r1',
  ]);
  expect(update['rooms/acme/r1']).toMatchObject({ visitorId: 'g_1', messageCount: 1, openAt: SERVER_TIME });
});

describe('an act is a message, too', () => {
  it.each([
    [
      'joined',
      takeRoomUpdate(to, 'm1', { id: 'op1', name: 'Olga' }, 'operator'),
      { 'rooms/acme/r1/assignee': { id: 'op1', name: 'Olga' } },
    ],
    ['left', releaseRoomUpdate(to, 'm1', olga), { 'rooms/acme/r1/assignee': null }],
    [
      'closed',
      closeRoomUpdate(to, 'm1', olga),
      { 'rooms/acme/r1/openAt': null, 'rooms/acme/r1/closedAt': SERVER_TIME },
    ],
  ])('%s', (event, update, beside) => {
    expect(update).toMatchObject({
      'room-messages/acme/r1/m1': { kind: 'event', event },
      'rooms/acme/r1/lastMessage': { text: event },
      ...beside,
    });
  });
});

it('opens a team room in both members’ lists and pays for each team message', () => {
  expect(openTeamRoomUpdate('a~b', ['a', 'b'])).toMatchObject({
    'team-rooms/a~b': { members: { a: true, b: true } },
    'team-index/a/a~b': { createdAt: SERVER_TIME },
    'team-index/b/a~b': { createdAt: SERVER_TIME },
  });
  expect(teamMessageUpdate('a~b', 'm1', 'a', 'hi')).toMatchObject({
    'team-messages/a~b/m1': { by: 'a', text: 'hi' },
    'throttle/a': { message: 'm1', room: 'team-messages/a~b' },
  });
});

describe('an excerpt', () => {
  it.each([
    ['is the text where it is short', hello, 'hello'],
    [
      'is the name of a file',
      { kind: 'file', file: { path: 'p', name: 'cat.png', type: 'image/png', size: 1 } },
      'cat.png',
    ],
    ['is the beginning of a long text', { kind: 'text', text: 'x'.repeat(500) }, 'x'.repeat(limits.excerpt)],
    [
      'never ends in half a character',
      { kind: 'text', text: `${'x'.repeat(limits.excerpt - 1)}😀` },
      'x'.repeat(limits.excerpt - 1),
    ],
  ] as const)('%s', (_, content, expected) => {
    expect(excerptOf(content)).toBe(expected);
  });
});
