import type { BrandId } from '@foyer/shared-core/model';

/** Two marks by which the next page knows how this one was left. Neither holds anything about the visitor. */
export interface RememberedState {
  /** There is an open conversation: the next page may connect on its own, to show what is unread. */
  hasConversation(): boolean;
  setConversation(open: boolean): void;
  /** The panel stood open in this tab. */
  wasPanelOpen(): boolean;
  setPanelOpen(open: boolean): void;
  /** An earlier page has left something in this browser: a mark, a session, an unsent message. */
  hasTraces(): boolean;
  /** Removes both marks. */
  forget(): void;
}

/**
 * Keeps the marks in the page's storage; where that is blocked they are simply not kept. Nothing is written before
 * the visitor has opened the chat.
 */
export function createRememberedState(page: Window, brand: BrandId): RememberedState {
  const conversation = mark(() => page.localStorage, `foyer:${brand}:conversation`);
  const panel = mark(() => page.sessionStorage, `foyer:${brand}:panel`);
  return {
    hasConversation: () => conversation.isSet(),
    setConversation: (open) => {
      conversation.set(open);
    },
    wasPanelOpen: () => panel.isSet(),
    setPanelOpen: (open) => {
      panel.set(open);
    },
    hasTraces() {
      try {
        return Object.keys(page.localStorage).some((key) => key.startsWith('foyer:'));
      } catch {
        return false;
      }
    },
    forget() {
      conversation.set(false);
      panel.set(false);
    },
  };
}

function mark(storage: () => Storage, key: string): { isSet(): boolean; set(on: boolean): void } {
  return {
    isSet() {
      try {
        return storage().getItem(key) !== null;
      } catch {
        return false;
      }
    },
    set(on) {
      try {
        if (on) storage().setItem(key, '1');
        else storage().removeItem(key);
      } catch {
        // Blocked or full: the next page starts closed, nothing more is lost.
      }
    },
  };
}
