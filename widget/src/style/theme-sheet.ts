import { brandColors } from '../brand-colors.ts';
import type { Options } from '../options.ts';

/** The panel's background in each theme; `base-style.ts` paints with the same. */
const surfaces = { light: '#ffffff', dark: '#17191f' } as const;

function declarations(color: string, theme: keyof typeof surfaces): string {
  const { fill, onFill, deep, accent } = brandColors(color, surfaces[theme]);
  return `--fill:${fill};--on-fill:${onFill};--deep:${deep};--accent:${accent}`;
}

/**
 * The rules that differ from site to site. Everything in them is a validated number or a colour made here, so no
 * text of a page or a brand ever becomes style.
 */
export function themeCss(options: Pick<Options, 'offsetX' | 'offsetY' | 'zIndex'>, color: string): string {
  const dark = declarations(color, 'dark');
  return [
    `:host{--offset-x:${options.offsetX}px;--offset-y:${options.offsetY}px;z-index:${options.zIndex}!important}`,
    `.root{${declarations(color, 'light')}}`,
    `.root[data-theme=dark]{${dark}}`,
    `@media (prefers-color-scheme:dark){.root[data-theme=auto]{${dark}}}`,
  ].join('');
}
