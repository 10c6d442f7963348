import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import type { Conversation } from '@foyer/shared-core';
import { DESK } from '../core/desk';
import { ConversationView } from './conversation-view';

interface OpenedConversation {
  readonly key: string;
  readonly conversation: Conversation;
}

/** The page of one conversation: opens it, and leaves it when the address names another. */
@Component({
  selector: 'fy-conversation-page',
  imports: [ConversationView],
  // A list of one, so that nothing of one conversation (scroll position, draft, open dialogs) lives on in the next.
  template: `
    @for (opened of shown(); track opened.key) {
      <fy-conversation-view [conversation]="opened.conversation" [draftKey]="opened.key" />
    }
  `,
  styles: `
    :host {
      display: block;
      block-size: 100%;
    }
  `,
})
export class ConversationPage {
  readonly brand = input.required<string>();
  readonly room = input.required<string>();

  readonly #desk = inject(DESK);
  readonly #shown = signal<readonly OpenedConversation[]>([]);
  protected readonly shown = this.#shown.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const brand = this.brand();
      const room = this.room();
      const conversation = untracked(() => this.#desk.conversation(brand, room));
      onCleanup(() => conversation.dispose());
      this.#shown.set([{ key: `${brand}/${room}`, conversation }]);
    });
  }
}
