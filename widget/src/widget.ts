import type { Looks } from './brand-look.ts';
import { createBrandStatus } from './brand-status.ts';
import { runChatHalf } from './chat-half.ts';
import type { ChatHalf } from './chat-contract.ts';
import { keepFocus } from './keep-focus.ts';
import { createEventHub } from './event-hub.ts';
import type { Emit } from './event-hub.ts';
import { FULL_SCREEN_QUERY } from './full-screen.ts';
import { nobody, readSettings } from './options.ts';
import type { Direction, Options } from './options.ts';
import type { Parts } from './parts.ts';
import type { FoyerCommands } from './public-api.ts';
import { popOut } from './pop-out.ts';
import { createReports } from './reports.ts';
import { localeFor } from './strings/choose-language.ts';
import type { Language } from '@foyer/shared-core/model';
import { createStanding } from './standing.ts';
import { createTalkCommands } from './talk-commands.ts';
import { createTold } from './told.ts';
import { followTriggers } from './triggers.ts';
import { followOpeners, followPlace, whenIdle } from './host-page.ts';
import { WidgetError } from './widget-error.ts';

export interface Widget extends FoyerCommands {
  readonly emit: Emit;
  readonly brand: () => string;
  /** Says that settings of these names were not understood. */
  tellRefused(names: readonly string[]): void;
  /** The tag has come again: what stood may be gone with the page it stood on. */
  readonly stay: () => void;
}

/**
 * One brand's widget on one page: shows the launcher as soon as the page has a body, and runs the chat's half of
 * the file when it is first needed. `looks` knows what the page's script has said of the look, `onDestroyed` is called
 * once everything is gone from the page.
 */
export function createWidget(
  page: Window & typeof globalThis,
  first: Options,
  looks: Looks,
  onDestroyed: () => void,
): Widget {
  const { document } = page;
  let options = first;
  const hub = createEventHub(page, () => options.brand);
  const ended = new AbortController();
  const focus = keepFocus(page);
  const status = createBrandStatus(
    ended.signal,
    (state) => hub.emit('status', { state }),
    place,
    ({ triggers }) => {
      const parts = standing.parts();
      if (parts) followTriggers(page, parts, triggers, ended.signal);
    },
  );
  let language: Language = 'en';
  let direction: Direction = 'ltr';
  const standing = createStanding(page, () => options, ended.signal, stands);
  let chat: ChatHalf | null = null;
  let isOpen = false;
  /** The panel stands. */
  let drawn = Promise.resolve();
  let unread = 0;
  const told = createTold(() => chat);
  told.adopt(first);

  function stands(parts: Parts): void {
    apply();
    parts.launcher.button.addEventListener('click', toggleByClick);
    followOpeners(document, () => options.launcherSelector, toggleByClick, ended.signal);
    followPlace(page, place, ended.signal);
    hub.emit('ready', { brand: options.brand });
    resume(parts);
  }

  /** Lets the settings show. */
  function apply(): void {
    if (!standing.parts()) return;
    status.ask(options);
    place();
    chat?.redraw();
  }

  function place(): void {
    const parts = standing.parts();
    if (parts) ({ language, direction } = parts.apply(looks.over(options), status.isAnswered()));
  }

  function toggleByClick(): void {
    // A click listener has nobody to reject to: what goes wrong must not reach the page's error reporting.
    toggle().catch((cause: unknown) => {
      hub.emit('error', { code: 'failed', message: String(cause) });
    });
  }

  /** Goes on where the last page of this tab was left. */
  function resume({ remembered }: Parts): void {
    const { persistOpen, openOnLoad, container } = options;
    const isPhone = page.matchMedia(FULL_SCREEN_QUERY).matches;
    if (persistOpen === 'last' && remembered.wasPanelOpen() && !isPhone) void show(false);
    else if (openOnLoad || container !== null) void show(false, remembered.hasConversation());
    else if (remembered.hasConversation())
      whenIdle(page, () => (ended.signal.aborted ? null : half().connect()));
  }

  function half(): ChatHalf {
    const parts = standing.parts();
    if (!parts) throw new WidgetError('destroyed');
    const { mount, teaser, storage, remembered } = parts;
    if (chat) return chat;
    chat = runChatHalf({
      ...{ mount, storage, remembered, emit: hub.emit, askedBy: hub.askedBy, user: told.user() },
      get options() {
        return options;
      },
      get language() {
        return language;
      },
      get direction() {
        return direction;
      },
      get locale() {
        return localeFor(language, [options.locale, ...page.navigator.languages]);
      },
      greeting: teaser.taken,
      setLook: (look) => {
        if (looks.brandSays(look)) place();
      },
      setStatus: status.set,
      setUnread,
      forgetVisitor,
      withdrawConsent: () => {
        change({ consent: 'denied' });
      },
      popout,
      requestClose: hidePanel,
    });
    told.hand(chat);
    return chat;
  }

  function setUnread(count: number): void {
    unread = count;
    standing.parts()?.launcher.setUnread(count);
    hub.emit('unread', { count });
  }

  function show(takeFocus: boolean, connect = true): Promise<void> {
    const parts = standing.parts();
    if (isOpen || !parts) return drawn;
    focus.remember();
    const asked = parts.teaser.take();
    if (asked !== '') void told.commands.track('showMessage', { text: asked.slice(0, 200) });
    drawn = half().show({ focus: takeFocus, connect });
    isOpen = true;
    parts.remembered.setPanelOpen(connect);
    parts.launcher.setOpen(true);
    hub.emit('open', {});
    if (options.consent === 'pending') hub.emit('consentRequired', {});
    return drawn;
  }

  function hidePanel(): void {
    if (options.container === null) putAway();
  }

  function putAway(): void {
    const parts = standing.parts();
    if (!isOpen || !parts) return;
    const hadFocus = parts.mount.shadow.activeElement !== null;
    isOpen = false;
    parts.remembered.setPanelOpen(false);
    parts.launcher.setOpen(false);
    chat?.hide();
    if (hadFocus) focus.restore(parts.launcher.button);
    hub.emit('close', {});
  }

  function forgetVisitor(): void {
    told.forget();
    options = { ...options, ...nobody };
    standing.parts()?.remembered.forget();
    if (isOpen) void chat?.show({ focus: false, connect: true });
  }

  async function popout(): Promise<void> {
    const { storage } = await standing.begin();
    // What is kept nowhere cannot be found by another window: it would be another visitor.
    if (storage.state() !== 'kept') throw new WidgetError('not-supported');
    popOut(page, looks.over(options), told.user());
    hidePanel();
  }

  async function toggle(): Promise<void> {
    await standing.begin();
    if (isOpen) hidePanel();
    else await show(true);
  }

  /** Takes new settings; those that were not understood are told, the others count. */
  function change(settings: unknown): void {
    const { options: next, refused } = readSettings(options, settings);
    if (standing.begun() && next.brand !== options.brand)
      throw new WidgetError('bad-argument', 'the brand stands; see Foyer.brand(…)');
    if (next.container !== options.container) standing.move(next);
    options = next;
    looks.said(settings, refused);
    // What a command has said meanwhile is newer than what the tag did.
    if (!standing.begun() && settings !== undefined) told.adopt(options);
    hub.tellRefused(refused);
    apply();
  }

  async function boot(settings: unknown): Promise<void> {
    change(settings);
    const { remembered } = await standing.begin();
    // The place may have been taken away meanwhile, and have come anew.
    standing.move(options);
    if (options.container !== null) void show(false, remembered.hasConversation());
  }

  async function setLauncher(launcher: 'visible' | 'hidden'): Promise<void> {
    await standing.begin();
    change({ launcher });
    hub.emit(launcher === 'visible' ? 'show' : 'hide', {});
  }

  const reports = createReports(page, hub, () => ({
    options,
    user: told.user(),
    language,
    isOpen,
    unread,
    status: status.get(),
    parts: standing.parts(),
    chat,
  }));

  return {
    emit: hub.emit,
    brand: () => options.brand,
    tellRefused: hub.tellRefused,
    stay: standing.stay,
    boot,
    ready: standing.ready,
    popout,
    async close() {
      await standing.begun();
      hidePanel();
    },
    toggle,
    show: () => setLauncher('visible'),
    hide: () => setLauncher('hidden'),
    update: (settings) => promised(() => change(settings)),
    consent: (consent) => promised(() => change({ consent })),
    async logout() {
      await standing.begin();
      told.forget();
      // Also what an earlier page has left: only the chat's half knows how to end that.
      await half().logout();
      forgetVisitor();
    },
    async shutdown() {
      await standing.begun();
      putAway();
      chat?.dispose();
      chat = null;
      // What is unread is counted anew.
      if (unread > 0) setUnread(0);
    },
    ...createTalkCommands({ begin: standing.begin, show, half, chat: () => chat }),
    ...told.commands,
    ...reports,
    on: (event, listener) => hub.on(event, listener),
    destroy: () =>
      promised(() => {
        if (ended.signal.aborted) return;
        ended.abort();
        chat?.dispose();
        standing.end();
        chat = null;
        isOpen = false;
        hub.clear();
        onDestroyed();
      }),
  };
}

/** What is thrown is the reason of a rejection. */
function promised<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(act()));
}
