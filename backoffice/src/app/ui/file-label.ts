import type { Strings } from '../strings/en';

const LONGEST = 80;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A file name fit to be shown: path, control and direction-changing characters removed, the middle of a long name left
 * out so that its ending stays visible.
 */
export function fileLabel(name: string): string {
  const clean = (name.split(/[\\/]/u).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim();
  if (clean === '') return '…';
  const letters = Array.from(segmenter.segment(clean), ({ segment }) => segment);
  if (letters.length <= LONGEST) return clean;
  return `${letters.slice(0, LONGEST - 20).join('')}…${letters.slice(-19).join('')}`;
}

/** A size in bytes as people say it. */
export function fileSize(bytes: number, texts: Strings): string {
  const format = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 1 });
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? texts.file.kilobytes(format.format(Math.max(1, Math.round(kilobytes))))
    : texts.file.megabytes(format.format(kilobytes / 1024));
}
