import { Component, computed, inject, input, output } from '@angular/core';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { Conversation } from '@foyer/shared-core';
import type { Room } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { Avatar } from '../ui/avatar';
import { BrandMark } from '../ui/brand-mark';
import { Confirm } from '../ui/confirm';
import { Icon } from '../ui/icon';
import { Session } from '../session/session';
import { ReadersDialog } from './readers-dialog';

/** Whose conversation this is, who answers it, and what can be done with it. */
@Component({
  selector: 'fy-conversation-header',
  imports: [Avatar, BrandMark, Icon, MatButton, MatIconButton, MatTooltip, RouterLink],
  templateUrl: './conversation-header.html',
  styleUrl: './conversation-header.scss',
})
export class ConversationHeader {
  readonly conversation = input.required<Conversation>();
  readonly name = input.required<string>();
  /** Null until it is known. */
  readonly room = input.required<Room | null>();
  readonly isOnline = input.required<boolean>();
  readonly isMine = input.required<boolean>();
  readonly isCardShown = input.required<boolean>();
  readonly toggleCard = output();

  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  readonly #dialog = inject(MatDialog);
  protected readonly isAdmin = inject(Session).isAdmin;
  protected readonly texts = inject(Language).texts;
  protected readonly isOpen = computed(() => this.room()?.openAt !== undefined);
  protected readonly answeredBy = computed(() => {
    const assignee = this.room()?.assignee;
    if (!assignee) return this.texts().inbox.free;
    const words = this.texts().conversation;
    return this.isMine() ? words.answeredByYou : words.answeredBy(assignee.name);
  });

  /** Whoever answers for privacy must be able to tell. */
  protected showReaders(): void {
    const room = this.room();
    if (!room) return;
    const config = Object.assign(new MatDialogConfig(), {
      data: { brand: room.brand, room: room.id },
      width: '560px',
      autoFocus: 'dialog',
    });
    this.#dialog.open(ReadersDialog, config);
  }

  protected giveBack(): Promise<boolean> {
    return this.#notices.attempt(() => this.conversation().giveBack());
  }

  /** Asks first: closing cannot be undone. */
  protected async close(): Promise<void> {
    const words = this.texts().conversation;
    const isSure = await this.#confirm.ask({
      title: words.closeTitle,
      text: words.closeText,
      action: words.closeRoom,
      isDangerous: true,
    });
    if (isSure) await this.#notices.attempt(() => this.conversation().close());
  }
}
