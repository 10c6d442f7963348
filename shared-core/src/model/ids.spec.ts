import { randomBytes } from 'node:crypto';

import { expect, it } from 'vitest';

import { directTeamRoomId, newId } from './ids.ts';

it('makes ids of 22 characters that are allowed in keys, paths and addresses', () => {
  const ids = Array.from({ length: 2000 }, () => newId((count) => new Uint8Array(randomBytes(count))));
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each([
  [new Uint8Array(16), 'A'.repeat(22)],
  [new Uint8Array(16).fill(255), `${'_'.repeat(21)}w`],
  [Uint8Array.from({ length: 16 }, (_, index) => index), undefined],
])('carries all 128 bits of %j', (bytes, expected) => {
  // The same bits as URL-safe base64, in another order of the alphabet's last two characters.
  const base64 = Buffer.from(bytes).toString('base64').replaceAll('+', '-').replaceAll('/', '_').slice(0, 22);
  expect(newId(() => bytes)).toBe(expected ?? base64);
});

it('names the conversation of two people alike, whoever opens it', () => {
  expect(directTeamRoomId('b', 'a')).toBe('a~b');
  expect(directTeamRoomId('a', 'b')).toBe('a~b');
});
