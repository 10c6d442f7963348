import { createVisitorChat, createVisitorPorts, createWebPlatform } from '@foyer/shared-core';
import type { VisitorIdentity } from '@foyer/shared-core';
import { render } from 'preact';
import type { ChatHalf, ChatHost } from '../chat-contract.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import { directionOf, type Language } from '../strings/choose-language.ts';
import { en } from '../strings/en.ts';
import { loadWords } from '../strings/load-words.ts';
import { conversationStyle } from '../style/conversation-style.ts';
import { panelStyle } from '../style/panel-style.ts';
import { Panel } from '../view/panel.tsx';
import { createChatSession } from './chat-session.ts';
import { createFormats } from './formats.ts';

/** The panel stands at the latest after this many milliseconds, in English if need be; its own language replaces it. */
const LONGEST_WAIT_FOR_WORDS = 800;

/** Runs the chat: nothing is asked of the network before `show` or `connect`. */
export function startChat(host: ChatHost): ChatHalf {
  const { brand, origin } = host.options;
  const chat = createVisitorChat(
    { brand, origin, identity: asIdentity(host.user) },
    createVisitorPorts(createWebPlatform(window)),
  );
  const session = createChatSession(chat, host);
  const slot = document.createElement('div');
  let drawing: Promise<void> | null = null;
  let isEnded = false;

  function draw(words: ChatWords, language: Language): void {
    if (isEnded) return;
    slot.lang = language;
    slot.dir = host.options.direction ?? directionOf(language);
    render(
      <Panel
        session={session}
        words={words}
        formats={createFormats(host.locale)}
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
    host.mount.addStyle(conversationStyle);
    host.mount.root.append(slot);
    const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_FOR_WORDS));
    const own = loadWords(origin, host.language).then((words) => {
      draw(words, host.language);
    });
    // What cannot be fetched leaves English, which is part of the file.
    await Promise.race([own.catch(() => undefined), late]);
    if (slot.firstChild === null) draw(en, 'en');
  }

  return {
    show({ focus }) {
      session.show();
      void session.start();
      void (drawing ??= drawFirst()).then(() => {
        if (focus && session.shown.get()) requestAnimationFrame(() => focusPanel(slot));
      });
    },
    hide() {
      session.hide();
    },
    connect() {
      void session.start();
    },
    async identify(user) {
      await chat.identify(asIdentity(user));
    },
    async logout() {
      await session.logout();
    },
    forget() {
      chat.forget();
    },
    dispose() {
      isEnded = true;
      session.dispose();
      render(null, slot);
      slot.remove();
    },
  };
}

/** The text field for a mouse or a keyboard; on a touch screen that would raise the keyboard over the conversation. */
function focusPanel(slot: HTMLElement): void {
  const field = matchMedia('(pointer: coarse)').matches ? null : slot.querySelector('textarea');
  (field ?? slot.querySelector<HTMLElement>('[role=dialog]'))?.focus({ preventScroll: true });
}

function asIdentity({ userId, userName, getToken, token, hash }: ChatHost['user']): VisitorIdentity {
  return {
    ...(userId == null ? {} : { userId: String(userId) }),
    ...(userName == null ? {} : { userName }),
    ...(getToken ? { getToken: async () => getToken() } : {}),
    ...(token === undefined || getToken ? {} : { getToken: () => Promise.resolve(token) }),
    ...(hash === undefined ? {} : { userHash: hash }),
  };
}
