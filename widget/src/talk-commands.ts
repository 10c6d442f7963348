import type { ChatHalf } from './chat-contract.ts';
import type { Parts } from './parts.ts';
import type { FoyerCommands } from './public-api.ts';

interface Talk {
  /** Puts the widget on the page, once. */
  readonly begin: () => Promise<Parts>;
  readonly show: (takeFocus: boolean) => Promise<void>;
  /** The chat's half, which runs from then on. */
  readonly half: () => ChatHalf;
  /** The chat's half, where it runs. */
  readonly chat: () => ChatHalf | null;
}

/** The commands about what is said, and where. */
export function createTalkCommands({
  begin,
  show,
  half,
  chat,
}: Talk): Pick<
  FoyerCommands,
  'open' | 'newConversation' | 'endConversation' | 'prefill' | 'sendMessage' | 'showMessage'
> {
  return {
    async open(how) {
      await begin();
      if (how?.prefill !== undefined) half().prefill(how.prefill);
      await show(true);
      if (how?.conversationId !== undefined) await half().openConversation(how.conversationId);
    },
    async newConversation() {
      await begin();
      await show(true);
      await half().newConversation();
    },
    async endConversation() {
      await chat()?.endConversation();
    },
    async prefill(text) {
      await begin();
      half().prefill(text);
    },
    async sendMessage(text, how) {
      await begin();
      await half().sendMessage(text, how?.metadata as Record<string, string> | undefined);
    },
    async showMessage(text) {
      const { teaser } = await begin();
      teaser.show(text);
    },
  };
}
