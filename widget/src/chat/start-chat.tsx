import { createVisitorChat, createVisitorPorts, createWebPlatform } from '@foyer/shared-core';
import type { VisitorIdentity } from '@foyer/shared-core';
import type { Language } from '@foyer/shared-core/model';
import { render } from 'preact';
import type { ChatHalf, ChatHost } from '../chat-contract.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import { directionOf } from '../strings/choose-language.ts';
import { en } from '../strings/en.ts';
import { loadWords } from '../strings/load-words.ts';
import { composerStyle } from '../style/composer-style.ts';
import { conversationStyle } from '../style/conversation-style.ts';
import { emojiStyle } from '../style/emoji-style.ts';
import { formStyle } from '../style/form-style.ts';
import { inlineStyle } from '../style/inline-style.ts';
import { panelStyle } from '../style/panel-style.ts';
import { Panel } from '../view/panel.tsx';
import { hearWithdrawal } from '../withdrawal.ts';
import { WidgetError } from '../widget-error.ts';
import { createChatSession } from './chat-session.ts';
import { createFormats } from './formats.ts';
import { watchBlocked } from './watch-blocked.ts';

/** The panel stands at the latest after this many milliseconds, in English if need be; its own language replaces it. */
const LONGEST_WAIT_FOR_WORDS = 800;

/** Runs the chat: nothing is asked of the network before `show` or `connect`. */
export function startChat(host: ChatHost): ChatHalf {
  const { brand, origin } = host.options;
  const platform = createWebPlatform(window, host.storage);
  const chat = createVisitorChat(
    {
      ...{ brand, origin, identity: asIdentity(host.user) },
      wordEnding: () => {
        host.emit('tokenExpiring', {});
      },
    },
    createVisitorPorts(platform),
  );
  const session = createChatSession(chat, host);
  const slot = document.createElement('div');
  const ended = new AbortController();
  // Whoever has chosen a conversation goes on in it.
  session.visit.subscribe(() => requestAnimationFrame(() => focusPanel(slot)));
  const blocked = watchBlocked(ended.signal);
  const stopHearing = hearWithdrawal(platform, brand, () => {
    // Where nothing is kept any more the word is not passed on: it would come back to whom it is from.
    host.storage.allow({ ...host.options, consent: 'denied' });
    host.withdrawConsent();
  });
  let drawing: Promise<void> | null = null;
  let drawn: readonly [ChatWords, Language] = [en, 'en'];

  function draw(texts: ChatWords, language: Language): void {
    if (ended.signal.aborted) return;
    drawn = [texts, language];
    slot.lang = language;
    slot.dir = host.options.dir ?? directionOf(language);
    render(
      <Panel
        session={session}
        language={language}
        texts={texts}
        told={host.options.messages}
        formats={createFormats(host.locale)}
        isInline={host.options.container !== null}
        close={() => {
          host.requestClose();
        }}
      />,
      slot,
    );
  }

  /** Once. The first words on the screen are the right ones, unless they keep the visitor waiting. */
  async function drawFirst(): Promise<void> {
    host.mount.addStyle(panelStyle);
    host.mount.addStyle(composerStyle);
    host.mount.addStyle(conversationStyle);
    host.mount.addStyle(formStyle);
    host.mount.addStyle(emojiStyle);
    host.mount.addStyle(inlineStyle);
    host.mount.root.append(slot);
    const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_FOR_WORDS));
    const own = drawInOwnWords();
    // What cannot be fetched leaves English, which is part of the file.
    await Promise.race([own.catch(() => undefined), late]);
    if (slot.firstChild === null) draw(en, 'en');
  }

  async function drawInOwnWords(): Promise<void> {
    const { language } = host;
    draw(await loadWords(origin, language), language);
  }

  /** Signs in as soon as the visitor touches the panel: a page that only shows it has asked for nothing else. */
  function startWhenTouched(): void {
    session.isStarting.set(false);
    for (const touch of ['pointerdown', 'focusin', 'keydown'])
      slot.addEventListener(touch, () => void session.start(), { once: true, signal: ended.signal });
  }

  return {
    show({ focus, connect }) {
      session.show();
      if (connect) void session.start();
      else startWhenTouched();
      return (drawing ??= drawFirst()).then(
        () => {
          if (focus && session.shown.get()) requestAnimationFrame(() => focusPanel(slot));
        },
        (cause: unknown) => {
          host.emit('error', { code: 'failed', message: String(cause) });
        },
      );
    },
    hide() {
      session.hide();
    },
    connect() {
      void session.start();
    },
    redraw() {
      if (slot.firstChild === null) return;
      draw(...drawn);
      void drawInOwnWords().catch(() => undefined);
    },
    async identify(user) {
      await chat.identify(asIdentity(user));
    },
    prefill(text) {
      session.prefill.set({ text });
    },
    async sendMessage(text, data = {}) {
      const send = chat.sender();
      const screened = await session.screen(text.trim());
      if (screened === null) throw new WidgetError('kept-back');
      send(screened);
      if (Object.keys(data).length > 0)
        chat.tellRoom({ event: { name: 'sendMessage', data, at: Date.now() } });
      await session.start();
    },
    openConversation: (id) => session.openConversation(id),
    newConversation: () => session.newConversation(),
    async endConversation() {
      await chat.endRoom();
    },
    wish(wish) {
      session.wish(wish);
    },
    tellRoom(telling) {
      chat.tellRoom(telling);
    },
    pageView(page) {
      session.pageView(page);
    },
    facts: () => ({
      identity: chat.identity.get(),
      connection: chat.connection.get(),
      visitorId: chat.visitorId.get(),
      conversationId: chat.room.get()?.id ?? null,
    }),
    blocked: () => blocked,
    async logout() {
      await session.logout();
    },
    dispose() {
      ended.abort();
      stopHearing();
      session.dispose();
      render(null, slot);
      slot.remove();
    },
  };
}

/** The text field for a mouse or a keyboard; on a touch screen that would raise the keyboard over the conversation. */
function focusPanel(slot: HTMLElement): void {
  const field = matchMedia('(pointer: coarse)').matches
    ? null
    : slot.querySelector<HTMLElement>('.ask :is(input, select), textarea');
  (field ?? slot.querySelector<HTMLElement>('[role=dialog]'))?.focus({ preventScroll: true });
}

function asIdentity({
  userId,
  userName,
  attributes,
  getToken,
  token,
  hash,
}: ChatHost['user']): VisitorIdentity {
  return {
    ...(userId == null ? {} : { userId: String(userId) }),
    ...(userName == null ? {} : { userName }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(getToken ? { getToken: async () => getToken() } : {}),
    ...(token === undefined || getToken ? {} : { getToken: () => Promise.resolve(token) }),
    ...(hash === undefined ? {} : { userHash: hash }),
  };
}
