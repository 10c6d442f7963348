import type { ChatHalf, PageView, ToldUser } from './chat-contract.ts';
import type { Options } from './options.ts';
import type { FoyerCommands } from './public-api.ts';

/** What the page says of its visitor: kept until the chat's half runs, and told it from then on. */
export interface Told {
  user(): ToldUser;
  /** Settings that name somebody. */
  adopt(options: Options): void;
  forget(): void;
  /** To the chat's half, when it begins. */
  hand(chat: ChatHalf): void;
  readonly commands: Pick<FoyerCommands, 'identify' | 'setAttributes' | 'pageView'>;
}

export function createTold(chat: () => ChatHalf | null): Told {
  let user: ToldUser = {};
  let pageView: PageView | null = null;

  return {
    user: () => user,
    adopt({ userId, userName }) {
      if (userId !== null) user = { ...user, userId };
      if (userName !== null) user = { ...user, userName };
    },
    forget() {
      user = {};
    },
    hand(begun) {
      if (pageView) begun.pageView(pageView);
    },
    commands: {
      async identify(next, proof = {}) {
        // A new word replaces the old one whole: a proof of somebody else must not go with it.
        const { attributes } = user;
        user = { ...next, ...proof, ...(attributes ? { attributes } : {}) };
        await chat()?.identify(user);
      },
      async setAttributes(values) {
        user = { ...user, attributes: { ...user.attributes, ...(values as Record<string, string>) } };
        await chat()?.identify(user);
      },
      pageView({ url, title = '' }) {
        pageView = { url, title };
        chat()?.pageView(pageView);
        return Promise.resolve();
      },
    },
  };
}
