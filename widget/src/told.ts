import type { RoomTelling } from '@foyer/shared-core/model';
import type { ChatHalf, PageView, ToldUser, Wish } from './chat-contract.ts';
import type { Options } from './options.ts';
import type { FoyerCommands } from './public-api.ts';
import { MOST_ATTRIBUTES } from './read-told.ts';
import { WidgetError } from './widget-error.ts';

/** What the page says of its visitor: kept until the chat's half runs, and told it from then on. */
export interface Told {
  user(): ToldUser;
  /** Settings that name somebody. */
  adopt(options: Options): void;
  forget(): void;
  /** To the chat's half, when it begins. */
  hand(chat: ChatHalf): void;
  readonly commands: Pick<
    FoyerCommands,
    | 'identify'
    | 'setAttributes'
    | 'pageView'
    | 'setConversationAttributes'
    | 'addTags'
    | 'removeTags'
    | 'track'
    | 'setDepartment'
    | 'setOperator'
  >;
}

/** So much waits for the chat to be opened; then the oldest is forgotten. */
const MOST_WAITING = 50;

export function createTold(chat: () => ChatHalf | null): Told {
  let user: ToldUser = {};
  let pageView: PageView | null = null;
  let wished: Wish = {};
  let waiting: readonly RoomTelling[] = [];

  function tellRoom(telling: RoomTelling): Promise<void> {
    const begun = chat();
    if (begun) begun.tellRoom(telling);
    else waiting = [...waiting, telling].slice(-MOST_WAITING);
    return Promise.resolve();
  }

  function wish(next: Wish): Promise<void> {
    wished = { ...wished, ...next };
    chat()?.wish(next);
    return Promise.resolve();
  }

  return {
    user: () => user,
    adopt({ userId, userName, identity, attributes, tags, department, operator }) {
      user = {
        ...user,
        ...(userId !== null && { userId }),
        ...(userName !== null && { userName }),
        ...identity,
      };
      if (Object.keys(attributes).length > 0) user = { ...user, attributes };
      if (tags.length > 0) void tellRoom({ addTags: tags });
      if (department !== '') wished = { ...wished, department };
      if (operator !== '') wished = { ...wished, operator };
    },
    forget() {
      user = {};
      waiting = [];
      wished = {};
    },
    hand(begun) {
      begun.wish(wished);
      if (pageView) begun.pageView(pageView);
      for (const telling of waiting) begun.tellRoom(telling);
      waiting = [];
    },
    commands: {
      async identify(next, proof = {}) {
        // A new word replaces the old one whole: a proof of somebody else must not go with it.
        const { attributes } = user;
        user = { ...next, ...proof, ...(attributes ? { attributes } : {}) };
        await chat()?.identify(user);
      },
      async setAttributes(values) {
        const attributes = { ...user.attributes, ...(values as Record<string, string>) };
        // Too many would be refused at sign-in, and with them the visitor.
        if (Object.keys(attributes).length > MOST_ATTRIBUTES)
          throw new WidgetError('bad-argument', `at most ${MOST_ATTRIBUTES}`);
        user = { ...user, attributes };
        await chat()?.identify(user);
      },
      // Texts and nothing else by now: what came was read by its names.
      setConversationAttributes: (values) => tellRoom({ attributes: values as Record<string, string> }),
      addTags: (addTags) => tellRoom({ addTags }),
      removeTags: (removeTags) => tellRoom({ removeTags }),
      track: (name, data = {}) =>
        tellRoom({ event: { name, data: data as Record<string, string>, at: Date.now() } }),
      setDepartment: (department) => wish({ department }),
      setOperator: (operator) => wish({ operator }),
      pageView({ url, title = '' }) {
        pageView = { url, title };
        chat()?.pageView(pageView);
        return Promise.resolve();
      },
    },
  };
}
