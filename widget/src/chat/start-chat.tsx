import { createVisitorChat, createVisitorPorts, createWebPlatform } from '@foyer/shared-core';
import { render } from 'preact';
import type { ChatHalf, ChatHost } from '../chat-contract.ts';
import { ar } from '../strings/ar.ts';
import type { ChatWords } from '../strings/chat-words.ts';
import type { Language } from '../strings/choose-language.ts';
import { de } from '../strings/de.ts';
import { en } from '../strings/en.ts';
import { conversationStyle } from '../style/conversation-style.ts';
import { panelStyle } from '../style/panel-style.ts';
import { Panel } from '../view/panel.tsx';
import { createChatSession } from './chat-session.ts';
import { createFormats } from './formats.ts';

const words: Record<Language, ChatWords> = { en, de, ar };

/** Runs the chat: nothing is asked of the network before `show` or `connect`. */
export function startChat(host: ChatHost): ChatHalf {
  const { brand, origin } = host.options;
  const chat = createVisitorChat(
    { brand, origin, identity: asIdentity(host.user) },
    createVisitorPorts(createWebPlatform(window)),
  );
  const session = createChatSession(chat, host);
  const slot = document.createElement('div');
  let isDrawn = false;

  function draw(): void {
    if (isDrawn) return;
    isDrawn = true;
    host.mount.addStyle(panelStyle);
    host.mount.addStyle(conversationStyle);
    host.mount.root.append(slot);
    render(
      <Panel
        session={session}
        words={words[host.language]}
        formats={createFormats(host.locale)}
        close={() => {
          host.requestClose();
        }}
      />,
      slot,
    );
  }

  return {
    show({ focus }) {
      draw();
      session.show();
      if (focus) requestAnimationFrame(() => focusPanel(slot));
      void session.start();
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
    dispose() {
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

function asIdentity(user: { readonly userId?: string | number; readonly userName?: string }): {
  userId?: string;
  userName?: string;
} {
  return {
    ...(user.userId === undefined ? {} : { userId: String(user.userId) }),
    ...(user.userName === undefined ? {} : { userName: user.userName }),
  };
}
