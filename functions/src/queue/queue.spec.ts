import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { paths, releaseRoomUpdate } from '@foyer/shared-core/model';
import type { Client } from '../testing/client.ts';
import { eventually, startStack, type Stack } from '../testing/stack.ts';
import { waitingPath } from './waiting-room.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-queue-'));
const brand = 'acme';
const PACE = 'server/queue-pace/acme';
let stack: Stack;
let nora: Client;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}` });
  nora = await stack.moderator('nora');
});
afterEach(async () => {
  stack.deliver([0]);
  await stack.firebase.idle();
  await stack.store({ [waitingPath(brand)]: null, [paths.roomQueues(brand)]: null, [PACE]: null });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

interface Asker {
  readonly visitor: Client;
  readonly room: string;
}

async function ask(): Promise<Asker> {
  const visitor = await stack.visitor(brand);
  const { room } = await visitor.openRoom('Is anybody there?');
  await stack.firebase.idle();
  return { visitor, room };
}

function placeOf({ room }: Asker): Promise<unknown> {
  return stack.stored(`${paths.roomQueue(brand, room)}/position`);
}

function places(askers: readonly Asker[]): Promise<readonly unknown[]> {
  return Promise.all(askers.map(placeOf));
}

it('tells each who waits their place, and moves up whoever is behind somebody who is answered or gives up', async () => {
  const [first, second, third, fourth] = [await ask(), await ask(), await ask(), await ask()];
  expect(await places([first, second, third, fourth])).toEqual([1, 2, 3, 4]);
  // Nobody else's messages are held up by what she writes past the client's own pace.
  const ada = await stack.moderator('admin');
  await ada.take({ brand, room: first.room }, 'Ada');
  await third.visitor.closeRoom({ brand, room: third.room });
  await stack.firebase.idle();
  expect(await places([first, second, third, fourth])).toEqual([null, 1, null, 2]);
  const release = releaseRoomUpdate({ brand, room: first.room }, 'given-back-0000000', {
    ...{ id: 'admin', role: 'admin', name: 'Ada' },
  });
  // Not before the last message is old enough.
  await eventually(
    () =>
      ada.update(release).then(
        () => true,
        () => false,
      ),
    (isReleased) => isReleased,
  );
  await stack.firebase.idle();
  expect(await places([first, second, fourth])).toEqual([3, 1, 2]);
});

it('learns from waits that are over how long a place takes, and tells it in whole minutes', async () => {
  const [first, second, third] = [await ask(), await ask(), await ask()];
  expect(await stack.stored(`${paths.roomQueue(brand, second.room)}/waitSeconds`)).toBeNull();
  await stack.store({ [`${waitingPath(brand)}/${first.room}/since`]: Date.now() - 100_000 });
  await nora.take({ brand, room: first.room }, 'Nora');
  await stack.firebase.idle();
  const waits = [second, third].map(({ room }) =>
    stack.stored(`${paths.roomQueue(brand, room)}/waitSeconds`),
  );
  expect(await Promise.all(waits)).toEqual([120, 240]);
});

it('says nothing of a wait that nobody should be told of', async () => {
  await stack.store({ [PACE]: 3_600_001 });
  const only = await ask();
  expect(await stack.stored(paths.roomQueue(brand, only.room))).toEqual({ position: 1 });
});

it('lost events are mended by the sweeps, and repeated ones leave one place each', async () => {
  stack.deliver([]);
  const lost = await ask();
  expect(await placeOf(lost)).toBeNull();
  await stack.firebase.runSchedule('archiveSweep');
  expect(await placeOf(lost)).toBe(1);
  await nora.take({ brand, room: lost.room }, 'Nora');
  await stack.firebase.idle();
  expect(await placeOf(lost)).toBe(1);
  await stack.firebase.runSchedule('deskSweep');
  expect(await placeOf(lost)).toBeNull();
  stack.deliver([0, 0, 100]);
  const [first, second] = [await ask(), await ask()];
  expect(await places([first, second])).toEqual([1, 2]);
});

it('those who come at once get different places, and each brand has a queue of its own', async () => {
  await ask();
  const visitors = await Promise.all(Array.from({ length: 5 }, () => stack.visitor('globex')));
  const rooms = await Promise.all(visitors.map((visitor) => visitor.openRoom('At once')));
  await stack.firebase.idle();
  const all = await eventually(
    () => Promise.all(rooms.map(({ room }) => stack.stored(`${paths.roomQueue('globex', room)}/position`))),
    (found) => new Set(found).size === 5,
  );
  expect([...all].sort()).toEqual([1, 2, 3, 4, 5]);
});
