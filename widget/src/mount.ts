import { baseStyle } from './style/base-style.ts';
import { themeCss } from './style/theme-sheet.ts';
import type { Direction, Options } from './options.ts';

/** The widget's place in the host page. Nothing else in the widget touches the page's own document. */
export interface Mount {
  readonly shadow: ShadowRoot;
  /** Carries theme, direction and corner; launcher and panel stand in it. */
  readonly root: HTMLElement;
  /** Paints as the settings say. */
  look(options: Options, direction: Direction): void;
  addStyle(css: string): void;
  /** Moves to another place of the page, or stands there again where the page has thrown it away with what was around it. */
  standIn(place: Element): void;
  remove(): void;
}

/** Name of the one element the widget adds to the page. */
const ELEMENT = 'foyer-widget';

/**
 * Key and input events stay inside: a shop's own shortcuts must not fire while somebody writes. Listeners the page
 * has in the capture phase still see them; nothing can be done about those.
 */
const keptInside = ['keydown', 'keyup', 'keypress', 'paste', 'copy', 'cut', 'dragover', 'drop'] as const;

/**
 * Adds the widget's element with its shadow root. The root is open: a closed one keeps no hostile script out
 * (whoever runs first can replace `attachShadow`), but does keep out accessibility tools and tests. Styles are
 * constructed sheets, which no content security policy of the host page forbids.
 */
export function mountWidget(document: Document, place: Element): Mount {
  const host = document.createElement(ELEMENT);
  const shadow = host.attachShadow({ mode: 'open' });
  const root = document.createElement('div');
  root.className = 'root';
  shadow.append(root);
  for (const type of keptInside) {
    root.addEventListener(type, (event) => {
      event.stopPropagation();
    });
  }

  const theme = new CSSStyleSheet();
  shadow.adoptedStyleSheets = [newSheet(baseStyle), theme];
  place.append(host);
  let painted = '';

  return {
    shadow,
    root,
    look(options, direction) {
      root.dir = direction;
      root.dataset['theme'] = options.theme;
      const start = direction === 'rtl' ? 'right' : 'left';
      root.dataset['side'] = options.position === start ? 'start' : 'end';
      root.toggleAttribute('data-inline', options.container !== null);
      const css = themeCss(options);
      // Painting the same again would have the whole page measured anew.
      if (css !== painted) theme.replaceSync(css);
      painted = css;
    },
    addStyle(css) {
      shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, newSheet(css)];
    },
    standIn(next) {
      if (host.parentNode !== next) next.append(host);
    },
    remove() {
      host.remove();
    },
  };
}

/** Whether this browser has what the widget is made of; where not, it stays away quietly. */
export function canMount(page: Window & typeof globalThis): boolean {
  return 'adoptedStyleSheets' in page.Document.prototype && 'replaceSync' in page.CSSStyleSheet.prototype;
}

function newSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
