import { createStore } from '@foyer/shared-core';
import { describe, expect, it } from 'vitest';
import { firstKnown } from './first-known';

describe('firstKnown', () => {
  it('takes a value that is there', async () => {
    expect(await firstKnown(createStore<string | undefined>('here'))).toBe('here');
  });

  it('takes null for known', async () => {
    expect(await firstKnown(createStore<string | null | undefined>(null))).toBeNull();
  });

  it('waits for a value that is not yet there, and then lets go of the store', async () => {
    let isOpen = false;
    const store = createStore<string | undefined>(undefined, () => {
      isOpen = true;
      return () => (isOpen = false);
    });
    const known = firstKnown(store);
    expect(isOpen).toBe(true);
    store.set('came');
    expect(await known).toBe('came');
    expect(isOpen).toBe(false);
  });

  it('takes what the store says while it opens, and lets go of it', async () => {
    let isOpen = false;
    const store = createStore<string | undefined>(undefined, (set) => {
      isOpen = true;
      set('at once');
      return () => (isOpen = false);
    });
    expect(await firstKnown(store)).toBe('at once');
    expect(isOpen).toBe(false);
  });
});
