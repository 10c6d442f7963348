import { Service } from '@angular/core';

/** Answers begun and not sent, per conversation, for as long as the page lives. */
@Service()
export class Drafts {
  readonly #texts = new Map<string, string>();

  of(conversation: string): string {
    return this.#texts.get(conversation) ?? '';
  }

  keep(conversation: string, text: string): void {
    if (text === '') this.#texts.delete(conversation);
    else this.#texts.set(conversation, text);
  }
}
