import { systemClock, type Clock } from '@foyer/local-firebase';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { password, people, startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-sweeping-'));
const DAY = 24 * 60 * 60_000;
const HOUR = 60 * 60_000;
const HASH = 'a'.repeat(64);
/** A clock that is put forward: timers stay as they are, or every schedule would run thousands of times on the way. */
let ahead = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
function moveOn(ms: number): void {
  ahead += ms;
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ archive: `sqlite:${join(folder, 'archive.sqlite')}`, clock });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

const sweep = (): Promise<void> => stack.firebase.runSchedule('expirySweep');
const keys = async (path: string): Promise<readonly string[]> =>
  Object.keys(((await stack.stored(path)) as object | null) ?? {});

describe('what is over', () => {
  it('is dropped with a ban: its mark goes, and a longer ban stays', async () => {
    const nora = await stack.moderator('nora');
    const ban = (visitorId: string, until: number): Promise<unknown> =>
      nora.call('banVisitor', { brand: 'acme', visitorId, until, reason: 'r' });
    const soon = Date.now() + 60_000;
    const later = soon + 300 * DAY;
    await ban('g_short', soon);
    await ban('g_both', soon);
    await ban('g_both', later);
    moveOn(120_000);
    await sweep();
    expect(await keys('bans/acme')).toEqual(['g_both']);
    expect(await stack.stored('bans/acme/g_both/until')).toBe(later);
    expect(await keys('server/bans/acme')).toHaveLength(1);
  });

  it('is kept as long as it is good for something, and dropped when it is not', async () => {
    const guest = { brandId: 'acme', customAnonymousSession: 'b7e23ec29af22b0b4e41da31e868d572' };
    await stack.client().call('loginExternal', guest);
    await stack.client().call('loginInternal', { email: people.nora.email, password });
    await stack.client().call('signInOptions', {});
    const now = clock.now();
    await stack.store({
      [`server/used-tokens/${HASH}`]: { from: 'somewhere', sid: 'sid', until: now + 60_000 },
      'server/reauthenticated/sid': now + 60_000,
      [`server/visitor-tokens/${HASH}`]: { brand: 'acme', externalId: '7', until: now + 60_000 },
      [`server/password-codes/${HASH}`]: { uid: 'nora', kind: 'reset', until: now + 60_000 },
    });
    const kept = async (): Promise<Readonly<Record<string, number>>> =>
      Object.fromEntries(
        await Promise.all(
          [
            ...['sessions', 'server/visitor-secrets/acme', 'server/anonymous-sessions/acme'],
            ...['server/visitor-addresses/acme', 'server/moderator-sessions/nora', 'server/known-addresses'],
            ...['server/used-tokens', 'server/reauthenticated', 'server/visitor-tokens'],
            ...['server/password-codes', 'server/challenges', 'server/limits'],
          ].map(async (path) => [path.replace('server/', ''), (await keys(path)).length] as const),
        ),
      );
    const all = await kept();
    expect(Object.values(all).every((count) => count > 0)).toBe(true);
    await sweep();
    // Counts are of the functions' own minutes, and the clock is a little ahead of them.
    expect(await kept()).toEqual({ ...all, limits: expect.any(Number) as number });

    moveOn(DAY);
    await sweep();
    const none = { 'used-tokens': 0, reauthenticated: 0, 'visitor-tokens': 0, 'password-codes': 0 };
    expect(await kept()).toEqual({ ...all, ...none, challenges: 0, limits: 0 });

    moveOn(13 * DAY + HOUR);
    await sweep();
    expect(await kept()).toMatchObject({ sessions: 1, 'moderator-sessions/nora': 0, 'known-addresses': 1 });

    moveOn(17 * DAY);
    await sweep();
    expect(await kept()).toMatchObject({ 'known-addresses': 0, 'visitor-addresses/acme': 0 });
    expect(await kept()).toMatchObject({
      sessions: 1,
      'visitor-secrets/acme': 1,
      'anonymous-sessions/acme': 1,
    });

    moveOn(60 * DAY);
    await sweep();
    expect(Object.values(await kept()).every((count) => count === 0)).toBe(true);
  });

  it('is dropped a bounded part at a time, never what has no time, and nothing beside it', async () => {
    const over = Array.from({ length: 1_200 }, (_, index) => [`over-${index}`, { until: index }] as const);
    await stack.store({
      sessions: { ...Object.fromEntries(over), running: { until: clock.now() + DAY }, odd: { at: 1 } },
    });
    await sweep();
    expect([...(await keys('sessions'))].sort()).toEqual(['odd', 'running']);
  });
});
