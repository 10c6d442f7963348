import { Component, computed, inject, input, signal } from '@angular/core';
import type { Conversation, Delivery } from '@foyer/shared-core';
import type { FileMessage } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { fileLabel, fileSize } from '../ui/file-label';
import { Icon } from '../ui/icon';
import { ImageThumbnail } from './image-thumbnail';
import { openInNewTab } from './open-in-new-tab';

/** A file that was sent: an image as a small picture, anything else by its name; opened by a link made on the spot. */
@Component({
  selector: 'fy-attachment',
  imports: [Icon, ImageThumbnail],
  templateUrl: './attachment.html',
  styleUrl: './attachment.scss',
})
export class Attachment {
  readonly conversation = input.required<Conversation>();
  readonly message = input.required<FileMessage>();
  readonly delivery = input.required<Delivery>();

  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  protected readonly isOpening = signal(false);
  protected readonly label = computed(() => fileLabel(this.message().file.name));
  protected readonly size = computed(() => fileSize(this.message().file.size, this.texts()));
  protected readonly isImage = computed(() => this.message().file.type.startsWith('image/'));
  /** Whether the file lies in Storage already, so that it can be fetched. */
  protected readonly isStored = computed(() => this.delivery().state === 'sent');
  /** How much of an upload is done, 0 to 1; null when it is no upload in progress. */
  protected readonly progress = computed(() => {
    const delivery = this.delivery();
    return delivery.state === 'queued' ? (delivery.progress ?? 0) : null;
  });

  protected async open(): Promise<void> {
    this.isOpening.set(true);
    await this.#notices.attempt(async () => openInNewTab(await this.conversation().fileLink(this.message())));
    this.isOpening.set(false);
  }
}
