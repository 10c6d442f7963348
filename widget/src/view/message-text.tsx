import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { linkify } from '../chat/linkify.ts';

/** What somebody wrote: text nodes, and links to web and mail addresses; nothing in it is ever markup. */
export function MessageText({ text }: { readonly text: string }): JSX.Element {
  const parts = useMemo(() => linkify(text), [text]);
  return (
    <p class="bubble" dir="auto">
      {parts.map((part) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
