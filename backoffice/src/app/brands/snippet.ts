import { readTriggers, type BrandProfile } from '@foyer/shared-core/model';

/**
 * The line that puts a brand's chat on a website, with the launcher's colour for the time before the chat is opened. Where
 * the brand says something first, pages ask for that.
 */
export function snippet(origin: string, brand: Pick<BrandProfile, 'id' | 'color' | 'triggers'>): string {
  const prefetch = readTriggers(brand.triggers).length > 0 ? ' data-prefetch="true"' : '';
  return `<script async src="${origin}/foyer.js" data-brand="${brand.id}" data-color="${brand.color}"${prefetch}></script>`;
}
