import { describe, expect, it } from 'vitest';
import { draftOf, lookOf } from './look-draft';

describe('the form of a look', () => {
  it('begins as the widget looks by itself, and says that when it is saved', () => {
    expect(lookOf(draftOf({}))).toEqual({
      theme: 'auto',
      radius: 18,
      offsetX: 20,
      offsetY: 20,
      icon: 'chat',
      label: '',
    });
  });

  it('says again what it was made of', () => {
    const look = {
      theme: 'dark',
      radius: 0,
      position: 'left',
      offsetX: 0,
      offsetY: 400,
      zIndex: 5,
      icon: 'question',
      label: 'Ask',
    } as const;
    expect(lookOf(draftOf(look))).toEqual(look);
  });

  it.each([
    ['offsetX', { offsetX: '401' }],
    ['offsetX', { offsetX: '' }],
    ['offsetY', { offsetY: '-1' }],
    ['offsetY', { offsetY: '1.5' }],
    ['zIndex', { zIndex: '2147483648' }],
    ['zIndex', { zIndex: 'auto' }],
  ])('names %s where it cannot be read', (wrong, change) => {
    expect(lookOf({ ...draftOf({}), ...change })).toEqual({ wrong });
  });

  it('takes space around for nothing', () => {
    expect(lookOf({ ...draftOf({}), label: ' Ask us ', zIndex: ' ', offsetX: ' 7 ' })).toMatchObject({
      label: 'Ask us',
      offsetX: 7,
    });
  });
});
