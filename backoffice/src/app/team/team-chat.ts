import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { TeamChatMessage, TeamConversation } from '@foyer/shared-core';
import { Clock } from '../core/clock';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { chosenStoreSignal, storeSignal } from '../core/store-signal';
import { Avatar } from '../ui/avatar';
import { DeliveryMark } from '../ui/delivery-mark';
import { Icon } from '../ui/icon';
import { MessageText } from '../ui/message-text';
import { relativeTime } from '../ui/relative-time';

/** The direct conversation with one colleague. */
@Component({
  selector: 'fy-team-chat',
  imports: [
    Avatar,
    CdkTextareaAutosize,
    DeliveryMark,
    Icon,
    MatButton,
    MatIconButton,
    MessageText,
    RouterLink,
  ],
  templateUrl: './team-chat.html',
  styleUrl: './team-chat.scss',
})
export class TeamChat {
  /** From the address: the colleague's id. */
  readonly colleague = input.required<string>();

  readonly #desk = inject(DESK);
  readonly #clock = inject(Clock);
  readonly #notices = inject(Notices);
  readonly #announcer = inject(LiveAnnouncer);
  readonly #colleagues = storeSignal(this.#desk.colleagues);
  readonly #opened = signal<TeamConversation | undefined>(undefined);
  protected readonly texts = inject(Language).texts;
  protected readonly chat = this.#opened.asReadonly();
  protected readonly person = computed(() => this.#colleagues().find(({ id }) => id === this.colleague()));
  protected readonly name = computed(() => this.person()?.name ?? this.texts().app.unknown);
  protected readonly messages = chosenStoreSignal(() => this.#opened()?.messages);
  protected readonly hasOlder = chosenStoreSignal(() => this.#opened()?.hasOlder);
  protected readonly problem = chosenStoreSignal(() => this.#opened()?.problem);
  /** What is being written; another colleague begins with an empty field. */
  protected readonly text = linkedSignal({ source: this.colleague, computation: () => '' });
  #newest: TeamChatMessage | undefined;

  constructor() {
    effect((onCleanup) => {
      const colleague = this.colleague();
      const conversation = untracked(() => this.#desk.teamConversation(colleague));
      onCleanup(() => conversation.dispose());
      this.#newest = undefined;
      this.#opened.set(conversation);
    });
    effect(() => {
      const newest = this.messages()?.at(-1);
      untracked(() => this.#announce(newest));
    });
  }

  protected age(at: number): string {
    return relativeTime(at, this.#clock.now(), { locale: this.texts().locale, now: this.texts().inbox.now });
  }

  protected write(event: Event): void {
    this.text.set((event.target as HTMLTextAreaElement).value);
  }

  protected keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  protected send(): void {
    const text = this.text().trim();
    if (text === '') return;
    try {
      this.#opened()?.send(text);
      this.text.set('');
    } catch (cause) {
      this.#notices.fail(cause);
    }
  }

  protected loadOlder(): Promise<boolean> {
    return this.#notices.attempt(async () => this.#opened()?.loadOlder());
  }

  #announce(newest: TeamChatMessage | undefined): void {
    const previous = this.#newest;
    this.#newest = newest;
    if (!previous || !newest || newest.mine || newest.message.id === previous.message.id) return;
    void this.#announcer.announce(this.texts().conversation.newMessage(this.name(), newest.message.text));
  }
}
