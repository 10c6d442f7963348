import type { BrandId } from '@foyer/shared-core/model';
import { parseColor } from './brand-colors.ts';

type Theme = 'light' | 'dark' | 'auto';
export type Direction = 'ltr' | 'rtl';

/** The launcher's look before the live profile is known, and what only the page can decide. All validated. */
export interface Options {
  readonly brand: BrandId;
  /** Where the script came from: sign-in is asked there and nowhere else, whatever the page's attributes say. */
  readonly origin: string;
  /** `#rrggbb`. */
  readonly color: string;
  /** The corner; `left` and `right` as written, `null` for the end of the reading direction. */
  readonly position: 'left' | 'right' | null;
  /** Distance from the corner in CSS pixels. */
  readonly offsetX: number;
  readonly offsetY: number;
  readonly zIndex: number;
  readonly theme: Theme;
  /** A language tag; null: what the page or the browser says. */
  readonly locale: string | null;
  readonly direction: Direction | null;
  /** Words beside the launcher's icon; empty for the round button. */
  readonly label: string;
  readonly launcher: 'visible' | 'hidden';
  readonly user: { readonly userId?: string; readonly userName?: string };
}

export interface ParsedOptions {
  /** Null when there is no usable brand. */
  readonly options: Options | null;
  /** Attributes that were there but not understood, for the `error` event. */
  readonly refused: readonly string[];
}

const DEFAULT_COLOR = '#2f5bea';

/** Largest z-index less a little: above everything a page stacks, below what must stand above us. */
const DEFAULT_Z_INDEX = 2_147_483_000;

/** Longest user id or name that is passed on. */
const LONGEST_WORD = 200;

/**
 * Reads the attributes of the script tag. Nothing in them is trusted: each is either one of the listed values or
 * replaced by its default, and none can change where the chat connects to.
 */
export function parseOptions(
  data: Readonly<Record<string, string | undefined>>,
  origin: string,
): ParsedOptions {
  const refused: string[] = [];

  function take<T>(name: string, fallback: T, read: (text: string) => T | undefined): T {
    const text = Object.hasOwn(data, name) ? data[name]?.trim() : undefined;
    if (text === undefined || text === '') return fallback;
    const value = read(text);
    if (value !== undefined) return value;
    refused.push(name);
    return fallback;
  }

  const brand = take<string | null>('brand', null, (text) => (/^[\w-]{1,64}$/.test(text) ? text : undefined));
  const userId = take<string | undefined>('userId', undefined, shortText);
  const userName = take<string | undefined>('userName', undefined, shortText);
  if (brand === null) return { options: null, refused };

  return {
    refused,
    options: {
      brand,
      origin,
      color: take('color', DEFAULT_COLOR, (text) => (parseColor(text) ? text : undefined)),
      position: take('position', null, (text) => oneOf(text, ['left', 'right'])),
      offsetX: take('offsetX', 20, (text) => pixels(text, 400)),
      offsetY: take('offsetY', 20, (text) => pixels(text, 400)),
      zIndex: take('zIndex', DEFAULT_Z_INDEX, (text) => pixels(text, 2_147_483_647)),
      theme: take('theme', 'auto', (text) => oneOf(text, ['light', 'dark', 'auto'])),
      locale: take('locale', null, languageTag),
      direction: take('dir', null, (text) => oneOf(text, ['ltr', 'rtl'])),
      label: take('label', '', (text) => text.slice(0, 40)),
      launcher: take('launcher', 'visible', (text) => oneOf(text, ['visible', 'hidden'])),
      user: {
        ...(userId === undefined ? {} : { userId }),
        ...(userName === undefined ? {} : { userName }),
      },
    },
  };
}

function oneOf<const Value extends string>(text: string, values: readonly Value[]): Value | undefined {
  return values.find((value) => value === text);
}

function pixels(text: string, most: number): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value <= most ? value : undefined;
}

function shortText(text: string): string | undefined {
  return text.length <= LONGEST_WORD ? text : undefined;
}

/** A tag that `Intl` takes: it throws for others, and would do so at the first date shown. */
function languageTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
