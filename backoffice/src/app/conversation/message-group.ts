import { Component, computed, inject, input } from '@angular/core';
import type { Conversation } from '@foyer/shared-core';
import type { MessageId } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Session } from '../session/session';
import { Avatar } from '../ui/avatar';
import { DeliveryMark } from '../ui/delivery-mark';
import { MessageText } from '../ui/message-text';
import { clockTime, fullTime } from '../ui/relative-time';
import { Attachment } from './attachment';
import type { MessageBlock } from './group-messages';

/** A run of messages of one sender, with the name and the time once. */
@Component({
  selector: 'fy-message-group',
  imports: [Attachment, Avatar, DeliveryMark, MessageText],
  templateUrl: './message-group.html',
  styleUrl: './message-group.scss',
  host: { '[class.team]': 'block().side === "team"' },
})
export class MessageGroup {
  readonly conversation = input.required<Conversation>();
  readonly block = input.required<Extract<MessageBlock, { kind: 'group' }>>();
  readonly visitorName = input.required<string>();
  /** The last message that the visitor has seen. */
  readonly seenId = input.required<MessageId | null>();

  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly name = computed(() => {
    const { side, by, name } = this.block();
    if (side === 'visitor') return this.visitorName();
    return by === this.#session.me()?.id ? this.texts().inbox.you : (name ?? this.texts().app.unknown);
  });
  /** The avatar's initials come from the real name, also where the text says "You". */
  protected readonly fullName = computed(() => this.block().name ?? this.name());
  protected readonly lastAt = computed(() => this.block().messages.at(-1)?.message.at ?? 0);

  protected time(at: number): string {
    return clockTime(at, this.texts().locale);
  }

  protected moment(at: number): string {
    return fullTime(at, this.texts().locale);
  }
}
