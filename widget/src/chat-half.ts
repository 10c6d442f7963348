import { startChat } from './chat/start-chat.tsx';
import type { ChatHalf, ChatHost } from './chat-contract.ts';

/**
 * Runs the second half of the file: panel, shared-core, Firebase. In the built file Rollup puts that half into a
 * function of its own that nothing calls before this does, so that until the chat is opened a page only pays for
 * its bytes.
 */
export function runChatHalf(host: ChatHost): ChatHalf {
  return startChat(host);
}
