import { Component, computed, inject } from '@angular/core';
import { Language } from '../core/language';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';

/** Says so when the connection is gone or comes back; silent while all is well. */
@Component({
  selector: 'fy-connection-banner',
  imports: [Icon],
  template: `
    <div role="status">
      @if (text(); as words) {
        <p [class.offline]="isOffline()"><fy-icon [name]="isOffline() ? 'warning' : 'retry'" />{{ words }}</p>
      }
    </div>
  `,
  styles: `
    p {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      padding: 6px 16px;
      background: var(--fy-sunken);
      border-block-end: 1px solid var(--fy-line);
      color: var(--fy-muted);
      font-size: 0.8125rem;
    }
    .offline {
      background: var(--fy-wait-soft);
      color: var(--fy-wait);
    }
  `,
})
export class ConnectionBanner {
  readonly #session = inject(Session);
  readonly #texts = inject(Language).texts;
  protected readonly isOffline = computed(() => this.#session.connection() === 'offline');
  protected readonly text = computed(() => {
    switch (this.#session.connection()) {
      case 'offline':
        return this.#texts().connection.offline;
      case 'connecting':
        return this.#texts().connection.connecting;
      case 'idle':
      case 'online':
        return null;
    }
  });
}
