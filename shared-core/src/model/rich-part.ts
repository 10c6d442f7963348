import type { TextPart } from './linkify.ts';

/**
 * A stretch of a message as it is shown: a leaf (`block` stands on lines of its own, `number` always runs from the left), or others that are stressed.
 */
export type RichPart =
  | TextPart
  | { readonly kind: 'code' | 'block' | 'number'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly RichPart[] };
