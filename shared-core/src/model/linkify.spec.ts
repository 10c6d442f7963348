import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

function links(text: string): [text: string, href: string][] {
  return linkify(text).flatMap((part) =>
    part.kind === 'link' ? [[part.text, part.href] as [string, string]] : [],
  );
}

describe('links in a message', () => {
  it.each([
    ['see https://example.com/a?b=1#c', [['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c']]],
    ['HTTP://EXAMPLE.com', [['HTTP://EXAMPLE.com', 'http://example.com/']]],
    ['www.example.com.', [['www.example.com', 'https://www.example.com/']]],
    [
      'write to kim.lee+x@mail.example.org!',
      [['kim.lee+x@mail.example.org', 'mailto:kim.lee+x@mail.example.org']],
    ],
    ['mailto:kim@example.org', [['mailto:kim@example.org', 'mailto:kim@example.org']]],
    ['(https://example.com)', [['https://example.com', 'https://example.com/']]],
    [
      'https://example.com/wiki/A_(b), then',
      [['https://example.com/wiki/A_(b)', 'https://example.com/wiki/A_(b)']],
    ],
    ['"https://example.com/x".', [['https://example.com/x', 'https://example.com/x']]],
    ['https://bücher.example/ä', [['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4']]],
    ['[our shop](https://shop.example/a)', [['https://shop.example/a', 'https://shop.example/a']]],
    ['**https://shop.example/a_b**', [['https://shop.example/a_b', 'https://shop.example/a_b']]],
    ['http://localhost:5000/desk', [['http://localhost:5000/desk', 'http://localhost:5000/desk']]],
    [
      'https://a.example\nhttps://b.example',
      [
        ['https://a.example', 'https://a.example/'],
        ['https://b.example', 'https://b.example/'],
      ],
    ],
  ])('are found in %j', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.com',
    'blob:https://example.com/1',
    '//example.com',
    'https:example.com',
    'https:/\\example.com',
    'https://',
    'https://.',
    'https://nodot',
    'https://user:pass@example.com',
    'https://bank.example@evil.example',
    'https://bank.example%2F@evil.example/x',
    'https：//example.com',
    'http\u200bs://example.com',
    '[click](javascript:alert(1))',
    '![x](data:image/svg+xml,<svg/onload=alert(1)>)',
    '<img src=x onerror=alert(1)>',
    'kim@example',
    '@example.com',
    'kim@@example.com',
    'mailto:kim@example.com?bcc=all@example.com',
    'mailto:"><script>@example.com',
    'a.b.c',
    '12:30',
  ])('are not made of %j (A50)', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('end where an invisible or direction-changing character begins', () => {
    expect(links('https://example.com/\u202Egpj.exe')).toEqual([
      ['https://example.com/', 'https://example.com/'],
    ]);
  });

  it('never take a dangerous scheme, whatever stands around it', () => {
    const schemes = ['javascript:', 'data:', 'vbscript:', 'file:', 'blob:', 'view-source:https://'];
    const fillers = [
      '',
      ' ',
      '\t',
      '\n',
      '\u0000',
      '(',
      '"',
      'https://',
      'www.',
      'x@y.zz',
      '%0a',
      '\u00ad',
      '&#9;',
    ];
    for (const scheme of schemes) {
      for (const before of fillers) {
        for (const after of fillers) {
          for (const [, href] of links(`${before}${scheme}${after}alert(1)`))
            expect(href).toMatch(/^(https?|mailto):/);
        }
      }
    }
  });

  it('lose nothing of the text', () => {
    const text = 'a https://example.com, (kim@example.org) <b>\n\u202e end.';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('show markup as the text it is (A47)', () => {
    const text = '<script>alert(1)</script><svg onload=alert(1)>';
    expect(linkify(text)).toEqual([{ kind: 'text', text }]);
  });
});

describe('pathological texts (A51)', () => {
  it.each([
    ['a hundred thousand mailto:', 'mailto:'.repeat(100_000)],
    ['brackets', '('.repeat(10_000) + ')'.repeat(10_000)],
    ['links with endless closing brackets', `https://a.example/${')'.repeat(1900)} `.repeat(10)],
    ['closing after opening', `https://a.example/${'()'.repeat(900)} `.repeat(10)],
    ['many mail addresses', 'a@b.cc '.repeat(2800)],
    ['one endless mail address', `${'a.'.repeat(9000)}@${'b.'.repeat(900)}c`],
    ['at signs', '@'.repeat(20_000)],
    ['dots in a host', `https://${'.'.repeat(19_000)}`],
    ['long host', `https://${'a.'.repeat(1000)} `.repeat(9)],
  ])('take no time: %s', { timeout: 5_000 }, (_, text) => {
    // A hundred times: what grows with the square of the length would go on for a minute.
    for (let round = 1; round < 100; round += 1) linkify(text);
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
