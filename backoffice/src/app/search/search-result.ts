import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SearchHit } from '@foyer/shared-core/model';
import { Clock } from '../core/clock';
import { Language } from '../core/language';
import { Avatar } from '../ui/avatar';
import { BrandMark } from '../ui/brand-mark';
import { fullTime, relativeTime } from '../ui/relative-time';
import { excerptAround, highlight } from './highlight';

/** One message found, its hits marked; leads to its conversation. */
@Component({
  selector: 'fy-search-result',
  imports: [Avatar, BrandMark, RouterLink],
  template: `
    <a [routerLink]="['/inbox', hit().brand, hit().room]">
      <fy-avatar [name]="name()" [of]="hit().by" [size]="32" />
      <span class="body">
        <span class="line">
          <span class="name">{{ name() }}</span>
          <fy-brand-mark [brand]="hit().brand" />
          <time [title]="moment()">{{ age() }}</time>
        </span>
        <!-- prettier-ignore -->
        <span class="text">@for (part of parts(); track $index) {@if (part.isHit) {<mark>{{ part.text }}</mark>} @else {{{ part.text }}}}</span>
      </span>
    </a>
  `,
  styles: `
    a {
      display: flex;
      gap: 12px;
      padding: 12px 16px;
      color: inherit;
      text-decoration: none;
    }
    a:hover {
      background: var(--fy-hover);
    }
    a:focus-visible {
      outline-offset: -3px;
    }
    .body {
      flex: 1;
      min-inline-size: 0;
    }
    .line {
      display: flex;
      gap: 10px;
      align-items: baseline;
    }
    .name {
      overflow: hidden;
      font-size: 0.875rem;
      font-weight: 600;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    time {
      margin-inline-start: auto;
      color: var(--fy-faint);
      font-size: 0.75rem;
      white-space: nowrap;
    }
    .text {
      color: var(--fy-muted);
      font-size: 0.875rem;
      overflow-wrap: anywhere;
      unicode-bidi: plaintext;
    }
    mark {
      border-radius: 3px;
      background: var(--fy-mark);
      color: var(--fy-text);
    }
  `,
})
export class SearchResult {
  readonly hit = input.required<SearchHit>();
  readonly query = input.required<string>();

  readonly #clock = inject(Clock);
  protected readonly texts = inject(Language).texts;
  protected readonly name = computed(
    () =>
      this.hit().name ??
      (this.hit().role === 'client' ? this.texts().conversation.visitor : this.texts().app.unknown),
  );
  protected readonly parts = computed(() =>
    highlight(excerptAround(this.hit().text, this.query()), this.query()),
  );
  protected readonly moment = computed(() => fullTime(this.hit().at, this.texts().locale));
  protected readonly age = computed(() =>
    relativeTime(this.hit().at, this.#clock.now(), {
      locale: this.texts().locale,
      now: this.texts().inbox.now,
    }),
  );
}
