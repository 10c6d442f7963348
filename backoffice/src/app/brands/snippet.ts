import type { BrandProfile } from '@foyer/shared-core/model';

/** The line that puts a brand's chat on a website, with the launcher's colour for the time before the chat is opened. */
export function snippet(origin: string, brand: Pick<BrandProfile, 'id' | 'color'>): string {
  return `<script async src="${origin}/foyer.js" data-brand="${brand.id}" data-color="${brand.color}"></script>`;
}
