import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ChatMessage, Conversation } from '@foyer/shared-core';
import type { EventMessage, Room } from '@foyer/shared-core/model';
import { Clock } from '../core/clock';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { chosenStoreSignal } from '../core/store-signal';
import { windowIsVisible } from '../core/window-visible';
import { dayName } from '../ui/day-name';
import { Icon } from '../ui/icon';
import { clockTime } from '../ui/relative-time';
import { groupMessages } from './group-messages';
import { messageWords } from './message-words';
import { MessageGroup } from './message-group';

/** How far from the newest message, in pixels, still counts as looking at it. */
const NEAR_END = 48;

/** What was said, oldest first; stays at the newest message unless the reader has gone back. */
@Component({
  selector: 'fy-message-list',
  imports: [Icon, MatButton, MessageGroup],
  templateUrl: './message-list.html',
  styleUrl: './message-list.scss',
})
export class MessageList {
  readonly conversation = input.required<Conversation>();
  readonly room = input.required<Room | null>();
  readonly visitorName = input.required<string>();

  readonly #announcer = inject(LiveAnnouncer);
  readonly #notices = inject(Notices);
  readonly #clock = inject(Clock);
  readonly #isVisible = windowIsVisible();
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  protected readonly texts = inject(Language).texts;

  readonly #messages = chosenStoreSignal(() => this.conversation().messages);
  protected readonly hasOlder = chosenStoreSignal(() => this.conversation().hasOlder);
  protected readonly isTyping = chosenStoreSignal(() => this.conversation().visitorTyping);
  protected readonly blocks = computed(() => groupMessages(this.#messages() ?? []));
  protected readonly seenId = computed(
    () => this.#messages()?.findLast((entry) => entry.seen)?.message.id ?? null,
  );
  protected readonly isLoadingOlder = signal(false);
  protected readonly isAtEnd = signal(true);
  /** Whether something arrived below while the reader looked further up. */
  protected readonly hasNewBelow = signal(false);
  #newest: ChatMessage | undefined;

  constructor() {
    effect(() => {
      const newest = this.#messages()?.findLast(({ delivery }) => delivery.state === 'sent');
      untracked(() => this.#noticeNewest(newest));
    });
    effect(() => {
      const hasMessages = this.room() !== null && (this.#messages()?.length ?? 0) > 0;
      if (!hasMessages || !this.isAtEnd() || !this.#isVisible()) return;
      this.conversation().markRead();
    });
  }

  protected day(at: number): string {
    return dayName(at, this.#clock.now(), this.texts());
  }

  protected eventWords(message: EventMessage): string {
    return messageWords(message, this.visitorName(), this.texts());
  }

  protected time(at: number): string {
    return clockTime(at, this.texts().locale);
  }

  /** The list is laid out from its end, so that zero is the newest message and older ones lie below zero. */
  protected scrolled(): void {
    const isAtEnd = Math.abs(this.scroller().nativeElement.scrollTop) < NEAR_END;
    this.isAtEnd.set(isAtEnd);
    if (isAtEnd) this.hasNewBelow.set(false);
  }

  protected toEnd(): void {
    this.scroller().nativeElement.scrollTo({ top: 0, behavior: 'smooth' });
  }

  protected async loadOlder(): Promise<void> {
    this.isLoadingOlder.set(true);
    await this.#notices.attempt(() => this.conversation().loadOlder());
    this.isLoadingOlder.set(false);
  }

  #noticeNewest(newest: ChatMessage | undefined): void {
    const previous = this.#newest;
    this.#newest = newest;
    if (!previous || !newest || newest.message.id === previous.message.id || newest.mine) return;
    const { message } = newest;
    const name = message.role === 'client' ? this.visitorName() : (message.name ?? '');
    const words = messageWords(message, name, this.texts());
    void this.#announcer.announce(
      message.kind === 'event' ? words : this.texts().conversation.newMessage(name, words),
    );
    if (!this.isAtEnd()) this.hasNewBelow.set(true);
  }
}
