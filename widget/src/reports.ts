import type { ChatFacts, ChatHalf, ToldUser } from './chat-contract.ts';
import type { EventHub } from './event-hub.ts';
import type { Options } from './options.ts';
import type { Parts } from './parts.ts';
import type { FoyerCommands, FoyerState } from './public-api.ts';
import { version } from './version.ts';
import { WidgetError } from './widget-error.ts';

/** How the widget stands at a moment. */
export interface Standing {
  readonly options: Options;
  readonly user: ToldUser;
  readonly language: string;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly status: FoyerState['status'];
  readonly parts: Parts | null;
  readonly chat: ChatHalf | null;
}

/** What is known before the chat's half has run. */
const noFacts: ChatFacts = { identity: 'guest', connection: 'idle', visitorId: null, conversationId: null };

/** The commands that only tell something. */
export function createReports(
  { document, navigator }: Window,
  hub: EventHub,
  now: () => Standing,
): Pick<FoyerCommands, 'get' | 'diagnose'> {
  function state(): FoyerState {
    const { options, user, isOpen, unread, status, chat } = now();
    const { brand, consent } = options;
    const { userId, userName } = user;
    return {
      ...{ brand, version, isOpen, unread, status, consent },
      user: { ...(userId == null ? {} : { userId }), ...(userName == null ? {} : { userName }) },
      ...(chat?.facts() ?? noFacts),
    };
  }

  return {
    // What is thrown is the reason of a rejection.
    // eslint-disable-next-line @typescript-eslint/require-await -- as above
    async get(name) {
      const all = state();
      if (!Object.hasOwn(all, name)) throw new WidgetError('bad-argument', 'there is nothing of this name');
      return all[name];
    },
    diagnose() {
      const { options, language, parts, chat } = now();
      return Promise.resolve({
        ...{ version, brand: options.brand, origin: options.origin, language, state: state() },
        storage: parts?.storage.state() ?? 'off',
        online: navigator.onLine,
        tags: document.querySelectorAll('script[data-brand]').length,
        errors: hub.errors(),
        blocked: chat?.blocked() ?? [],
      });
    },
  };
}
