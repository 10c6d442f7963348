import { placeFor } from './host-page.ts';
import { createLauncher } from './launcher.ts';
import type { Launcher } from './launcher.ts';
import { mountWidget } from './mount.ts';
import type { Mount } from './mount.ts';
import type { Direction, Options } from './options.ts';
import { createPageStorage } from './page-storage.ts';
import type { PageStorage } from './page-storage.ts';
import { createRememberedState } from './remembered-state.ts';
import type { RememberedState } from './remembered-state.ts';
import { isShownOn } from './show-on.ts';
import { chooseLanguage, directionOf } from './strings/choose-language.ts';
import type { Language } from '@foyer/shared-core/model';
import { launcherWords } from './strings/launcher-words.ts';
import { createTeaser } from './teaser.ts';
import type { Teaser } from './teaser.ts';
import { tellWithdrawal } from './withdrawal.ts';

/** What stands on the page before the chat's half has run. */
export interface Parts {
  readonly mount: Mount;
  readonly launcher: Launcher;
  readonly teaser: Teaser;
  readonly storage: PageStorage;
  readonly remembered: RememberedState;
  /** Takes all of it off the page and out of the browser; nothing is stored from then on. */
  remove(): void;
  /** Lets the settings show; tells the language that comes of them. Where nobody answers there may be no launcher. */
  apply(
    options: Options,
    isAnswered: boolean,
  ): { readonly language: Language; readonly direction: Direction };
}

/** Puts launcher and shadow root on the page; throws when the container that the page names is not there. */
export function createParts(page: Window & typeof globalThis, { brand, container }: Options): Parts {
  const { document } = page;
  const storage = createPageStorage(page, brand, false);
  const tabStorage = createPageStorage(page, brand, true);
  const launcher = createLauncher(document);
  const mount = mountWidget(document, placeFor(document, container));
  mount.root.append(launcher.button);
  const remembered = createRememberedState(brand, storage, tabStorage);
  let words = launcherWords.en;
  return {
    ...{ mount, launcher, storage, remembered },
    teaser: createTeaser(mount, launcher, () => words.dismiss),
    remove() {
      mount.remove();
      // A sign-in that is under way has yet to answer.
      for (const area of [storage, tabStorage]) area.allow({ storage: 'none', consent: 'denied' });
    },
    apply(options, isAnswered) {
      const wishes = [options.locale, document.documentElement.lang, ...page.navigator.languages];
      const language = chooseLanguage(wishes);
      const direction = options.dir ?? directionOf(language);
      mount.root.lang = language;
      mount.look(options, direction);
      const isShown =
        isShownOn(options.showOn, page) &&
        (isAnswered || !options.hideWhenOffline || remembered.hasConversation());
      words = launcherWords[language];
      launcher.look(words, isShown ? options : { ...options, launcher: 'hidden' });
      if (options.consent === 'denied' && storage.state() === 'kept') tellWithdrawal(storage, brand);
      storage.allow(options);
      tabStorage.allow(options);
      return { language, direction };
    },
  };
}
