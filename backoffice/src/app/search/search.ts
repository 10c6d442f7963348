import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { BrandId } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Session } from '../session/session';
import { BrandSelect } from '../ui/brand-select';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { SearchResult } from './search-result';

const MOST_HITS = 50;

/** Full-text search over the archive. What is looked for stands in the address, so that it can be shared and gone back to. */
@Component({
  selector: 'fy-search',
  imports: [BrandSelect, EmptyState, Icon, MatButton, SearchResult],
  templateUrl: './search.html',
  styleUrl: './search.scss',
  host: { class: 'page' },
})
export class Search {
  /** From the address: what to look for. */
  readonly q = input<string>();
  /** From the address: the one brand to look in. */
  readonly only = input<string>();

  readonly #desk = inject(DESK);
  readonly #router = inject(Router);
  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly typed = linkedSignal(() => this.q() ?? '');
  protected readonly query = computed(() => (this.q() ?? '').trim());
  protected readonly brands = computed(() => this.#session.me()?.brands ?? []);
  protected readonly most = MOST_HITS;
  protected readonly found = resource({
    params: () => (this.query() === '' ? undefined : { text: this.query(), brand: this.only() }),
    loader: async ({ params: { text, brand } }) => {
      const { hits } = await this.#desk.call('searchArchive', {
        text,
        limit: MOST_HITS,
        ...(brand === undefined ? {} : { brand }),
      });
      return hits;
    },
  });
  protected readonly hits = computed(() => (this.found.hasValue() ? this.found.value() : []));
  protected readonly problem = computed(() => {
    const cause = this.found.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });

  protected submit(event: Event): void {
    event.preventDefault();
    this.#go({ q: this.typed().trim() || null });
  }

  protected chooseBrand(brand: BrandId | null): void {
    this.#go({ only: brand });
  }

  #go(queryParams: { q?: string | null; only?: BrandId | null }): void {
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
