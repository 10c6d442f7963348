import { describe, expect, it } from 'vitest';
import { safeLink } from './safe-link';

describe('safeLink', () => {
  it.each(['https://shop.example/a?b=c#d', 'http://127.0.0.1:5000/', 'HTTPS://shop.example/'])(
    'takes %s',
    (address) => {
      expect(safeLink(address)).toBe(new URL(address).href);
    },
  );

  it.each([
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    '//evil.example/',
    '/relative',
    'https://a\nb.example/',
    'https://bank.example@evil.example/',
    'https://',
    '',
  ])('makes no link of %j', (address) => {
    expect(safeLink(address)).toBeNull();
  });
});
