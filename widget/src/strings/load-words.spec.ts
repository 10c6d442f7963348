import { describe, expect, it } from 'vitest';
import { overlay } from './load-words.ts';

const base = { title: 'Chat', close: 'Close', forms: { title: 'Before', start: 'Start' } };

describe('texts over texts', () => {
  it('replace those of the same name, in their group', () => {
    expect(overlay(base, { title: 'Ask', forms: { start: 'Go' } })).toEqual({
      title: 'Ask',
      close: 'Close',
      forms: { title: 'Before', start: 'Go' },
    });
  });

  it.each([
    null,
    undefined,
    7,
    'Ask',
    [],
    ['Ask'],
    { title: '' },
    { title: 7 },
    { title: { start: 'Go' } },
    { forms: 'Before' },
    { forms: { start: null } },
    { 'forms.start': 'Go' },
    { other: 'New' },
    JSON.parse('{"__proto__": {"title": "Ask"}}'),
  ])('change nothing by %j', (told) => {
    expect(overlay(base, told)).toEqual(base);
  });

  it('of the page count over those of the brand, and those over the file’s', () => {
    const brand = { title: 'Brand', close: 'Shut' };
    expect([brand, { title: 'Page' }].reduce<typeof base>(overlay, base)).toMatchObject({
      title: 'Page',
      close: 'Shut',
    });
  });
});
