import type { Options } from './options.ts';
import { fillText } from './strings/fill-text.ts';
import type { LauncherWords } from './strings/launcher-words.ts';

/** The button that opens the chat. Plain DOM: it stands on every page view, the chat's view library does not. */
export interface Launcher {
  readonly button: HTMLButtonElement;
  /** Gives it its words and its face; also again, when settings have changed. */
  look(words: LauncherWords, options: Pick<Options, 'label' | 'icon' | 'launcher' | 'container'>): void;
  setOpen(open: boolean): void;
  setUnread(count: number): void;
}

const SVG = 'http://www.w3.org/2000/svg';

const icons = {
  chat: 'M12 3.2c5.1 0 9.2 3.5 9.2 7.8s-4.1 7.8-9.2 7.8c-.9 0-1.8-.1-2.6-.3-1.2 1-3 1.9-5.1 2-.5 0-.8-.6-.5-1 .8-1 1.3-2.1 1.5-3.2C3.7 14.9 2.8 13 2.8 11c0-4.3 4.1-7.8 9.2-7.8Z',
  question: 'M7.5 8.3a4.5 4.5 0 1 1 6.8 3.9c-1.5.9-2.3 1.7-2.3 3.3m0 4.4v.1',
  close: 'm6 9.5 6 6 6-6',
} as const;

function icon(document: Document, name: keyof typeof icons): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', name === 'close' ? 'icon-close' : 'icon-chat');
  svg.setAttribute('fill', name === 'chat' ? 'currentColor' : 'none');
  if (name !== 'chat') {
    svg.setAttribute('stroke', 'currentColor');
    svg.setAttribute('stroke-width', '2.4');
    svg.setAttribute('stroke-linecap', 'round');
    svg.setAttribute('stroke-linejoin', 'round');
  }
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

function element<Tag extends 'span' | 'button'>(
  document: Document,
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** Makes the launcher; it has nothing on it before `look`. */
export function createLauncher(document: Document): Launcher {
  const button = element(document, 'button', 'launcher');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  const picture = element(document, 'span', 'launcher-icon');
  const badge = element(document, 'span', 'badge');
  badge.hidden = true;
  badge.ariaHidden = 'true';
  const text = element(document, 'span', 'launcher-label');
  text.dir = 'auto';
  // Named by what it holds, so that its name is what one sees on it, and more.
  const spoken = element(document, 'span', 'hidden');
  button.append(picture, text, spoken, badge);

  let words: LauncherWords | undefined;
  let label = '';
  let isOpen = false;
  let unread = 0;

  function describe(): void {
    if (!words) return;
    button.setAttribute('aria-expanded', String(isOpen));
    const action = isOpen ? words.close : label === '' ? words.open : '';
    const count = unread > 0 && !isOpen ? `. ${fillText(words.unread, { count: unread })}` : '';
    spoken.textContent = action + count;
    badge.hidden = unread === 0 || isOpen;
    badge.textContent = unread > 99 ? '99+' : String(unread);
  }

  return {
    button,
    look(nextWords, options) {
      words = nextWords;
      label = options.label;
      text.textContent = label;
      text.hidden = label === '';
      button.toggleAttribute('data-labelled', label !== '');
      button.hidden = options.launcher === 'hidden' || options.container !== null;
      picture.replaceChildren(icon(document, options.icon), icon(document, 'close'));
      describe();
    },
    setOpen(open) {
      isOpen = open;
      describe();
    },
    setUnread(count) {
      unread = count;
      describe();
    },
  };
}
