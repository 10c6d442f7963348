import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Language } from '../core/language';
import { EmptyState } from '../ui/empty-state';

/** An address that leads nowhere. */
@Component({
  selector: 'fy-not-found',
  imports: [EmptyState, MatButton, RouterLink],
  template: `
    <h1 class="visually-hidden" tabindex="-1">{{ texts().app.notFound }}</h1>
    <fy-empty-state icon="search" [heading]="texts().app.notFound">
      <a matButton="tonal" routerLink="/inbox">{{ texts().app.toInbox }}</a>
    </fy-empty-state>
  `,
})
export class NotFound {
  protected readonly texts = inject(Language).texts;
}
