import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import type { Conversation } from '@foyer/shared-core';
import { DESK } from '../core/desk';
import { ConversationView } from './conversation-view';

/** The page of one conversation: opens it, and leaves it when the address names another. */
@Component({
  selector: 'fy-conversation-page',
  imports: [ConversationView],
  // A list of one, so that nothing of one conversation (scroll position, draft, open dialogs) lives on in the next.
  template: `
    @for (conversation of opened(); track conversation) {
      <fy-conversation-view [conversation]="conversation" [brand]="brand()" [roomId]="room()" />
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
  readonly #opened = signal<readonly Conversation[]>([]);
  protected readonly opened = this.#opened.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const brand = this.brand();
      const room = this.room();
      const conversation = untracked(() => this.#desk.conversation(brand, room));
      onCleanup(() => conversation.dispose());
      this.#opened.set([conversation]);
    });
  }
}
