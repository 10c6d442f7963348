import {
  assertFails,
  assertSucceeds,
  initializeTestEnvironment,
  type RulesTestEnvironment,
} from '@firebase/rules-unit-testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyIdToken } from '../auth/id-token.ts';
import { TestDatabase } from './testing/test-database.ts';

const RULES = `{
  "rules": {
    "$user": {
      ".read": "auth.uid === $user",
      ".write": "auth.uid === $user && auth.token.role === 'writer'"
    }
  }
}`;

let database: TestDatabase;
let environment: RulesTestEnvironment;

beforeEach(async () => {
  database = await TestDatabase.start({
    rulesFor: () => ({ rules: {} }),
    tokens: {
      verify(token) {
        const verdict = verifyIdToken(token, 'demo-test', Date.now());
        if (!verdict.ok) return verdict;
        const { uid, provider, claims, expiresAt } = verdict.token;
        return { ok: true, auth: { uid, provider, token: claims }, expiresAt: expiresAt * 1000 };
      },
    },
  });
  environment = await initializeTestEnvironment({
    projectId: 'demo-test',
    database: { host: '127.0.0.1', port: database.port, rules: RULES },
  });
  database.onClose(() => environment.cleanup());
});

afterEach(() => database.close());

describe('H7 C1: @firebase/rules-unit-testing', () => {
  it('loads rules, acts as users with claims, as nobody, and without rules', async () => {
    const ada = environment.authenticatedContext('ada', { role: 'writer' }).database();
    const reader = environment.authenticatedContext('ada').database();
    const nobody = environment.unauthenticatedContext().database();
    await assertSucceeds(ada.ref('ada/x').set(1));
    await assertFails(ada.ref('bob/x').set(1));
    await assertFails(reader.ref('ada/x').set(2));
    expect((await assertSucceeds(reader.ref('ada').get())).val()).toEqual({ x: 1 });
    await assertFails(nobody.ref('ada').get());
    await environment.withSecurityRulesDisabled(async (context) => {
      await context.database().ref('bob/x').set(1);
    });
    await environment.clearDatabase();
    expect((await assertSucceeds(reader.ref('ada').get())).val()).toBeNull();
  });
});
