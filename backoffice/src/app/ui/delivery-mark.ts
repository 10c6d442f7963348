import { Component, computed, inject, input, output } from '@angular/core';
import type { Delivery } from '@foyer/shared-core';
import { Language } from '../core/language';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

/** What has become of an own message; one that was not sent says why and can be sent again. */
@Component({
  selector: 'fy-delivery-mark',
  imports: [Icon],
  template: `
    <span class="state" [class.failed]="delivery().state === 'failed'">
      <fy-icon [name]="icon()" />{{ words() }}
    </span>
    @if (delivery().state === 'failed') {
      @if (canRetry()) {
        <button type="button" (click)="retry.emit()">{{ texts().conversation.retry }}</button>
      }
      <button type="button" (click)="discard.emit()">{{ texts().conversation.discard }}</button>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 4px 10px;
      padding-inline: 4px;
      color: var(--fy-faint);
      font-size: 0.75rem;
    }
    .state {
      display: inline-flex;
      align-items: center;
      gap: 4px;
    }
    .failed {
      color: var(--fy-danger);
    }
    fy-icon {
      inline-size: 14px;
      block-size: 14px;
    }
    button {
      padding: 0;
      border: 0;
      background: none;
      color: var(--fy-accent-text);
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 2px;
      cursor: pointer;
    }
  `,
})
export class DeliveryMark {
  readonly delivery = input.required<Delivery>();
  readonly isSeen = input(false);
  readonly retry = output();
  readonly discard = output();

  protected readonly texts = inject(Language).texts;
  /** A file that cannot be read any more has to be chosen again. */
  protected readonly canRetry = computed(() => {
    const delivery = this.delivery();
    return delivery.state === 'failed' && delivery.reason !== 'file-gone';
  });
  protected readonly icon = computed<IconName>(() => {
    switch (this.delivery().state) {
      case 'queued':
        return 'clock';
      case 'failed':
        return 'warning';
      case 'sent':
        return this.isSeen() ? 'seen' : 'check';
    }
  });
  protected readonly words = computed(() => {
    const delivery = this.delivery();
    const { conversation, errors } = this.texts();
    switch (delivery.state) {
      case 'queued':
        return conversation.sending;
      case 'failed':
        return conversation.notSent(errors[delivery.reason]);
      case 'sent':
        return this.isSeen() ? conversation.seen : conversation.sent;
    }
  });
}
