import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** One line of the menu in the header. */
export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
  /** Makes the line a switch, on or off. */
  readonly isOn?: boolean;
}

/** The menu in the header: what is needed now and then. Arrows move in it; the focus goes back to its button. */
export function Menu({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly MenuItem[];
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpen(false);
    menu.current?.querySelector('button')?.focus();
  };

  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event): void => {
      if (menu.current && !event.composedPath().includes(menu.current)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
    };
  }, [isOpen]);

  return (
    <div
      ref={menu}
      class="menu"
      onKeyDown={(event) => {
        if (!isOpen) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        } else if (/^Arrow(Up|Down)$/.test(event.key)) {
          event.preventDefault();
          const stops = [...event.currentTarget.querySelectorAll('button')];
          const from = stops.indexOf(event.target as HTMLButtonElement);
          stops.at((from + (event.key === 'ArrowUp' ? -1 : 1)) % stops.length)?.focus();
        }
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget && !menu.current?.contains(relatedTarget as Node)) setOpen(false);
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <Icon name="more" size={22} />
      </button>
      {isOpen && (
        <div class="menu-list">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              {...(item.isOn !== undefined && { role: 'switch', 'aria-checked': item.isOn })}
              onClick={() => {
                close();
                item.act();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
