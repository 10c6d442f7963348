import { expect, it } from 'vitest';
import { everyPath } from './every-path.ts';

it('every place that grants something is shown to grant it to somebody: none grants more than is used', () => {
  const unused = everyPath().filter(({ allowed }) => allowed.size === 0);
  expect(unused.map(({ path, operation }) => `${operation} ${path}`)).toEqual([]);
});
