import type { CoreErrorCode } from './errors.ts';
import { jsonRecord } from './json-record.ts';
import { isAttachmentType, limits } from './limits.ts';
import type { AttachmentType } from './limits.ts';

export const sentFileKinds = ['image', 'pdf', 'text'] as const;
export type FileKind = (typeof sentFileKinds)[number];

/** What a brand lets its visitors attach. */
export interface FileTerms {
  /** None: nothing at all. */
  readonly kinds: readonly FileKind[];
  /** Largest file, in bytes. */
  readonly bytes: number;
  /** Most files of a visitor in one conversation. */
  readonly count: number;
}

/** Where a brand says nothing. */
export const anyFiles: FileTerms = { kinds: sentFileKinds, bytes: limits.fileBytes, count: limits.roomFiles };

/** Reads what the profile stores: JSON in one text. What cannot be read says nothing, and never more than the limits. */
export function readFileTerms(text: unknown): FileTerms {
  const { kinds, bytes, count } = jsonRecord(text);
  return {
    kinds: Array.isArray(kinds) ? sentFileKinds.filter((kind) => kinds.includes(kind)) : sentFileKinds,
    bytes: within(bytes, limits.fileBytes),
    count: within(count, limits.roomFiles),
  };
}

/** Why a visitor who has sent so many may not send this file; null where it may be sent. */
export function fileProblem(
  { kinds, bytes, count }: FileTerms,
  file: { readonly type: string; readonly size: number },
  sent: number,
): Extract<CoreErrorCode, 'file-type' | 'file-too-large' | 'too-many-files'> | null {
  if (!isAttachmentType(file.type) || !kinds.includes(kindOf(file.type))) return 'file-type';
  if (file.size > bytes) return 'file-too-large';
  return sent < count ? null : 'too-many-files';
}

/** What somebody would call a file of this type. */
export function kindOf(type: AttachmentType): FileKind {
  if (type.startsWith('image/')) return 'image';
  return type === 'application/pdf' ? 'pdf' : 'text';
}

function within(value: unknown, most: number): number {
  return typeof value === 'number' && value >= 0 ? Math.min(value, most) : most;
}
