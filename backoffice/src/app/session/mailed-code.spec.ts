import { describe, expect, it } from 'vitest';
import { mailedCode } from './mailed-code';

describe('mailedCode', () => {
  it('reads the code of a reset', () => {
    expect(mailedCode('#code=a_b-c')).toEqual({ code: 'a_b-c', isInvitation: false });
  });

  it('tells an invitation from a reset', () => {
    expect(mailedCode('#code=abc&invited')).toEqual({ code: 'abc', isInvitation: true });
  });

  it.each(['', '#', '#code=', '#invited'])('finds none in "%s"', (fragment) => {
    expect(mailedCode(fragment)).toBeNull();
  });
});
