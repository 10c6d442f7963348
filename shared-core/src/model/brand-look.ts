import { jsonRecord } from './json-record.ts';
import { lookLimits } from './look-terms.ts';

/** How a brand's chat looks beside its colour, as an admin has set it; what is absent is the widget's own affair. */
export interface BrandLook {
  readonly theme?: 'light' | 'dark' | 'auto';
  /** Of the panel's corners, in CSS pixels; everything in it is at most as round. */
  readonly radius?: number;
  readonly position?: 'left' | 'right';
  /** From the side and the bottom of the window, in CSS pixels. */
  readonly offsetX?: number;
  readonly offsetY?: number;
  readonly zIndex?: number;
  readonly icon?: 'chat' | 'question';
  /** Words beside the launcher's icon. */
  readonly label?: string;
}

/** What each part of a look may be; undefined for what is none. */
const readers: { readonly [Part in keyof Required<BrandLook>]: (value: unknown) => BrandLook[Part] } = {
  theme: among('light', 'dark', 'auto'),
  radius: upTo(lookLimits.radius),
  position: among('left', 'right'),
  offsetX: upTo(lookLimits.offset),
  offsetY: upTo(lookLimits.offset),
  zIndex: upTo(lookLimits.zIndex),
  icon: among('chat', 'question'),
  label: (value) => (typeof value === 'string' ? value.slice(0, lookLimits.label) : undefined),
};

/** Reads what the profile stores: JSON in one text. What cannot be read says nothing. */
export function readBrandLook(text: string): BrandLook {
  const stored = jsonRecord(text);
  return Object.fromEntries(
    Object.entries(readers)
      .map(([part, read]) => [part, Object.hasOwn(stored, part) ? read(stored[part]) : undefined])
      .filter(([, value]) => value !== undefined),
  ) as BrandLook;
}

function among<const Value extends string>(...values: Value[]): (value: unknown) => Value | undefined {
  return (given) => values.find((value) => value === given);
}

function upTo(most: number): (value: unknown) => number | undefined {
  return (given) =>
    Number.isInteger(given) && Number(given) >= 0 && Number(given) <= most ? Number(given) : undefined;
}
