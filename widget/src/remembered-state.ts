import type { Trigger } from '@foyer/shared-core/model';
import type { PageStorage } from './page-storage.ts';

/** Marks by which the next page knows how this one was left. None holds anything about the visitor. */
export interface RememberedState {
  /** There is an open conversation: the next page may connect on its own, to show what is unread. */
  hasConversation(): boolean;
  setConversation(open: boolean): void;
  /** The visitor has answered what the brand says first, or sent it away. */
  asked(trigger: Trigger): Mark;
  /** The panel stood open in this tab. */
  wasPanelOpen(): boolean;
  setPanelOpen(open: boolean): void;
  /** The visitor wants no sound. */
  isSilent(): boolean;
  setSilent(silent: boolean): void;
  /** Nothing of this brand stays, in the browser or on this page. */
  forget(): void;
}

/** Nothing is written before the visitor has opened the chat. */
export function createRememberedState(
  brand: string,
  storage: PageStorage,
  tabStorage: PageStorage,
): RememberedState {
  const conversation = mark(storage, `foyer:conversation:${brand}`);
  const panel = mark(tabStorage, `foyer:panel:${brand}`);
  const silent = mark(storage, `foyer:silent:${brand}`);
  return {
    asked: ({ text, once }) =>
      mark(once === 'visitor' ? storage : tabStorage, `foyer:asked:${brand}:${text}`),
    hasConversation: conversation.isSet,
    setConversation: conversation.set,
    wasPanelOpen: panel.isSet,
    setPanelOpen: panel.set,
    isSilent: silent.isSet,
    setSilent: silent.set,
    forget() {
      storage.wipe();
      tabStorage.wipe();
    },
  };
}

interface Mark {
  readonly isSet: () => boolean;
  readonly set: (on: boolean) => void;
}

function mark(storage: PageStorage, key: string): Mark {
  return {
    isSet: () => storage.get(key) !== null,
    set(on) {
      if (on) storage.set(key, '1');
      else if (storage.get(key) !== null) storage.remove(key);
    },
  };
}
