import { readFileSync } from 'node:fs';
import { compileRuleset, nodeFromJson } from '@foyer/local-firebase';
import type { RoomReader } from '@foyer/shared-core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';
import { brandModeratorGrant, roomVisitorGrant } from './room-read-grants.ts';

const DAY = 24 * 60 * 60_000;
const rulesText = readFileSync(new URL('../../../database.rules.json', import.meta.url), 'utf8');
const room = 'room-of-the-question';

/** A person, and what of the live nodes is not as it is for whoever may read. */
interface Person {
  readonly moderator?: Readonly<Record<string, unknown>>;
  readonly session?: Readonly<Record<string, unknown>> | null;
  readonly brand?: string;
}

const operator = { name: 'Op', level: 2, active: true, brands: { acme: true } };
const population: Readonly<Record<string, Person>> = {
  'm-operator': { moderator: operator },
  'm-admin': { moderator: { name: 'Ad', level: 3, active: true, everyBrand: true } },
  'm-disabled': { moderator: { ...operator, active: false } },
  'm-demoted': { moderator: operator, session: { role: 'admin' } },
  'm-promoted': { moderator: { ...operator, level: 3 }, session: { role: 'operator' } },
  'm-other-brand': { moderator: { ...operator, brands: { globex: true } } },
  'm-needs-factor': { moderator: { ...operator, needsFactor: true } },
  'm-has-factor': { moderator: { ...operator, needsFactor: true }, session: { factor: true } },
  'm-ended': { moderator: operator, session: { until: 1 } },
  'm-signed-out': { moderator: operator, session: null },
  'v-owner': {},
  'v-other': {},
  'v-elsewhere': { brand: 'globex' },
};

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ archive: 'sqlite::memory:' });
});

afterAll(() => stack.close());

function sessionOf(id: string): Readonly<Record<string, unknown>> | null {
  const { moderator, session = {}, brand = 'acme' } = population[id] ?? {};
  if (session === null) return null;
  const role = moderator === undefined ? 'client' : moderator['level'] === 3 ? 'admin' : 'operator';
  return {
    ...{ id, role, until: Date.now() + DAY, at: 1 },
    ...(moderator === undefined ? { brand } : {}),
    ...session,
  };
}

/** The world of the question, with some of it otherwise. */
async function world(changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const entries = Object.entries(population);
  await stack.store({
    'brands/acme/profile/live': true,
    'bans/acme': null,
    [`rooms/acme/${room}`]: { visitorId: 'v-owner', createdAt: 1, openAt: 1, messageCount: 1 },
    'users/acme/v-owner': { createdAt: 1, lastSeenAt: 1, selfTold: { userName: 'Vera' } },
    ...Object.fromEntries(entries.map(([id]) => [`sessions/s-${id}`, sessionOf(id)])),
    ...Object.fromEntries(
      entries
        .filter(([, { moderator }]) => moderator)
        .map(([id, { moderator }]) => [`moderators/${id}`, moderator]),
    ),
  });
  if (Object.keys(changes).length > 0) await stack.store(changes);
}

/** What the rules themselves say to the token that sign-in would have minted for the person's session. */
async function decided(id: string, asOf: number): Promise<boolean> {
  const { role, brand } = sessionOf(id) ?? { role: 'operator' };
  const level = role === 'admin' ? 3 : role === 'operator' ? 2 : 1;
  const token = { id, role, level, sid: `s-${id}`, ...(brand === undefined ? {} : { brand }) };
  return compileRuleset(rulesText).canRead({
    path: ['rooms', 'acme', room],
    auth: { uid: 'client-00', token },
    now: asOf,
    root: nodeFromJson(await stack.stored('')),
    query: null,
  }).allowed;
}

describe('who can read a conversation', () => {
  const worlds: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'as it is': {},
    'with its visitor banned': { 'bans/acme/v-owner': { until: Date.now() + DAY, at: 1 } },
    'with a ban that is over': { 'bans/acme/v-owner': { until: 1, at: 1 } },
    'with the brand switched off': { 'brands/acme/profile/live': false },
    'with its visitor’s session ended': { 'sessions/s-v-owner/until': 1 },
  };

  it.each(Object.keys(worlds))(
    'A16, A72, A74, A81, A82: is answered as the rules decide it, %s',
    async (title) => {
      await world(worlds[title]);
      const admin = await stack.moderator('admin');
      const { readers, asOf } = await admin.call('whoCanRead', { brand: 'acme', room });
      const told = new Map(readers.map((reader: RoomReader) => [reader.id, reader]));
      for (const id of Object.keys(population)) {
        expect(told.get(id)?.now ?? false, id).toBe(await decided(id, asOf));
      }
      expect([...told.keys()]).not.toContain('m-other-brand');
      expect(told.get('m-disabled')).toMatchObject({ now: false, kind: 'operator', name: 'Op' });
      expect(told.get('v-owner')).toMatchObject({
        kind: 'visitor',
        name: 'Vera',
        grant: 'visitor of the room',
      });
    },
  );

  it('tells each branch of the rule as it stands in the rules', () => {
    const { rules } = JSON.parse(rulesText) as {
      rules: { rooms: { $brand: { $room: Readonly<Record<'.read', string>> } } };
    };
    expect(rules.rooms.$brand.$room['.read']).toBe(
      `(${roomVisitorGrant.rule}) || (${brandModeratorGrant.rule})`,
    );
  });

  it('A79, A81: is told to admins of the brand and to nobody else, and of rooms that are there', async () => {
    await world();
    const question = { brand: 'acme', room };
    for (const asking of [stack.moderator('nora'), stack.visitor()]) {
      await expect((await asking).call('whoCanRead', question)).rejects.toMatchObject({
        code: 'functions/permission-denied',
      });
    }
    await stack.store({ 'moderators/lucia/level': 3 });
    const lucia = await stack.moderator('lucia');
    await expect(lucia.call('whoCanRead', question)).rejects.toMatchObject({
      code: 'functions/permission-denied',
    });
    const admin = await stack.moderator('admin');
    await expect(admin.call('whoCanRead', { brand: 'acme', room: 'no-such-room' })).rejects.toMatchObject({
      code: 'functions/not-found',
    });
  });
});
