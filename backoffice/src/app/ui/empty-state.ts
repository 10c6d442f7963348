import { Component, input } from '@angular/core';
import { Icon } from './icon';
import type { IconName } from './icon-paths';

/** What stands where nothing else does: why it is empty, and what to do about it. */
@Component({
  selector: 'fy-empty-state',
  imports: [Icon],
  template: `
    <span class="mark"><fy-icon [name]="icon()" /></span>
    @if (isPageHeading()) {
      <h2 class="title" tabindex="-1">{{ heading() }}</h2>
    } @else {
      <p class="title">{{ heading() }}</p>
    }
    <p class="text">{{ text() }}</p>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: 4px;
      min-block-size: 220px;
      padding: 32px 24px;
      text-align: center;
    }
    .mark {
      display: grid;
      place-items: center;
      inline-size: 52px;
      block-size: 52px;
      margin-block-end: 12px;
      border-radius: 16px;
      background: var(--fy-accent-soft);
      color: var(--fy-accent-text);
    }
    .title {
      font-size: 0.9375rem;
      font-weight: 620;
    }
    .text {
      max-inline-size: 34ch;
      margin-block-end: 8px;
      color: var(--fy-muted);
      font-size: 0.875rem;
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input('');
  /** Whether it stands for the whole page, so that its heading takes the focus after navigation. */
  readonly isPageHeading = input(false);
}
