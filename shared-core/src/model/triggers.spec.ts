import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { readTriggers } from './triggers.ts';

const sound = { text: 'Need help?', after: 10, url: '/shop', once: 'visitor' };

describe('what a brand says first', () => {
  it('is read as it was stored', () => {
    expect(readTriggers(JSON.stringify([sound]))).toEqual([sound]);
    expect(readTriggers(JSON.stringify([{ text: 'Hello', after: 0 }]))).toEqual([
      { text: 'Hello', after: 0, url: '', once: 'session' },
    ]);
  });

  it.each([
    '',
    'no JSON',
    '7',
    '{"length":1}',
    '[null, 1, "x", []]',
    JSON.stringify([{ ...sound, text: '  ' }]),
    JSON.stringify([{ ...sound, text: 'x'.repeat(limits.triggerText + 1) }]),
    JSON.stringify([{ ...sound, after: -1 }]),
    JSON.stringify([{ ...sound, after: 1.5 }]),
    JSON.stringify([{ ...sound, after: limits.triggerSeconds + 1 }]),
    JSON.stringify([{ ...sound, after: '10' }]),
    JSON.stringify([{ ...sound, url: 'x'.repeat(limits.toldText + 1) }]),
  ])('is nothing where it is malformed: %s', (stored) => {
    expect(readTriggers(stored)).toEqual([]);
  });

  it('is no more than a few', () => {
    expect(readTriggers(JSON.stringify(Array(limits.triggers + 1).fill(sound)))).toHaveLength(
      limits.triggers,
    );
  });
});
