import { describe, expect, it } from 'vitest';
import { clientAddress } from '../limits/client-address.ts';
import { assertNotBanned } from './banned-addresses.ts';

const now = 1_000;

/** 198.51.100.0/24 is banned for another second, and 192.0.2.0/24 was until now. */
const bans = {
  a: { range: '198.51.100.0/24', until: 2_000 },
  b: { range: '192.0.2.0/24', until: now },
};

/** Has a caller let in, by the header that arrives where two hops are trusted. */
const letIn = (forwardedFor: string) => (): void =>
  assertNotBanned(bans, clientAddress(forwardedFor, 2), now);

describe('a banned address', () => {
  it.each([
    // Behind Hosting: the caller, then Google's edge.
    ['198.51.100.7, 34.96.0.1', false],
    ['203.0.113.9, 198.51.100.7, 34.96.0.1', false],
    // Straight to the function: what the caller wrote, then the caller.
    ['203.0.113.9, 198.51.100.7', false],
    ['10.0.0.1, 203.0.113.9, ::1, unknown, 198.51.100.7', false],
    ['198.51.100.7', false],
    // Somebody else, who merely speaks of it.
    ['198.51.100.7, 203.0.113.9, 34.96.0.1', true],
    ['192.0.2.1, 34.96.0.1', true],
    ['', true],
  ])('A68: with X-Forwarded-For %j is let in: %s', (header, expected) => {
    if (expected) expect(letIn(header)).not.toThrow();
    else expect(letIn(header)).toThrow(expect.objectContaining({ code: 'banned' }));
  });
});
