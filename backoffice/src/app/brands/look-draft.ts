import { limits, type BrandLook } from '@foyer/shared-core/model';

/** The form of a brand's look: every part is there, numbers as they are typed. */
export interface LookDraft {
  readonly theme: NonNullable<BrandLook['theme']>;
  readonly radius: number;
  /** Empty: the end of the line. */
  readonly position: 'left' | 'right' | '';
  readonly offsetX: string;
  readonly offsetY: string;
  /** Empty: above everything. */
  readonly zIndex: string;
  readonly icon: NonNullable<BrandLook['icon']>;
  readonly label: string;
}

/** The widget's own look, where a brand says nothing (docs/widget.md, settings). */
const plain = { theme: 'auto', radius: 18, offset: 20, icon: 'chat' } as const;

export function draftOf(look: BrandLook): LookDraft {
  return {
    theme: look.theme ?? plain.theme,
    radius: look.radius ?? plain.radius,
    position: look.position ?? '',
    offsetX: String(look.offsetX ?? plain.offset),
    offsetY: String(look.offsetY ?? plain.offset),
    zIndex: look.zIndex === undefined ? '' : String(look.zIndex),
    icon: look.icon ?? plain.icon,
    label: look.label ?? '',
  };
}

/** The look that a form says; the name of the first field that cannot be read instead. */
export function lookOf(draft: LookDraft): BrandLook | { readonly wrong: 'offsetX' | 'offsetY' | 'zIndex' } {
  const { theme, radius, position, icon, label } = draft;
  const [offsetX, offsetY] = [
    wholeUpTo(limits.offset, draft.offsetX),
    wholeUpTo(limits.offset, draft.offsetY),
  ];
  if (offsetX === null) return { wrong: 'offsetX' };
  if (offsetY === null) return { wrong: 'offsetY' };
  const zIndex = draft.zIndex.trim() === '' ? undefined : wholeUpTo(limits.zIndex, draft.zIndex);
  if (zIndex === null) return { wrong: 'zIndex' };
  return {
    ...{ theme, radius, offsetX, offsetY, icon, label: label.trim() },
    ...(position === '' ? {} : { position }),
    ...(zIndex === undefined ? {} : { zIndex }),
  };
}

function wholeUpTo(most: number, typed: string): number | null {
  const text = typed.trim();
  return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : null;
}
