import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('text of the audit log', () => {
  it.each([
    ['a\r\nb', 'a  b'],
    ['\u001b[31mred', ' [31mred'],
    ['a\u202eexe.txt', 'a exe.txt'],
    ['Zoë <b>', 'Zoë <b>'],
  ])('A57 is shown as what it is: %j', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });
});
