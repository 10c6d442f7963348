import type { Attachment } from '@foyer/shared-core/model';
import { plainText } from '../input.ts';

/** What a browser shows in its own window. Everything else is only saved, so that nothing in it can run. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const LONGEST_NAME = 150;

/** The Content-Disposition header (RFC 6266) of a file, with a name that is only a name. */
export function contentDisposition({ name, type }: Pick<Attachment, 'name' | 'type'>): string {
  const plain =
    plainText(name, LONGEST_NAME)
      .replace(/[/\\:*?"<>|]/g, '_')
      .replace(/^\.+/, '_') || 'file';
  const ascii =
    plain
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/[%']/g, '_') || 'file';
  const encoded = encodeURIComponent(plain).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${SHOWN.has(type) ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
