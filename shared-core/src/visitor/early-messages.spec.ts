import { expect, it } from 'vitest';

import { createManualPlatform, createMemoryStorage } from '../testing/manual-platform.ts';
import { createEarlyMessages } from './early-messages.ts';

it('puts what is written in the millisecond of a reload behind what was written before', () => {
  const storage = createMemoryStorage();
  const open = () => createEarlyMessages(createManualPlatform({ storage }), 'acme', () => false);
  const before = open();
  for (const text of ['first', 'second', 'third']) before.add({ kind: 'text', text });
  // The clock stands where it stood.
  open().add({ kind: 'text', text: 'fourth' });
  const texts = open()
    .messages.get()
    .map(({ message }) => (message.kind === 'text' ? message.text : ''));
  expect(texts).toEqual(['first', 'second', 'third', 'fourth']);
});
