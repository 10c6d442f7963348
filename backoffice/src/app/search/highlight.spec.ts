import { describe, expect, it } from 'vitest';
import { excerptAround, highlight } from './highlight';

const marked = (text: string, query: string): string =>
  highlight(text, query)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

describe('highlight', () => {
  it('marks every word of the query, whatever its case', () => {
    expect(marked('Where is my Parcel? The parcel!', 'parcel WHERE')).toBe(
      '[Where] is my [Parcel]? The [parcel]!',
    );
  });

  it('marks the longer of two words that begin alike', () => {
    expect(marked('reordered', 'order ordered')).toBe('re[ordered]');
  });

  it('takes signs of patterns literally', () => {
    expect(marked('a.b axb (x)', 'a.b')).toBe('[a.b] axb (x)');
    expect(marked('aaaa!', '(a+)+$')).toBe('[a][a][a][a]!');
  });

  it('leaves markup alone: it is text before and after', () => {
    expect(marked('<img src=x onerror=1>', 'img')).toBe('<[img] src=x onerror=1>');
  });

  it('marks nothing for an empty query, and makes nothing of an empty text', () => {
    expect(marked('Hello', ' ?! ')).toBe('Hello');
    expect(highlight('', 'x')).toEqual([]);
  });

  it('finds letters beyond ASCII', () => {
    expect(marked('Größe ÄNDERN', 'größe ändern')).toBe('[Größe] [ÄNDERN]');
  });
});

describe('excerptAround', () => {
  it('leaves a short message whole', () => {
    expect(excerptAround('Where is it?', 'it')).toBe('Where is it?');
  });

  it('shows a long message around its first hit', () => {
    const excerpt = excerptAround(`${'a '.repeat(500)}parcel${' b'.repeat(500)}`, 'parcel');
    expect(excerpt).toContain('parcel');
    expect(excerpt.startsWith('…')).toBe(true);
    expect(excerpt.endsWith('…')).toBe(true);
    expect(excerpt.length).toBeLessThan(330);
  });

  it('begins at the begin when the hit lies there, or nowhere', () => {
    expect(excerptAround(`parcel${' b'.repeat(500)}`, 'parcel').startsWith('parcel')).toBe(true);
    expect(excerptAround('b'.repeat(500), 'parcel').startsWith('b')).toBe(true);
  });
});
