import type { Writable } from '@foyer/shared-core';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatWords } from '../strings/chat-words.ts';
import { Icon } from './icon.tsx';
import { usePopover } from './use-popover.ts';

const groups = {
  faces: '😀😃😄😁😅😂🙂😉😊😍🥰😘😋😎🤗🤔😐🙄😏😴😕🙁😢😭😮😳😱😤😡🤒🥳🤩',
  hands: '👍👎👌✌️🤞👏🙌🙏💪👋🤝👀🙋🤷🤦🫶',
  things: '❤️💔✨⭐🔥🎉🎁🎂☕🍕🌞🌧️✈️🚗🏠📦📱💻📷📞✉️📅💳💡🔒🔑✅❌❓❗⚠️⏰',
} as const;

/** As many stand in a row of the picker. */
const MOST_RECENT = 8;

/** A button and a grid of common emoji. Arrows move in the grid; the sign itself is what a screen reader says. */
export function EmojiPicker({
  words,
  recent,
  insert,
}: {
  readonly words: ChatWords['emoji'];
  readonly recent: Writable<readonly string[]>;
  readonly insert: (emoji: string) => void;
}): JSX.Element {
  const { isOpen, setOpen, props } = usePopover();
  const grid = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (isOpen) grid.current?.querySelector('button')?.focus();
  }, [isOpen]);

  const shown = Object.entries({ recent: recent.get().join(''), ...groups }).filter(
    ([, signs]) => signs !== '',
  );
  return (
    <div
      class="picker"
      {...props((event) => {
        const from = event.target as HTMLElement;
        const buttons = [...(grid.current?.querySelectorAll('button') ?? [])];
        nextIn(buttons, from, event.key)?.focus();
      })}
    >
      <button
        type="button"
        class="icon-button attach"
        aria-label={words.insert}
        title={words.insert}
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <Icon name="emoji" size={21} />
      </button>
      {isOpen && (
        <div ref={grid} class="menu-list emoji">
          {shown.map(([name, signs], row) => (
            <fieldset key={name}>
              <legend>{words[name as keyof typeof words]}</legend>
              {signs.match(/.\ufe0f?/gu)?.map((sign, column) => (
                <button
                  key={sign}
                  type="button"
                  tabIndex={row + column === 0 ? 0 : -1}
                  onClick={() => {
                    recent.set([...new Set([sign, ...recent.get()])].slice(0, MOST_RECENT));
                    setOpen(false);
                    insert(sign);
                  }}
                >
                  {sign}
                </button>
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </div>
  );
}

/** The neighbour in the arrow's direction, as it is seen: the one beside, or the nearest of the row above or below. */
function nextIn(buttons: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  if (!/Up|Down/.test(key)) {
    const isForward = (key === 'ArrowRight') !== from.matches(':dir(rtl)');
    return buttons[buttons.indexOf(from) + (isForward ? 1 : -1)];
  }
  const sign = key === 'ArrowUp' ? -1 : 1;
  const far = (button: HTMLElement): number =>
    (button.offsetTop - from.offsetTop) * sign * 1000 + Math.abs(button.offsetLeft - from.offsetLeft);
  return buttons
    .filter((button) => (button.offsetTop - from.offsetTop) * sign > 0)
    .sort((a, b) => far(a) - far(b))[0];
}
