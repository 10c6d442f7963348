import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterOutlet } from '@angular/router';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { childAddress } from '../core/child-address';
import { storeSignal } from '../core/store-signal';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { filterRooms, readScope, type RoomFilter } from './room-filter';
import { RoomFilters } from './room-filters';
import { RoomList } from './room-list';

/** The open conversations of the own brands, and the chosen one beside them. */
@Component({
  selector: 'fy-inbox',
  imports: [EmptyState, MatButton, RoomFilters, RoomList, RouterOutlet],
  templateUrl: './inbox.html',
  styleUrl: './inbox.scss',
  host: { '[class.has-room]': 'chosen() !== null' },
})
export class Inbox {
  /** From the address: which conversations to show. */
  readonly show = input<string>();
  /** From the address: the one brand to show. */
  readonly only = input<string>();

  readonly #router = inject(Router);
  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly rows = storeSignal(inject(DESK).rooms);
  protected readonly chosen = childAddress();
  protected readonly brands = computed(() => this.#session.me()?.brands ?? []);
  protected readonly filter = computed<RoomFilter>(() => ({
    scope: readScope(this.show()),
    brand: this.only() ?? null,
  }));
  protected readonly shown = computed(() => {
    const rows = this.rows();
    return rows && filterRooms(rows, this.filter(), this.#session.me()?.id);
  });
  protected readonly isFiltered = computed(
    () => this.filter().scope !== 'all' || this.filter().brand !== null,
  );

  /** Keeps the filter in the address, where a reload and the back button find it. */
  protected setFilter(filter: RoomFilter): void {
    void this.#router.navigate([], {
      queryParams: { show: filter.scope === 'all' ? null : filter.scope, only: filter.brand },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}
