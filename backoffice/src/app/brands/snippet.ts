import { readTriggers, type BrandProfile } from '@foyer/shared-core/model';

/**
 * The line that puts a brand's chat on a website, with the launcher's look for the time before the chat is opened. Where
 * the brand says something first, pages ask for that.
 */
export function snippet(
  origin: string,
  { id, color, look, triggers }: Pick<BrandProfile, 'id' | 'color' | 'look' | 'triggers'>,
): string {
  const prefetch = readTriggers(triggers).length > 0 ? { prefetch: true } : {};
  const settings = Object.entries({ brand: id, color, ...look, ...prefetch })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` data-${inDashes(name)}="${escaped(String(value))}"`);
  return `<script async src="${origin}/foyer.js"${settings.join('')}></script>`;
}

function inDashes(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
