import { runChatHalf } from './chat-half.ts';
import type { ChatHalf } from './chat-contract.ts';
import { createEventHub } from './event-hub.ts';
import type { Emit } from './event-hub.ts';
import { FULL_SCREEN_QUERY } from './full-screen.ts';
import { createLauncher } from './launcher.ts';
import type { Launcher } from './launcher.ts';
import { mountWidget } from './mount.ts';
import type { Mount } from './mount.ts';
import type { Options } from './options.ts';
import type { FoyerCommands, FoyerProof, FoyerUser } from './public-api.ts';
import { createRememberedState } from './remembered-state.ts';
import { chooseLanguage, directionOf, localeFor } from './strings/choose-language.ts';
import { launcherWords } from './strings/launcher-words.ts';
import { WidgetError } from './widget-error.ts';

export interface Widget extends FoyerCommands {
  readonly emit: Emit;
}

/**
 * One brand's widget on one page: shows the launcher as soon as the page has a body, and runs the chat's half of
 * the file when it is first needed. `onDestroyed` is called once everything is gone from the page.
 */
export function createWidget(
  page: Window & typeof globalThis,
  options: Options,
  onDestroyed: () => void,
): Widget {
  const { document } = page;
  const hub = createEventHub(page);
  const remembered = createRememberedState(page, options.brand);
  const ended = new AbortController();
  let user: FoyerUser & FoyerProof = options.user;
  let parts: { mount: Mount; launcher: Launcher } | null = null;
  let chat: ChatHalf | null = null;
  let isOpen = false;
  let focusBefore: HTMLElement | null = null;

  const wishes = [options.locale, document.documentElement.lang, ...page.navigator.languages];
  const language = chooseLanguage(wishes);
  const direction = options.direction ?? directionOf(language);

  const standing = whenBodyStands(document, ended.signal).then(() => {
    const mount = mountWidget(document, options, direction);
    mount.root.lang = language;
    const launcher = createLauncher(document, launcherWords[language], options.label);
    launcher.button.hidden = options.launcher === 'hidden';
    launcher.button.addEventListener('click', () => {
      // A click listener has nobody to reject to: what goes wrong must not reach the page's error reporting.
      void toggle().catch((cause: unknown) => {
        hub.emit('error', { code: 'failed', message: String(cause) });
      });
    });
    mount.root.append(launcher.button);
    parts = { mount, launcher };
    hub.emit('ready', { brand: options.brand });
    resume();
    return parts;
  });
  // Only destroy() breaks this off, and then there is nobody left to tell.
  standing.catch(() => undefined);

  /** Goes on where the last page of this tab was left. */
  function resume(): void {
    if (remembered.wasPanelOpen() && !page.matchMedia(FULL_SCREEN_QUERY).matches) show(false);
    else if (remembered.hasConversation())
      whenIdle(page, () => (ended.signal.aborted ? null : half().connect()));
  }

  function half(): ChatHalf {
    if (!parts) throw new WidgetError('destroyed');
    const { mount, launcher } = parts;
    chat ??= runChatHalf({
      options,
      language,
      locale: localeFor(language, [options.locale, ...page.navigator.languages]),
      direction,
      mount,
      remembered,
      emit: hub.emit,
      user,
      setUnread: (count) => {
        launcher.setUnread(count);
        hub.emit('unread', { count });
      },
      requestClose: hide,
    });
    return chat;
  }

  function show(takeFocus: boolean): void {
    if (isOpen || !parts) return;
    const focused = document.activeElement;
    focusBefore = focused instanceof page.HTMLElement && focused !== document.body ? focused : null;
    half().show({ focus: takeFocus });
    isOpen = true;
    remembered.setPanelOpen(true);
    parts.launcher.setOpen(true);
    hub.emit('open', {});
  }

  function hide(): void {
    if (!isOpen || !parts) return;
    const hadFocus = parts.mount.shadow.activeElement !== null;
    isOpen = false;
    remembered.setPanelOpen(false);
    parts.launcher.setOpen(false);
    chat?.hide();
    if (hadFocus) restoreFocus(parts);
    hub.emit('close', {});
  }

  async function toggle(): Promise<void> {
    await standing;
    if (isOpen) hide();
    else show(true);
  }

  function restoreFocus({ mount, launcher }: { mount: Mount; launcher: Launcher }): void {
    const target =
      focusBefore?.isConnected === true && focusBefore !== mount.shadow.host ? focusBefore : launcher.button;
    target.focus({ preventScroll: true });
  }

  return {
    emit: hub.emit,
    async open() {
      await standing;
      show(true);
    },
    async close() {
      await standing;
      hide();
    },
    toggle,
    async identify(next, proof = {}) {
      // A new word replaces the old one whole: a proof of somebody else must not go with it.
      user = { ...next, ...proof };
      await chat?.identify(user);
    },
    async logout() {
      await standing;
      user = {};
      // Also what an earlier page has left: only the chat's half knows what that is.
      await half().logout();
      remembered.forget();
      if (isOpen) chat?.show({ focus: false });
    },
    async shutdown() {
      await standing;
      hide();
      chat?.dispose();
      chat = null;
    },
    on: (event, listener) => hub.on(event, listener),
    destroy() {
      if (ended.signal.aborted) return Promise.resolve();
      ended.abort();
      const left = parts && (chat ?? (remembered.hasTraces() ? half() : null));
      left?.dispose();
      left?.forget();
      parts?.mount.remove();
      parts = null;
      chat = null;
      hub.clear();
      remembered.forget();
      onDestroyed();
      return Promise.resolve();
    },
  };
}

/** A script in the head may run before the page has a body. */
function whenBodyStands(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((fulfil, reject) => {
    const look = (): void => {
      if (signal.aborted) reject(new WidgetError('destroyed'));
      else fulfil();
    };
    // `body` exists while it is still being parsed: good enough to append to.
    if ((document.body as HTMLElement | null) !== null) look();
    else document.addEventListener('DOMContentLoaded', look, { once: true });
  });
}

function whenIdle(page: Window & typeof globalThis, run: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in page) page.requestIdleCallback(run, { timeout: 3000 });
  else (page as Window).setTimeout(run, 300);
}
