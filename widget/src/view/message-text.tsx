import { richText } from '@foyer/shared-core/model';
import type { RichPart } from '@foyer/shared-core/model';
import type { ComponentChild, JSX } from 'preact';
import { useMemo } from 'preact/hooks';

/** What somebody wrote: text nodes, links to web and mail addresses, and stress; nothing in it is ever markup. */
export function MessageText({ text }: { readonly text: string }): JSX.Element {
  const parts = useMemo(() => richText(text), [text]);
  return (
    <p class="bubble" dir="auto">
      {parts.map(show)}
    </p>
  );
}

function show(part: RichPart): ComponentChild {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      );
    case 'strong':
      return <strong>{part.parts.map(show)}</strong>;
    case 'emphasis':
      return <em>{part.parts.map(show)}</em>;
    case 'number':
      return <bdi dir="ltr">{part.text}</bdi>;
    default:
      return <code class={part.kind}>{part.text}</code>;
  }
}
