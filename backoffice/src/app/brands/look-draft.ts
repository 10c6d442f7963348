import { lookLimits, plainLook, type BrandLook } from '@foyer/shared-core/model';

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

export function draftOf(look: BrandLook): LookDraft {
  const { theme, radius, offsetX, offsetY, icon, label } = { ...plainLook, ...look };
  return {
    ...{ theme, radius, icon, label },
    position: look.position ?? '',
    offsetX: String(offsetX),
    offsetY: String(offsetY),
    zIndex: look.zIndex === undefined ? '' : String(look.zIndex),
  };
}

/** The look that a form says; the name of the first field that cannot be read instead. */
export function lookOf(draft: LookDraft): BrandLook | { readonly wrong: 'offsetX' | 'offsetY' | 'zIndex' } {
  const { theme, radius, position, icon, label } = draft;
  const [offsetX, offsetY] = [
    wholeUpTo(lookLimits.offset, draft.offsetX),
    wholeUpTo(lookLimits.offset, draft.offsetY),
  ];
  if (offsetX === null) return { wrong: 'offsetX' };
  if (offsetY === null) return { wrong: 'offsetY' };
  const zIndex = draft.zIndex.trim() === '' ? undefined : wholeUpTo(lookLimits.zIndex, draft.zIndex);
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
