import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-limits-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '1000', FOYER_BRAND_SIGN_INS: '200' },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});
// An instance remembers what is used up: every test begins with a new one.
beforeEach(async () => {
  await stack.store({ 'server/limits': null, 'server/audit': null });
  await stack.firebase.functions.restart();
});

/** Tries until it is refused; what is allowed comes once, or twice where a minute ends in between. */
async function triesUntilRefused(attempt: (index: number) => Promise<number>, most: number): Promise<number> {
  for (let index = 0; ; index += 1) {
    if ((await attempt(index)) === 429) return index;
    expect(index).toBeLessThan(2 * most + 1);
  }
}

const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 200,
    (error: unknown) => ((error as { code: string }).code === 'functions/resource-exhausted' ? 429 : 400),
  );

describe('limits', () => {
  it('A86: a flood ends at what its brand takes, and other brands do not notice', async () => {
    const signIn = async (brandId: string): Promise<number> =>
      (await stack.wire('loginExternal', { brandId })).status;
    expect(await triesUntilRefused(() => signIn('acme'), 200)).toBeGreaterThanOrEqual(200);
    expect(await signIn('globex')).toBe(200);
  });

  it('A86: one session that signs in again and again is stopped, and its visitor is not locked out for ever', async () => {
    const { sessionSecret, id } = await stack.client().call('loginExternal', { brandId: 'acme' });
    const attempt = async (): Promise<number> =>
      (await stack.wire('loginExternal', { brandId: 'acme', sessionSecret })).status;
    expect(await triesUntilRefused(attempt, 30)).toBeGreaterThanOrEqual(30);
    await stack.store({ 'server/limits': null });
    await stack.firebase.functions.restart();
    const again = await stack.client().call('loginExternal', { brandId: 'acme', sessionSecret });
    expect(again.id).toBe(id);
  });

  it('A88: a visitor who opens files again and again is stopped', async () => {
    const visitor = await stack.visitor();
    const { room } = await visitor.openRoom('look');
    const to = { brand: 'acme', room };
    const { message } = await visitor.sendFile(to, {
      name: 'a.txt',
      type: 'text/plain',
      bytes: Buffer.from('a'),
    });
    const attempt = (): Promise<number> => statusOf(visitor.call('fileLink', { ...to, message }));
    expect(await triesUntilRefused(attempt, 60)).toBeGreaterThanOrEqual(60);
    const nora = await stack.moderator('nora');
    expect((await nora.call('fileLink', { ...to, message })).url).toMatch(/^http/);
  });

  it.each([
    ['searchArchive', { text: 'x' }],
    ['conversationReport', { brand: 'acme', from: 0, to: 1, timeZone: 'UTC' }],
  ] as const)(
    'A89, A99, A112: a flood of %s is answered with 429, and leaves a line',
    async (name, request) => {
      const nora = await stack.moderator('nora');
      const attempt = (): Promise<number> => statusOf(nora.call(name, request));
      const statuses = await Promise.all(Array.from({ length: 240 }, attempt));
      // A minute may end in between.
      const answered = statuses.filter((status) => status === 200).length;
      expect(answered).toBeGreaterThanOrEqual(100);
      expect(answered).toBeLessThanOrEqual(200);
      expect(statuses.filter((status) => status === 429)).toHaveLength(240 - answered);
      const told = Object.values((await stack.stored('server/audit')) as Record<string, object>);
      expect(told).toContainEqual(
        expect.objectContaining({
          ...{ actorId: 'nora', action: 'call.refused', target: name },
          detail: '{"code":"too-many-attempts"}',
        }),
      );
      const admin = await stack.moderator('admin');
      expect(await statusOf(admin.call(name, request))).toBe(200);
    },
  );
});
