import { expect, it } from 'vitest';
import { visitorUid } from './visitor-uid.ts';

const visitors = Array.from({ length: 2_000 }, (_, index) => `g_${index}`);

it('spreads visitors over the pool, from client-00 to client-ff', () => {
  const uids = new Set(visitors.map((visitor) => visitorUid(visitor, 256)));
  expect(uids.size).toBeGreaterThan(250);
  expect([...uids].every((uid) => /^client-[0-9a-f]{2}$/.test(uid))).toBe(true);
});

it.each([
  [1, 1],
  [16, 16],
  [0, 1],
  [9_999, 256],
])('takes a pool of %d for one of %d', (size, most) => {
  const uids = new Set(visitors.map((visitor) => visitorUid(visitor, size)));
  expect(uids.size).toBeLessThanOrEqual(most);
  expect(uids).toContain('client-00');
});
