import { createStore } from '@foyer/shared-core';
import type { ChatMessage, CoreErrorCode, Readable, VisitorChat, Writable } from '@foyer/shared-core';
import type { ChatHost, PageView, Wish } from '../chat-contract.ts';
import type { Emit } from '../event-hub.ts';
import type { Features } from '../features.ts';
import { createRewording } from './before-render.ts';
import { screenText } from './before-send.ts';
import { createChime } from './chime.ts';
import type { Chime } from './chime.ts';
import { FULL_SCREEN_QUERY } from '../full-screen.ts';
import { createFormState } from './form-state.ts';
import type { FormState } from './form-state.ts';
import { watchPage } from './page-watch.ts';
import { createSignIn } from './sign-in.ts';
import { tellArrivals } from './tell-arrivals.ts';
import { tellEvents } from './tell-events.ts';
import { createTitleBadge } from './title-badge.ts';

/** What the panel needs beside the chat itself, and what goes on without it. */
export interface ChatSession {
  readonly chat: VisitorChat;
  readonly shown: Readable<boolean>;
  /** A link to reach the company by, where the chat cannot. */
  readonly contact: string | null;
  /** Which controls the page wants; the panel is drawn again when that has changed. */
  readonly features: Features;
  /** Those of the chat, as the page wants them shown. */
  readonly messages: Readable<readonly ChatMessage[]>;
  /** What the page knows of the visitor's answers. */
  readonly prechat: Readonly<Record<string, string>>;
  /** What the page has asked the visitor before the chat was opened; empty when nothing. */
  readonly greeting: string;
  /** Why the chat as a whole cannot be used at the moment. */
  readonly trouble: Readable<CoreErrorCode | null>;
  /** The first sign-in of this page is under way, or has not begun. */
  readonly isStarting: Writable<boolean>;
  /** What the page wants to stand in the field; a new object each time. */
  readonly prefill: Writable<{ readonly text: string } | null>;
  /** Whether the list of the visitor's conversations stands in place of one. */
  readonly isListing: Writable<boolean>;
  /** Rises with each conversation that is chosen or begun. */
  readonly visit: Readable<number>;
  readonly emit: Emit;
  /** What the visitor has written into the forms of this chat. */
  readonly forms: FormState;
  /** The newest messages that have just arrived, for those who listen rather than look; null for one in another conversation. */
  readonly arrivals: Readable<readonly (ChatMessage | null)[]>;
  readonly chime: Chime;
  /** The ones that were taken last, on this page only: what somebody likes is nothing to store. */
  readonly recentEmoji: Writable<readonly string[]>;
  /** What the page makes of a text that is to be sent, at once where it has nothing to say; null when it keeps it back. */
  screen(text: string): string | Promise<string | null>;
  show(): void;
  hide(): void;
  /** Shows one of the visitor's conversations, signing in first if need be. Rejects with a `CoreError`. */
  openConversation(id: string): Promise<void>;
  /** Shows an empty one, likewise. */
  newConversation(): Promise<void>;
  /** Opens the chat in a window of its own; null where it has one, or the screen holds but one. */
  readonly popout: (() => Promise<void>) | null;
  /** The page says whom the next conversation is for; stored when the visitor begins. */
  wish(wish: Wish): void;
  /** The page says where the visitor is, until its route changes. */
  pageView(page: PageView): void;
  /** Signs in; also after it failed. Never rejects: what goes wrong is `trouble`. */
  start(): Promise<void>;
  /** Ends the visitor's session and wipes the device; `start` then begins anew. */
  logout(): Promise<void>;
  /** Erases all that is kept of the visitor, and begins anew. Rejects with a `CoreError`. */
  erase(): Promise<void>;
  /** What was written now would go with the rest. */
  readonly isErasing: Readable<boolean>;
  dispose(): void;
}

/** Joins the chat with the page: badge, events, marks for the next page, colour, read position. */
export function createChatSession(chat: VisitorChat, host: ChatHost): ChatSession {
  const shown = createStore(false);
  const isErasing = createStore(false);
  const trouble = createStore<CoreErrorCode | null>(null);
  const arrivals = createStore<readonly (ChatMessage | null)[]>([]);
  const prefill = createStore<{ readonly text: string } | null>(null);
  const forms = createFormState(chat);
  const isListing = createStore(false);
  const recentEmoji = createStore<readonly string[]>([]);
  const visit = createStore(0);
  const titleBadge = createTitleBadge(document);
  const reword = createRewording(
    () => host.askedBy('beforeRender'),
    () => {
      tellMistake('before-render', 'beforeRender failed, the text is shown as it came');
    },
  );
  const messages: Readable<readonly ChatMessage[]> = {
    get: () => reword(chat.messages.get()),
    subscribe: (listener) =>
      chat.messages.subscribe((all) => {
        listener(reword(all));
      }),
  };
  const ended = new AbortController();
  const chime = createChime(host.remembered, ended.signal);
  const stops: (() => void)[] = [];
  const signIn = createSignIn({
    ...{ chat, ended: ended.signal },
    begins: keepWishes,
    tell: tellTrouble,
    arrived: goLive,
  });
  let reported: CoreErrorCode | null = null;
  let toldUnread = 0;
  let toldPage: PageView | null = null;
  let wasSeen = false;
  let wished: Wish = {};

  function follow<T>(readable: Readable<T>, act: (value: T) => void): void {
    stops.push(readable.subscribe(act));
    act(readable.get());
  }

  function tellTrouble(code: CoreErrorCode | null): void {
    trouble.set(code);
    if (code !== null && code !== reported) host.emit('error', { code, message: `Foyer: ${code}` });
    reported = code;
  }

  function tellMistake(code: string, what: string): void {
    host.emit('error', { code, message: `Foyer: ${what}` });
  }

  function isShownNow(): boolean {
    return shown.get() && document.visibilityState === 'visible';
  }

  /** What the visitor has before their eyes is read, and so is what was there when they looked away; the rest is counted. */
  function tellUnread(): void {
    const isSeen = isShownNow() && !isListing.get();
    if (isSeen ? chat.unread.get() > 0 : wasSeen) chat.markRead();
    wasSeen = isSeen;
    const count = (isSeen ? 0 : chat.unread.get()) + chat.unreadElsewhere.get();
    if (count === toldUnread) return;
    host.setUnread(count);
    titleBadge.show(count);
    toldUnread = count;
  }

  /** Once, when the chat goes live: a listener opens what it listens to. */
  function goLive(): void {
    if (stops.length > 0) return;
    follow(chat.problem, (problem) => {
      tellTrouble(problem?.code ?? null);
    });
    follow(chat.profile, (profile) => {
      if (profile) host.setLook({ color: profile.color, ...profile.look });
    });
    follow(chat.identity, (state) => {
      host.emit('identity', { state });
    });
    follow(chat.availability, (status) => {
      if (status) host.setStatus(status);
    });
    for (const one of [chat.unread, chat.unreadElsewhere, isListing]) stops.push(one.subscribe(tellUnread));
    tellUnread();
    follow(chat.room, (room) => {
      // Sent by the page, or after the panel was closed: to whom it is from it is no news, also below an answer.
      if (!wasSeen && room?.lastMessage.by === chat.visitorId.get()) chat.markRead();
    });
    follow(chat.hasOpenRoom, (isOpen) => {
      host.remembered.setConversation(isOpen);
    });
    stops.push(
      ...tellArrivals({
        ...{ chat, messages, host, chime },
        isSeen: isShownNow,
        tell: (arrived) => arrivals.set(arrived),
      }),
    );
    stops.push(
      watchPage(window, ({ url }) => {
        chat.reportPage({ url, title: titleBadge.bare() });
      }),
    );
    if (toldPage) chat.reportPage(toldPage);
    stops.push(...tellEvents(chat, host.emit));
    document.addEventListener('visibilitychange', tellUnread, { signal: ended.signal });
  }

  function arrive(): void {
    visit.set(visit.get() + 1);
    isListing.set(false);
  }

  function beginAnew(): void {
    forms.forget();
    recentEmoji.set([]);
    chime.reset();
    tellTrouble(null);
    isListing.set(false);
    signIn.reset();
  }

  function keepWishes(): void {
    if (wished.department !== undefined) chat.department.set(wished.department);
    if (wished.operator !== undefined) chat.operator.set(wished.operator);
    wished = {};
  }

  return {
    chat,
    shown,
    get contact() {
      return host.options.contact;
    },
    get popout() {
      const isAlone = host.options.container !== null || matchMedia(FULL_SCREEN_QUERY).matches;
      return isAlone || !host.options.features.popout ? null : () => host.popout();
    },
    get greeting() {
      return host.greeting();
    },
    get prechat() {
      return host.options.prechat;
    },
    get features() {
      return host.options.features;
    },
    emit: host.emit,
    messages,
    trouble,
    isStarting: signIn.isStarting,
    arrivals,
    isListing,
    visit,
    prefill,
    forms,
    chime,
    recentEmoji,
    screen(text) {
      const listeners = host.askedBy('beforeSend');
      if (listeners.length === 0) return text;
      return screenText(text, listeners, () => {
        tellMistake('before-send', 'beforeSend failed, the text goes without it');
      });
    },
    show() {
      shown.set(true);
      tellUnread();
    },
    hide() {
      shown.set(false);
      tellUnread();
    },
    async openConversation(id) {
      if (chat.visitorId.get() === null) await signIn.start();
      await chat.openConversation(id);
      arrive();
      host.emit('conversationOpened', { id });
    },
    async newConversation() {
      if (chat.visitorId.get() === null) await signIn.start();
      chat.newConversation();
      arrive();
    },
    wish(wish) {
      wished = { ...wished, ...wish };
      if (signIn.isUnderWay() || stops.length > 0) keepWishes();
    },
    pageView({ url, title }) {
      if (!URL.canParse(url, location.href)) return;
      // Query and fragment carry reset links, search words and tokens.
      const { origin, pathname } = new URL(url, location.href);
      toldPage = { url: origin + pathname, title };
      if (stops.length > 0) chat.reportPage(toldPage);
    },
    start: () => signIn.start(),
    async logout() {
      await signIn.settled();
      await chat.logout();
      beginAnew();
    },
    isErasing,
    async erase() {
      isErasing.set(true);
      await chat.erase().finally(() => {
        isErasing.set(false);
      });
      beginAnew();
      host.forgetVisitor();
    },
    dispose() {
      ended.abort();
      titleBadge.show(0);
      for (const stop of stops) stop();
      chat.dispose();
    },
  };
}
