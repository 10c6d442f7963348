import { expect, it } from 'vitest';

import { callFunction, calledError } from './call-function.ts';
import type { HttpRequest } from './platform.ts';
import { createManualPlatform } from './testing/manual-platform.ts';

function answering(status: number, body: unknown) {
  const asked: { url: string; request: HttpRequest }[] = [];
  const platform = createManualPlatform({
    fetch(url, request) {
      asked.push({ url, request });
      return Promise.resolve({
        ok: status < 400,
        status,
        json: () => (body === undefined ? Promise.reject(new Error('no JSON')) : Promise.resolve(body)),
      });
    },
  });
  return { platform, asked };
}

it('speaks the wire protocol of callable functions', async () => {
  const { platform, asked } = answering(200, { result: { ok: 1 } });
  await expect(callFunction(platform, 'https://a/api/x', { a: 1 }, 'token')).resolves.toEqual({ ok: 1 });
  expect(asked[0]).toEqual({
    url: 'https://a/api/x',
    request: {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer token' },
      body: '{"data":{"a":1}}',
    },
  });
});

it.each([
  [400, { error: { status: 'INVALID_ARGUMENT' } }, 'bad-input'],
  [401, { error: { status: 'UNAUTHENTICATED' } }, 'not-signed-in'],
  [
    401,
    { error: { status: 'UNAUTHENTICATED', details: { code: 'wrong-credentials' } } },
    'wrong-credentials',
  ],
  [404, { error: { status: 'NOT_FOUND', details: { code: 'made-up' } } }, 'not-found'],
  [429, undefined, 'too-many-attempts'],
  [500, { error: { status: 'INTERNAL' } }, 'failed'],
  [503, undefined, 'offline'],
  [200, { nothing: true }, 'failed'],
  [200, null, 'failed'],
])('answers %i %j as %s', async (status, body, code) => {
  const { platform } = answering(status, body);
  await expect(callFunction(platform, 'https://a/api/x', {})).rejects.toMatchObject({ code });
});

it('is offline when no answer came at all', async () => {
  await expect(callFunction(createManualPlatform(), 'https://a/api/x', {})).rejects.toMatchObject({
    code: 'offline',
  });
});

it('reads the codes of the functions SDK alike', () => {
  expect(calledError('functions/resource-exhausted', undefined).code).toBe('too-many-attempts');
});
