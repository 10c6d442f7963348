import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStack, type Stack } from '../testing/stack.ts';

const ROUNDS = 100;

const folder = mkdtempSync(join(tmpdir(), 'foyer-at-once-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    archive: `sqlite:${join(folder, 'archive.sqlite')}`,
    env: { FOYER_VISITOR_SIGN_INS: '100000', FOYER_BRAND_SIGN_INS: '100000' },
  });
});
afterAll(async () => {
  await stack.close();
  rmSync(folder, { recursive: true });
});

// Without the queue of transactions one of these rounds, mostly before the fortieth, is never answered.
it('whoever comes three times at once under one name is one visitor, and is answered every time', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const request = { brandId: 'acme', customAnonymousSession: randomBytes(16).toString('hex') };
    const answers = await Promise.all([1, 2, 3].map(() => stack.client().call('loginExternal', request)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  }
});
