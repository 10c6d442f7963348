import { paths, sendUpdate } from '@foyer/shared-core/model';
import type { Update } from '@foyer/shared-core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMessage, sender, summary, text, to } from '../permissions/acts.ts';
import type { Actor, ActorName } from '../permissions/actors.ts';
import { brand, room } from '../permissions/world.ts';
import { Attack } from '../testing/attack.ts';

let attack: Attack;

beforeAll(async () => {
  attack = await Attack.open();
});

afterAll(() => attack.close());

const rooms = `rooms/${brand}`;
const openRooms = '&orderBy="openAt"&startAt=1&limitToLast=10';

async function readsRooms(name: ActorName): Promise<boolean> {
  const [list, one] = await Promise.all([
    attack.rest(name, rooms, undefined, openRooms),
    attack.rest(name, summary),
  ]);
  expect(list.status).toBe(one.status);
  return list.status === 200;
}

/** What the actor may do before the world is changed, they may not do in the changed one, by the same token. */
async function losesAll(
  name: ActorName,
  change: (actor: Actor) => Update,
  undo: (actor: Actor) => Update,
): Promise<void> {
  await attack.stage.prepare(name);
  const actor = attack.stage.actor(name);
  expect(await readsRooms(name), 'before').toBe(true);
  await attack.stage.change(change(actor));
  try {
    expect(await readsRooms(name), 'after').toBe(false);
    await attack.reads(name, () => paths.roomLive(brand, room));
    await attack.reads(name, () => paths.user(brand, attack.stage.castFor(name).owner));
    await attack.writes(name, () => sendUpdate(to, newMessage, sender(actor), text('hello')));
    if (actor.role === 'admin')
      await attack.writes(name, () => ({ [`${paths.profile(brand)}/live`]: false }));
  } finally {
    await attack.stage.change(undo(actor));
  }
  expect(await readsRooms(name), 'again').toBe(true);
}

describe('claims are a hint, live nodes decide', () => {
  it('A11 an account that anybody made for themselves reads and writes nothing', async () => {
    for (const path of ['', rooms, summary, paths.profile(brand), 'moderators', 'sessions', 'brands']) {
      await attack.reads('claimless', () => path);
    }
    await attack.writes('claimless', (actor) => sendUpdate(to, newMessage, sender(actor), text('hello')));
    await attack.writes('claimless', () => ({ [`${paths.profile(brand)}/live`]: false }));
  });

  it.each(['operator', 'admin'] as const)(
    'A72 without the second factor that is demanded, nothing: %s',
    async (name) => {
      await losesAll(
        name,
        ({ id }) => ({ [`moderators/${id}/needsFactor`]: true }),
        ({ id, sid }) => ({ [`moderators/${id}/needsFactor`]: true, [`sessions/${sid}/factor`]: true }),
      );
      const { id, sid } = attack.stage.actor(name);
      await attack.stage.change({ [`moderators/${id}/needsFactor`]: null, [`sessions/${sid}/factor`]: null });
    },
  );

  it.each(['operator', 'admin'] as const)('A74 disabled, at once, by socket and REST: %s', (name) =>
    losesAll(
      name,
      ({ id }) => ({ [`moderators/${id}/active`]: false }),
      ({ id }) => ({ [`moderators/${id}/active`]: true }),
    ),
  );

  it.each(['operator', 'admin'] as const)('A74 signed out, at once: %s', async (name) => {
    const { sid } = attack.stage.actor(name);
    const until = await attack.stage.stored(`sessions/${sid}/until`);
    await losesAll(
      name,
      () => ({ [`sessions/${sid}/until`]: 1 }),
      () => ({ [`sessions/${sid}/until`]: until }),
    );
  });

  it('A82 demoted: what the token still claims is worth nothing', () =>
    losesAll(
      'admin',
      ({ id }) => ({ [`moderators/${id}/level`]: 2 }),
      ({ id }) => ({ [`moderators/${id}/level`]: 3 }),
    ));

  it('A40 whoever may no longer write cannot change what they wrote before', async () => {
    const note = `${paths.roomNotes(brand, room)}/note-stored-before`;
    await attack.writes(
      'disabled',
      () => ({ [note]: null }),
      ({ id }) => ({ [`${note}/by`]: id }),
    );
    await attack.writes(
      'disabled',
      () => ({ [`${note}/text`]: 'other' }),
      ({ id }) => ({ [`${note}/by`]: id }),
    );
    await attack.writes(
      'operator',
      () => ({ [`${note}/text`]: 'other' }),
      ({ id }) => ({ [`${note}/by`]: id }),
    );
  });
});
