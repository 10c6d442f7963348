import { expect, it } from 'vitest';
import { createStore } from '../store.ts';
import { createManualPlatform, createMemoryStorage } from '../testing/manual-platform.ts';
import { createKeptDrafts } from './kept-drafts.ts';
import type { DraftPlace } from './kept-drafts.ts';

function page(storage = createMemoryStorage()) {
  const place = createStore<DraftPlace | undefined>(undefined);
  let choices = 0;
  return {
    storage,
    drafts: createKeptDrafts(createManualPlatform({ storage }), 'acme', place),
    /** The visitor chooses. */
    choose: (key: string) => place.set({ key, choices: (choices += 1) }),
    /** It happens by itself. */
    become: (key: string) => place.set({ key, choices }),
  };
}

it('keeps what is typed with its conversation, also across a reload', () => {
  const first = page();
  first.become('a');
  first.drafts.set('for a');
  first.choose('b');
  expect(first.drafts.get()).toBe('');
  first.drafts.set('for b');
  first.choose('new');
  first.drafts.set('for a new one');
  first.choose('a');
  expect(first.drafts.get()).toBe('for a');

  const second = page(first.storage);
  // Typed last, and shown before it is known where the visitor is.
  expect(second.drafts.get()).toBe('for a new one');
  second.become('b');
  expect(second.drafts.get()).toBe('for b');
  second.choose('new');
  expect(second.drafts.get()).toBe('for a new one');
});

it('takes along what is typed where the conversation changes by itself', () => {
  const { drafts, become, choose } = page();
  drafts.set('before it is known');
  become('');
  become('opened');
  expect(drafts.get()).toBe('before it is known');
  drafts.set('while it closes');
  become('');
  expect(drafts.get()).toBe('while it closes');
  choose('opened');
  expect(drafts.get()).toBe('');
});

it('loses nothing where both places have a text', () => {
  const { drafts, become, choose } = page();
  become('a');
  drafts.set('for a');
  choose('');
  drafts.set('for any');
  become('a');
  expect(drafts.get()).toBe('for a\nfor any');
  choose('');
  expect(drafts.get()).toBe('');
});

it('stores no text that only the page has put there, and forgets all at once', () => {
  const { drafts, storage, become, choose } = page();
  become('a');
  drafts.show('from the page');
  expect(drafts.get()).toBe('from the page');
  expect(storage.keys('')).toEqual([]);
  drafts.set('for a');
  choose('b');
  drafts.set('for b');
  expect(storage.keys('')).toHaveLength(3);
  drafts.forget();
  expect(drafts.get()).toBe('');
  expect(storage.keys('')).toEqual([]);
});

it('stores no card number, and leaves the field as it is typed', () => {
  const { storage, drafts } = page();
  drafts.set('pay with 4111 1111 1111 1111');
  expect(drafts.get()).toBe('pay with 4111 1111 1111 1111');
  const stored = storage.keys('foyer:draft:').map((key) => storage.get(key));
  expect(stored).toEqual(['pay with •••• •••• •••• 1111']);
});
