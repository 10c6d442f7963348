import type { ChatMessage } from '@foyer/shared-core';
import { limits } from '@foyer/shared-core/model';
import type { TextMessage } from '@foyer/shared-core/model';
import type { FoyerListener } from '../public-api.ts';

/** What is shown of messages; the same for the same list. */
type Rewording = (messages: readonly ChatMessage[]) => readonly ChatMessage[];

/**
 * Asks the page's listeners about what operators wrote, once for each text, each with what the one before made of it. They
 * reword it or leave it out; it stays text, and what is stored stays as it was written. A listener that throws, takes its
 * time or makes a text that no message can be is told to `fail`, and changes nothing.
 */
export function createRewording(
  listeners: () => readonly FoyerListener<'beforeRender'>[],
  fail: () => void,
): Rewording {
  const answers = new Map<string, string | false>();
  let given: readonly ChatMessage[] = [];
  let shown = given;

  function ask({ id, text, name = '' }: TextMessage): string | false {
    let reworded = text;
    for (const listener of listeners()) {
      try {
        const answer = listener({ id, text: reworded, name });
        if (answer === false) return false;
        const isText = typeof answer === 'string';
        if (isText && answer.trim() !== '' && answer.length <= limits.messageText) reworded = answer;
        else if (isText || typeof answer === 'object') fail();
      } catch {
        fail();
      }
    }
    return reworded;
  }

  function show(entry: ChatMessage): readonly ChatMessage[] {
    const { message, mine } = entry;
    if (mine || message.kind !== 'text') return [entry];
    const answer = answers.get(message.id) ?? ask(message);
    answers.set(message.id, answer);
    return answer === false ? [] : [{ ...entry, message: { ...message, text: answer } }];
  }

  return (messages) => {
    if (messages === given) return shown;
    given = messages;
    return (shown = listeners().length + answers.size > 0 ? messages.flatMap(show) : messages);
  };
}
