import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** A face, or the first letter of the name where there is no picture or it cannot be loaded. Decoration only. */
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
        firstLetter(name)
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
