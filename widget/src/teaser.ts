import type { Launcher } from './launcher.ts';
import type { Mount } from './mount.ts';
import { teaserStyle } from './style/teaser-style.ts';

/** A message beside the launcher that was not asked for: it waits to be clicked, or sent away. */
export interface Teaser {
  /** Unless the panel is open. `answered` is called when it is clicked or sent away. */
  show(text: string, answered?: () => void): void;
  /** Takes away what stands there and tells it; empty when nothing does. */
  take(): string;
  /** What was last taken away so. */
  readonly taken: () => string;
}

/** Its clicks are the launcher's. `dismissLabel` names the button that sends it away. */
export function createTeaser(mount: Mount, { button }: Launcher, dismissLabel: () => string): Teaser {
  const { root, shadow } = mount;
  const document = root.ownerDocument;
  let place: HTMLElement | null = null;
  let said = '';
  let taken = '';
  let tellAnswer: (() => void) | undefined;

  function make(className: string, text: string, act: () => void): HTMLButtonElement {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = className;
    made.textContent = text;
    made.addEventListener('click', act);
    return made;
  }

  function hide(): void {
    const hadFocus = place?.contains(shadow.activeElement);
    place?.replaceChildren();
    said = '';
    tellAnswer?.();
    tellAnswer = undefined;
    if (hadFocus) button.focus({ preventScroll: true });
  }

  /** Before the launcher, so that Tab comes upon it first. */
  function makePlace(): HTMLElement {
    const made = document.createElement('div');
    made.className = 'teaser';
    made.setAttribute('aria-live', 'polite');
    made.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') hide();
    });
    mount.addStyle(teaserStyle);
    root.prepend(made);
    return made;
  }

  return {
    take() {
      const text = said;
      hide();
      taken = text || taken;
      return text;
    },
    taken: () => taken,
    show(text, answered) {
      if (button.getAttribute('aria-expanded') === 'true') return;
      tellAnswer = answered;
      place ??= makePlace();
      const message = make('teaser-text', text, () => {
        button.click();
      });
      message.dir = 'auto';
      const dismiss = make('teaser-close', '×', hide);
      dismiss.setAttribute('aria-label', dismissLabel());
      said = text;
      const shown = place;
      // A live region tells only of what comes into it once it is there.
      requestAnimationFrame(() => {
        if (said === text) shown.replaceChildren(message, dismiss);
      });
    },
  };
}
