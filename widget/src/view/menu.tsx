import type { JSX } from 'preact';
import { Icon } from './icon.tsx';
import { usePopover } from './use-popover.ts';

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
  const { isOpen, setOpen, close, props } = usePopover();
  return (
    <div
      class="menu"
      {...props((event) => {
        if (!/Up|Down/.test(event.key)) return;
        const stops = [...event.currentTarget.querySelectorAll('button')];
        const from = stops.indexOf(event.target as HTMLButtonElement);
        stops.at((from + (event.key === 'ArrowUp' ? -1 : 1)) % stops.length)?.focus();
      })}
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
