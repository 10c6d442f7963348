import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RoomRow } from '@foyer/shared-core';
import { Clock } from '../core/clock';
import { Language } from '../core/language';
import { Session } from '../session/session';
import { Avatar } from '../ui/avatar';
import { BrandMark } from '../ui/brand-mark';
import { fullTime, relativeTime } from '../ui/relative-time';
import { visitorName } from '../ui/visitor-name';
import { lastWords } from './last-words';

/** One conversation in the list: who, what was said last and when, what is unread, and who answers. */
@Component({
  selector: 'fy-room-item',
  imports: [Avatar, BrandMark, RouterLink],
  templateUrl: './room-item.html',
  styleUrl: './room-item.scss',
})
export class RoomItem {
  readonly row = input.required<RoomRow>();
  readonly isChosen = input(false);
  readonly showsBrand = input(false);

  readonly #clock = inject(Clock);
  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly room = computed(() => this.row().room);
  protected readonly name = computed(() =>
    visitorName(this.row().visitor, this.room().visitorId, this.texts()),
  );
  protected readonly words = computed(() => lastWords(this.room().lastMessage, this.texts()));
  protected readonly isOwnWord = computed(() => this.room().lastMessage.by === this.#session.me()?.id);
  protected readonly at = computed(() => this.room().openAt ?? this.room().lastMessage.at);
  protected readonly age = computed(() =>
    relativeTime(this.at(), this.#clock.now(), { locale: this.texts().locale, now: this.texts().inbox.now }),
  );
  protected readonly moment = computed(() => fullTime(this.at(), this.texts().locale));
  /** Whether the visitor spoke last, so that it is the team's turn. */
  protected readonly isWaiting = computed(() => this.room().lastMessage.role === 'client');
  /** The website's page has asked for whoever looks at this list, and nobody else answers. */
  protected readonly asksForMe = computed(() => {
    const me = this.#session.me()?.id;
    const { asksFor, assignee } = this.room();
    return me !== undefined && asksFor === me && (assignee?.id ?? me) === me;
  });
  protected readonly assignee = computed(() => {
    const assignee = this.room().assignee;
    if (!assignee) return null;
    return assignee.id === this.#session.me()?.id ? this.texts().inbox.you : assignee.name;
  });
}
