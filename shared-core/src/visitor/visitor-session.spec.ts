import { expect, it } from 'vitest';
import type { CoreError } from '../model/errors.ts';
import { createManualPlatform } from '../testing/manual-platform.ts';
import { createVisitorSession } from './visitor-session.ts';

it('takes a token that the page never fetches for a missing connection', async () => {
  const platform = createManualPlatform();
  const session = createVisitorSession(platform, 'https://chat.example.com', 'acme');
  let code: unknown;
  void session
    .signIn({ getToken: () => new Promise(() => undefined) })
    .catch((cause: unknown) => (code = (cause as CoreError).code));
  await platform.advance(14_999);
  expect(code).toBeUndefined();
  await platform.advance(1);
  expect(code).toBe('offline');
  expect(platform.timers()).toBe(0);
});

it('waits no longer than the page’s token takes', async () => {
  const platform = createManualPlatform();
  const session = createVisitorSession(platform, 'https://chat.example.com', 'acme');
  await expect(session.signIn({ getToken: () => Promise.resolve('t') })).rejects.toMatchObject({
    code: 'offline',
  });
  expect(platform.timers()).toBe(0);
});
