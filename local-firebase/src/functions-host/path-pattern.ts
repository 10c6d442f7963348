/** One segment of a pattern: tells which keys it takes. A single text takes only itself. */
type Segment = { readonly literal: string } | { readonly matches: (key: string) => boolean };

export type PathPattern = readonly Segment[];

/**
 * Reads a pattern such as `rooms/{brand}/{room=r_*}`: `{name}` and `*` take any one segment, `*` inside a segment
 * any part of it. There is no `**` in database triggers; it is read as `*`.
 */
export function parsePathPattern(pattern: string): PathPattern {
  return pattern.split('/').filter(Boolean).map(parseSegment);
}

function parseSegment(segment: string): Segment {
  const capture = /^\{[^{}=]+(?:=(.+))?\}$/.exec(segment);
  const glob = capture === null ? segment : (capture[1] ?? '*');
  if (!glob.includes('*')) return { literal: glob };
  const pieces = glob.split(/\*+/).map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const expression = new RegExp(`^${pieces.join('.*')}$`, 's');
  return { matches: glob === '*' ? () => true : (key) => expression.test(key) };
}

/** Whether one segment takes `key`. */
export function segmentTakes(segment: Segment, key: string): boolean {
  return 'literal' in segment ? segment.literal === key : segment.matches(key);
}
