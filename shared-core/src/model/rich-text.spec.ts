import { describe, expect, it } from 'vitest';
import { countSteps } from '../testing/count-steps.ts';
import type { RichPart } from './rich-part.ts';
import { plainText, richText } from './rich-text.ts';

/** The parts as one line that can be read: `<s>` for strong, `<e>` for emphasis, `<c>`, `<b>` for code and block, `<n>` for numbers. */
function shown(parts: readonly RichPart[]): string {
  return parts
    .map((part) => {
      if ('parts' in part)
        return part.kind === 'strong' ? `<s>${shown(part.parts)}</s>` : `<e>${shown(part.parts)}</e>`;
      if (part.kind === 'code') return `<c>${part.text}</c>`;
      if (part.kind === 'block') return `<b>${part.text}</b>`;
      if (part.kind === 'number') return `<n>${part.text}</n>`;
      return part.kind === 'link' ? `<a ${part.href}>${part.text}</a>` : part.text;
    })
    .join('');
}

const depthOf = (parts: readonly RichPart[]): number =>
  Math.max(0, ...parts.map((part) => ('parts' in part ? 1 + depthOf(part.parts) : 0)));

describe('the Markdown of a message', () => {
  it.each([
    ['a `b` c', 'a <c>b</c> c'],
    ['**a** b', '<s>a</s> b'],
    ['*a* and _b c_', '<e>a</e> and <e>b c</e>'],
    ['***a***', '<s><e>a</e></s>'],
    ['**a *b* c**', '<s>a <e>b</e> c</s>'],
    ['***a* b**', '<s><e>a</e> b</s>'],
    ['**_a_**', '<s><e>a</e></s>'],
    ['(**a**), *b*!', '(<s>a</s>), <e>b</e>!'],
    ['**press `Ctrl`**', '<s>press <c>Ctrl</c></s>'],
    ['*note: this is *urgent*', '*note: this is <e>urgent</e>'],
    ['これは**重要**です', 'これは<s>重要</s>です'],
    ['هذا *مهم*، نعم', 'هذا <e>مهم</e>، نعم'],
    ['**א**', '<s>א</s>'],
    ['الحرارة -2 °C اليوم', 'الحرارة <n>-2 °C</n> اليوم'],
    ['**מינוס: −12.5%** (-3 €)', '<s>מינוס: <n>−12.5%</n></s> (<n>-3 €</n>)'],
    ['من 3-5 إلى 2026-11-21', 'من 3-5 إلى 2026-11-21'],
    ['It is -2 °C', 'It is -2 °C'],
    ['*well done*😀', '<e>well done</e>😀'],
    ['**https://a.example/x_y_z**', '<s><a https://a.example/x_y_z>https://a.example/x_y_z</a></s>'],
    [
      '*see* https://a.example/*b*/_c_ *there*',
      '<e>see</e> <a https://a.example/*b*/_c>https://a.example/*b*/_c</a>_ <e>there</e>',
    ],
    ['`https://a.example`', '<c>https://a.example</c>'],
    ['_kim_lee@a.example_', '<e><a mailto:kim_lee@a.example>kim_lee@a.example</a></e>'],
    ['run ```npm ci``` now', 'run <b>npm ci</b> now'],
    ['see\n```js\na *b*\n  c `d`\n```\nso', 'see<b>a *b*\n  c `d`</b>so'],
    ['```\n\n  x\n```', '<b>\n  x</b>'],
    ['- one\n- *two*', '- one\n- <e>two</e>'],
  ])('of %j', (text, expected) => {
    expect(shown(richText(text))).toBe(expected);
  });

  it.each([
    '2*3*4 = 24',
    '2 * 3 * 4',
    'a*b*c',
    'snake_case_name __init__',
    '/a/_b_/c $_x_ @_y_ #_z_',
    '* one\n* two',
    '*a\nb*',
    '`a\nb`',
    '*a',
    'a** b',
    '** a **',
    '****',
    '*****a*****',
    '``',
    '` `',
    'a ` b',
    '``` ```',
    '```never closed',
    '\\*',
    '•••• •••• •••• 4242',
    '# a heading\n> a quote\n| a | b |\n~~c~~',
    '<b>a</b> &amp; <script>*</script>',
    '',
  ])('leaves %j as it is', (text) => {
    expect(shown(richText(text))).toBe(text);
    expect(richText(text)).toEqual(text === '' ? [] : [{ kind: 'text', text }]);
  });

  it('hides no target of a link behind other words (A50)', () => {
    expect(shown(richText('[my bank](https://evil.example) ![x](javascript:alert(1))'))).toBe(
      '[my bank](<a https://evil.example/>https://evil.example</a>) ![x](javascript:alert(1))',
    );
  });

  it('is left out where a message is only heard or is one line of a list', () => {
    expect(plainText('**Hi** _there_: `npm ci` at https://a.example\n```js\nx = 1\n```\n')).toBe(
      'Hi there: npm ci at https://a.example\nx = 1',
    );
    expect(plainText('2*3*4')).toBe('2*3*4');
  });
});

describe('texts made to keep the reader busy (A51)', () => {
  const unit: readonly (readonly [string, (length: number) => string])[] = [
    ['open strong marks', (n) => '**a '.repeat(n / 4)],
    ['open marks of every sort', (n) => '**a *b _c '.repeat(n / 10)],
    ['closing marks', (n) => ' a** b* c_'.repeat(n / 10)],
    ['openers, then closers', (n) => '*a '.repeat(n / 6) + 'a* '.repeat(n / 6)],
    ['nested as deep as can be', (n) => '***_a'.repeat(n / 10) + 'a_***'.repeat(n / 10)],
    ['stars', (n) => '*'.repeat(n)],
    ['stars and underscores in turn', (n) => '*_'.repeat(n / 2)],
    ['triple stars', (n) => '***a'.repeat(n / 4)],
    ['backticks', (n) => '`'.repeat(n)],
    ['lone backticks', (n) => '`\n'.repeat(n / 2)],
    ['fences', (n) => '```\n'.repeat(n / 4)],
    ['code and marks', (n) => '*`a`'.repeat(n / 4)],
    ['links in marks', (n) => '**https://a.example/_ '.repeat(n / 22)],
    ['brackets', (n) => '['.repeat(n / 2) + ']('.repeat(n / 4)],
    ['addresses', (n) => 'mailto:'.repeat(n / 7)],
    ['line breaks', (n) => '\n'.repeat(n)],
  ];

  it.each(unit)(
    '%s: twice the text is twice the work, nothing is lost and nothing is deep',
    async (_, make) => {
      const [half, whole] = [make(2000), make(4000)];
      const steps = await countSteps(/model\/(rich-text|find-emphasis|linkify)\.ts/, [
        () => richText(half),
        () => richText(whole),
      ]);
      expect(steps[0]).toBeGreaterThan(10);
      expect((steps[1] ?? Infinity) / (steps[0] ?? 0)).toBeLessThan(2.3);
      // So many steps a character are nothing, whatever the machine.
      expect(steps[1]).toBeLessThan(40 * whole.length);
      expect(depthOf(richText(whole))).toBeLessThanOrEqual(3);
      const signs = /[*_`\s]/g;
      expect(plainText(whole).replace(signs, '')).toBe(whole.replace(signs, ''));
    },
  );

  it('what is longer than any message is shown raw', () => {
    const text = '**a** '.repeat(5000);
    expect(richText(text)).toEqual([{ kind: 'text', text }]);
  });
});
