import type { BrandLook } from '@foyer/shared-core/model';
import type { Options } from './options.ts';

/** The look that is stored, colour and all. */
export type LiveLook = BrandLook & { readonly color?: string };

/** Who decides how the chat looks: the page's script where it has said so, then the brand, then the tag's attributes. The colour is always the brand's. */
export interface Looks {
  /** The page's script says this, of which some was not understood; what it takes back is the brand's affair again. */
  said(settings: unknown, refused: readonly string[]): void;
  /** The brand says this, as it is now; tells whether that is news. */
  brandSays(look: LiveLook): boolean;
  /** The settings with the look that counts. */
  over(options: Options): Options;
}

/** A tag's attributes are what the desk's snippet wrote when it was copied: the brand may have changed its mind since. */
export function createLooks(): Looks {
  const insisted = new Set<string>();
  let brand: LiveLook = {};
  return {
    said(settings, refused) {
      const given = Object(settings) as Readonly<Record<string, unknown>>;
      for (const name of Object.keys(given)) {
        // What cannot be read was refused.
        if (refused.includes(name)) continue;
        const value = given[name];
        if (value === null || value === '') insisted.delete(name);
        else if (value !== undefined) insisted.add(name);
      }
    },
    brandSays(look) {
      const isNews = JSON.stringify(look) !== JSON.stringify(brand);
      brand = look;
      return isNews;
    },
    over: (options) => ({
      ...options,
      ...Object.fromEntries(
        Object.entries(brand).filter(([name]) => name === 'color' || !insisted.has(name)),
      ),
    }),
  };
}
