import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { CoreErrorCode } from '@foyer/shared-core';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';

/** Stands over everything once the desk has closed itself: nothing behind it may be read any more. */
@Component({
  selector: 'fy-access-ended',
  imports: [Icon, MatButton],
  template: `
    <main>
      <span class="mark"><fy-icon name="shield" /></span>
      <div role="alert">
        <h1>{{ texts().ended.title }}</h1>
        <p>{{ reason() }}</p>
      </div>
      <button matButton="filled" type="button" (click)="signInAgain()">
        {{ texts().ended.signInAgain }}
      </button>
    </main>
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      min-block-size: 100dvh;
      padding: 24px;
    }
    main {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 10px;
      max-inline-size: 40ch;
      text-align: center;
    }
    .mark {
      display: grid;
      place-items: center;
      inline-size: 64px;
      block-size: 64px;
      border-radius: 20px;
      background: var(--fy-wait-soft);
      color: var(--fy-wait);
    }
    h1 {
      font-size: 1.375rem;
      letter-spacing: -0.01em;
    }
    p {
      margin-block: 8px 12px;
      color: var(--fy-muted);
    }
  `,
})
export class AccessEnded {
  readonly code = input.required<CoreErrorCode>();
  protected readonly texts = inject(Language).texts;
  protected readonly reason = computed(() => {
    const words = this.texts().ended;
    switch (this.code()) {
      case 'refused':
        return words.account;
      case 'second-factor-required':
        return words.factor;
      default:
        return words.session;
    }
  });

  /** A fresh page: nothing of the ended session stays in memory. */
  protected signInAgain(): void {
    location.assign('./');
  }
}
