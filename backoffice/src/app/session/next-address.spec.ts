import { describe, expect, it } from 'vitest';
import { nextAddress } from './next-address';

describe('nextAddress', () => {
  it('leads back to a path of the desk', () => {
    expect(nextAddress('/inbox/acme/r1?card=1')).toBe('/inbox/acme/r1?card=1');
  });

  it.each([
    undefined,
    '',
    'inbox',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/sign-in?next=/sign-in',
  ])('falls back to the inbox for %s', (wished) => {
    expect(nextAddress(wished)).toBe('/inbox');
  });
});
