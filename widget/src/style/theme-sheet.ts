import { brandColors } from '../brand-colors.ts';
import { FULL_SCREEN_QUERY } from '../full-screen.ts';
import type { Options } from '../options.ts';

/** The panel's background in each theme; `base-style.ts` paints with the same. */
const surfaces = { light: '#ffffff', dark: '#17191f' } as const;

function declarations(color: string, theme: keyof typeof surfaces): string {
  const { fill, onFill, deep, accent } = brandColors(color, surfaces[theme]);
  return `--fill:${fill};--on-fill:${onFill};--deep:${deep};--accent:${accent}`;
}

/** However far from its corner, the launcher is on the screen. */
function offsets(x: number, y: number): string {
  return `--offset-x:min(${x}px,100vw - 66px);--offset-y:min(${y}px,100vh - 66px)`;
}

/**
 * The rules that differ from site to site. Everything in them is a validated number or a colour made here, so no
 * text of a page or a brand ever becomes style.
 */
export function themeCss(options: Options): string {
  const { offsetX, offsetY, mobileOffsetX, mobileOffsetY, zIndex, container, color, radius } = options;
  const dark = declarations(color, 'dark');
  return [
    `:host{${offsets(offsetX, offsetY)};z-index:${zIndex}!important}`,
    `@media ${FULL_SCREEN_QUERY}{:host{${offsets(mobileOffsetX ?? offsetX, mobileOffsetY ?? offsetY)}}}`,
    container === null
      ? ''
      : ':host{position:relative!important;inset:auto!important;width:100%!important;height:100%!important;min-height:420px!important}',
    `.root{--radius:${radius}px;${declarations(color, 'light')}}`,
    `.root[data-theme=dark]{${dark}}`,
    `@media (prefers-color-scheme:dark){.root[data-theme=auto]{${dark}}}`,
  ].join('');
}
