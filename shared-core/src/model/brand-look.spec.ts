import { expect, it } from 'vitest';
import { readBrandLook } from './brand-look.ts';
import { lookLimits } from './look-terms.ts';

const look = {
  theme: 'dark',
  radius: 0,
  position: 'left',
  offsetX: 400,
  offsetY: 7,
  zIndex: 10,
  icon: 'question',
  label: 'Ask us',
};

it('reads every part of a look', () => {
  expect(readBrandLook(JSON.stringify(look))).toEqual(look);
});

it.each([
  ['', {}],
  ['{', {}],
  ['null', {}],
  ['[1]', {}],
  ['{"theme":"pink","radius":-1,"position":"top","offsetX":401,"offsetY":1.5,"zIndex":"9","icon":null}', {}],
  ['{"radius":29,"label":7,"brand":"globex","__proto__":{"theme":"dark"}}', {}],
  [`{"label":"${'x'.repeat(60)}"}`, { label: 'x'.repeat(lookLimits.label) }],
  ['{"label":""}', { label: '' }],
])('takes from %s what can be a look', (text, expected) => {
  expect(readBrandLook(text)).toEqual(expected);
});
