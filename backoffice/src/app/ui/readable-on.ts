/** Whether a text is a colour as Foyer stores it. */
export function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/iu.test(text);
}

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/**
 * White where it has the contrast that WCAG 2.2 asks of text, 4.5:1, on the background `#rrggbb`, else black
 * (https://www.w3.org/TR/WCAG22/#contrast-minimum). Anything that is no colour gets white.
 */
export function readableOn(background: string): '#000000' | '#ffffff' {
  if (!isColor(background)) return '#ffffff';
  const luminance =
    0.2126 * channel(background, 1) + 0.7152 * channel(background, 3) + 0.0722 * channel(background, 5);
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : '#000000';
}
