import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** A face, else the first letter of the name, else a speech bubble while there is no name. Decoration only. */
export function Avatar({
  name,
  src,
  size,
}: {
  readonly name: string;
  readonly src?: string | undefined;
  readonly size: 'small' | 'medium' | 'large';
}): JSX.Element {
  const [broken, setBroken] = useState<string | null>(null);
  const picture = src?.startsWith('https://') === true && src !== broken ? src : null;
  return (
    <span class={`avatar avatar-${size}`} aria-hidden="true">
      {picture === null ? (
        firstLetter(name) || <Icon name="chat" />
      ) : (
        <img
          src={picture}
          alt=""
          referrerpolicy="no-referrer"
          onError={() => {
            setBroken(picture);
          }}
        />
      )}
    </span>
  );
}

function firstLetter(name: string): string {
  return (/^./u.exec(name.trim())?.[0] ?? '').toLocaleUpperCase();
}
