import { sendUpdate } from '@foyer/shared-core/model';
import type { Sender } from '@foyer/shared-core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawSocket } from '../testing/raw-socket.ts';
import { Stage, namespace } from '../testing/stage.ts';
import type { Actor, ActorName } from './actors.ts';
import { brand, room, storedMessage } from './world.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

/** A socket on which the actor has shown a token, if there is one. */
async function connect(name: ActorName): Promise<RawSocket> {
  const socket = await RawSocket.open(stage.databaseHost, namespace);
  const token = await stage.idToken(name);
  if (token !== null) expect(await socket.ask('auth', { cred: token })).toMatchObject({ s: 'ok' });
  return socket;
}

const roomPath = `rooms/${brand}/${room}`;
const messages = `room-messages/${brand}/${room}`;
const byTime = { i: 'at', l: 50, vf: 'r' };

/** A visitor's messages carry no name, a moderator's the one of the live node. */
function sender({ id, role, displayName }: Actor): Sender {
  return role === 'client' ? { id, role } : { id, role, name: displayName };
}

type Attempt = (socket: RawSocket, actor: Actor) => Promise<{ readonly s: string }>;

const attempts: Readonly<Record<string, Attempt>> = {
  'listens to the room': (socket) => socket.ask('q', { p: `/${roomPath}`, h: '' }),
  'listens to its messages': (socket) => socket.ask('q', { p: `/${messages}`, q: byTime, t: 1, h: '' }),
  'gets its messages': (socket) => socket.ask('g', { p: `/${messages}`, q: byTime }),
  'gets one message': (socket) => socket.ask('g', { p: `/${messages}/${storedMessage}`, q: {} }),
  'listens to who types': (socket) => socket.ask('q', { p: `/room-live/${brand}/${room}`, h: '' }),
  'sends under an own name': (socket, actor) =>
    socket.ask('m', {
      p: '/',
      d: sendUpdate({ brand, room }, 'stranger-message', sender(actor), { kind: 'text', text: 'boo' }),
    }),
  'sends under the owner’s name': (socket) => {
    const owner = { id: stage.actor('owner').id, role: 'client' } as const;
    return socket.ask('m', {
      p: '/',
      d: sendUpdate({ brand, room }, 'forged-message', owner, { kind: 'text', text: 'boo' }),
    });
  },
  'puts a bare message': (socket, actor) =>
    socket.ask('p', {
      p: `/${messages}/bare-message`,
      d: { by: actor.id, role: actor.role, kind: 'text', text: 'boo', at: { '.sv': 'timestamp' } },
    }),
  'overwrites a message': (socket) => socket.ask('p', { p: `/${messages}/${storedMessage}/text`, d: 'boo' }),
  'deletes the messages': (socket) => socket.ask('p', { p: `/${messages}`, d: null }),
  'changes the owner': (socket, actor) => socket.ask('p', { p: `/${roomPath}/visitorId`, d: actor.id }),
  'schedules a deletion': (socket) => socket.ask('o', { p: `/${messages}/${storedMessage}`, d: null }),
};

const strangers: readonly ActorName[] = [
  'neighbour',
  'stranger',
  'outsider',
  'disabled',
  'claimless',
  'nobody',
];

describe.each(strangers)('over the raw socket, %s is refused who', (name) => {
  it.each(Object.keys(attempts))('%s', async (title) => {
    const attempt = attempts[title];
    if (!attempt) throw new Error(`no attempt ${title}`);
    // The world of the owner: the room is open, and answered by somebody else.
    await stage.prepare('owner');
    const socket = await connect(name);
    try {
      expect(await attempt(socket, stage.actor(name))).toMatchObject({ s: 'permission_denied' });
    } finally {
      socket.close();
    }
  });
});

describe('over the raw socket, the owner', () => {
  it('is let in by the same requests, so that the refusals above mean something', async () => {
    await stage.prepare('owner');
    const socket = await connect('owner');
    try {
      for (const title of [
        'listens to the room',
        'listens to its messages',
        'gets one message',
        'sends under an own name',
      ]) {
        expect(await attempts[title]?.(socket, stage.actor('owner')), title).toMatchObject({ s: 'ok' });
      }
    } finally {
      socket.close();
    }
  });
});
