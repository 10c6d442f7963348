import { Component, computed, inject, input, resource, signal } from '@angular/core';
import type { Conversation } from '@foyer/shared-core';
import type { FileMessage } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';

/** The picture of an image message. Its link is asked for when it first comes into sight, and lives ten minutes. */
@Component({
  selector: 'fy-image-thumbnail',
  imports: [Icon],
  template: `
    @if (hasFailed()) {
      <span class="failed"><fy-icon name="warning" />{{ texts().file.failed }}</span>
    } @else if (url(); as source) {
      <img
        [src]="source"
        [alt]="texts().file.image(label())"
        decoding="async"
        referrerpolicy="no-referrer"
        (error)="isBroken.set(true)"
      />
    } @else {
      <span class="waiting"></span>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    img {
      display: block;
      min-inline-size: 80px;
      min-block-size: 60px;
      max-inline-size: min(320px, 62vw);
      max-block-size: 260px;
      background: var(--fy-hover);
      object-fit: cover;
    }
    .waiting,
    .failed {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      inline-size: 240px;
      block-size: 160px;
      padding: 16px;
      background: var(--fy-hover);
      color: var(--fy-muted);
      font-size: 0.8125rem;
    }
  `,
})
export class ImageThumbnail {
  readonly conversation = input.required<Conversation>();
  readonly message = input.required<FileMessage>();
  /** The file's name, fit to be shown. */
  readonly label = input.required<string>();

  protected readonly texts = inject(Language).texts;
  protected readonly isBroken = signal(false);
  readonly #link = resource({
    params: () => ({ conversation: this.conversation(), id: this.message().id }),
    loader: ({ params }) => params.conversation.fileLink(this.message()),
  });
  protected readonly hasFailed = computed(() => this.isBroken() || this.#link.status() === 'error');
  protected readonly url = computed(() => (this.#link.hasValue() ? this.#link.value() : undefined));
}
