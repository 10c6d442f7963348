import type { OwnConversation } from '../model/calls/own-data-calls.ts';
import type { VisitorSignedIn } from '../model/calls/visitor-calls.ts';
import type { CallPort } from '../ports.ts';
import type { VisitorLink } from './visitor-link.ts';

/** Everything that is kept of a visitor. */
export interface OwnData {
  readonly you: Readonly<Record<string, unknown>>;
  readonly conversations: readonly OwnConversation[];
}

/** How far a download has come. */
export interface OwnDataProgress {
  readonly messages: number;
  /** Of all conversations, from 0 to 1. */
  readonly share: number;
}

/**
 * Puts the pieces together. `goOn` hears of each one after which another is to come, and stops it by false: then it is
 * null. Rejects with a `CoreError`.
 */
export async function collectOwnData(
  calls: CallPort,
  goOn: (progress: OwnDataProgress) => boolean,
): Promise<OwnData | null> {
  let you: OwnData['you'] = {};
  const conversations: OwnConversation[] = [];
  let messages = 0;
  for (let after: string | null | undefined; after !== null;) {
    const piece = await calls.call('ownData', after === undefined ? {} : { after });
    if (piece.you) you = piece.you;
    for (const conversation of piece.conversations) {
      messages += conversation.messages.length;
      const last = conversations.at(-1);
      // A long conversation comes in several pieces.
      if (last?.id === conversation.id)
        conversations[conversations.length - 1] = {
          ...last,
          messages: [...last.messages, ...conversation.messages],
        };
      else conversations.push(conversation);
    }
    after = piece.next;
    if (after !== null && !goOn({ messages, share: piece.share })) return null;
  }
  return { you, conversations };
}

/** Erases all of it, with what a sign-in of this moment has answered: the server demands one. Rejects with a `CoreError`. */
export async function eraseOwnData(link: VisitorLink, signedIn: VisitorSignedIn): Promise<void> {
  // A session that leads to somebody else was ended: an earlier attempt got through, and its answer did not.
  if (signedIn.id !== link.visitorId) return;
  await link.adopt(signedIn);
  const { sessionSecret } = signedIn;
  await link.leave((calls) => calls.call('eraseOwnData', { sessionSecret }));
}
