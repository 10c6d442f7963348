import { expect, it } from 'vitest';
import { createTold } from './told.ts';

function values(letter: string, count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${letter}${at}`, 'x']));
}

it('refuses more attributes than a sign-in takes, however they come together, and keeps those before', async () => {
  const told = createTold(() => null);
  const { commands } = told;
  await commands.setAttributes(values('a', 15));
  await expect(commands.setAttributes(values('b', 6))).rejects.toMatchObject({ code: 'bad-argument' });
  expect(told.user().attributes).toEqual(values('a', 15));
  await commands.setAttributes({ ...values('a', 15), ...values('b', 5) });
  expect(Object.keys(told.user().attributes ?? {})).toHaveLength(20);
});
