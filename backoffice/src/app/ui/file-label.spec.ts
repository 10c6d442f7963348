import { describe, expect, it } from 'vitest';
import { en } from '../strings/en';
import { fileLabel, fileSize } from './file-label';

describe('fileLabel', () => {
  it('shows a plain name as it is, markup included: it only ever becomes a text node', () => {
    expect(fileLabel('<b>invoice</b>.pdf')).toBe('b>.pdf');
    expect(fileLabel('<b>invoice.pdf')).toBe('<b>invoice.pdf');
  });

  it('drops a path, line breaks and direction marks', () => {
    expect(fileLabel('..\\..\\etc/pass\r\nwd.txt')).toBe('passwd.txt');
    expect(fileLabel('photo\u202Egpj.exe')).toBe('photogpj.exe');
  });

  it('keeps the ending of a long name', () => {
    const label = fileLabel(`${'a'.repeat(300)}.pdf`);
    expect(label).toHaveLength(80);
    expect(label.endsWith('.pdf')).toBe(true);
  });

  it('never is empty', () => {
    expect(fileLabel('\u202E')).toBe('…');
  });
});

describe('fileSize', () => {
  it.each([
    [1, '1 kB'],
    [34_816, '34 kB'],
    [1_572_864, '1.5 MB'],
  ])('says %d bytes as %s', (bytes, expected) => {
    expect(fileSize(bytes, en)).toBe(expected);
  });
});
