import { Component, computed, effect, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Conversation } from '@foyer/shared-core';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { chosenStoreSignal } from '../core/store-signal';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { visitorName } from '../ui/visitor-name';
import { AnswerBar } from './answer-bar';
import { Composer } from './composer';
import { ConversationHeader } from './conversation-header';
import { FileDrop } from './file-drop';
import { MessageList } from './message-list';
import { VisitorCard } from './visitor-card';

/** One open conversation: what was said, the field to answer, and the visitor's card beside it. */
@Component({
  selector: 'fy-conversation-view',
  imports: [
    AnswerBar,
    Composer,
    ConversationHeader,
    EmptyState,
    FileDrop,
    MatButton,
    MessageList,
    RouterLink,
    VisitorCard,
  ],
  templateUrl: './conversation-view.html',
  styleUrl: './conversation-view.scss',
})
export class ConversationView {
  readonly conversation = input.required<Conversation>();
  /** Under which an answer begun is kept. */
  readonly draftKey = input.required<string>();

  readonly #session = inject(Session);
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  private readonly composer = viewChild(Composer);

  protected readonly room = chosenStoreSignal(() => this.conversation().room);
  protected readonly visitor = chosenStoreSignal(() => this.conversation().visitor);
  protected readonly told = chosenStoreSignal(() => this.conversation().told);
  protected readonly isVisitorOnline = chosenStoreSignal(() => this.conversation().visitorOnline);
  protected readonly problem = chosenStoreSignal(() => this.conversation().problem);
  protected readonly isCardShown = signal(false);
  /** Set when the user took the room, so that the field to answer gets the focus as soon as it is there. */
  readonly #wantsToAnswer = signal(false);

  protected readonly visitorName = computed(() =>
    visitorName(this.visitor(), this.room()?.visitorId ?? '', this.texts()),
  );
  protected readonly isOpen = computed(() => this.room()?.openAt !== undefined);
  protected readonly isMine = computed(() => {
    const id = this.room()?.assignee?.id;
    return id !== undefined && id === this.#session.me()?.id;
  });
  protected readonly canAnswer = computed(() => this.isOpen() && this.isMine());
  /** Where an answer goes while the visitor is gone; null where it waits in the chat. */
  readonly #mailbox = computed(() =>
    this.isOpen() && this.isVisitorOnline() === false ? (this.visitor()?.contact?.email ?? null) : null,
  );
  /** What is said of that where the answer is written; null where nothing is to be said. */
  protected readonly mailHint = computed(() => {
    const [words, mailbox] = [this.texts().conversation, this.#mailbox()];
    if (mailbox === null) return null;
    return this.room()?.mailsStoppedAt === undefined ? words.byMail(mailbox) : words.noMail;
  });
  protected readonly isRefused = computed(() => this.problem()?.code === 'refused' && !this.room());

  constructor() {
    effect(() => {
      const composer = this.composer();
      if (!composer || !this.#wantsToAnswer()) return;
      this.#wantsToAnswer.set(false);
      composer.focus();
    });
  }

  protected async take(): Promise<void> {
    this.#wantsToAnswer.set(await this.#notices.attempt(() => this.conversation().take()));
  }

  protected sendFiles(files: readonly File[]): void {
    const refused: { name: string; cause: unknown }[] = [];
    for (const file of files) {
      try {
        this.conversation().sendFile({ name: file.name, type: file.type, size: file.size, body: file });
      } catch (cause) {
        refused.push({ name: file.name, cause });
      }
    }
    if (refused.length > 0) this.#notices.failEach(refused);
  }
}
