import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterOutlet } from '@angular/router';
import { BrandProfiles } from '../core/brand-profiles';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { childAddress } from '../core/child-address';
import { storeSignal } from '../core/store-signal';
import { Session } from '../session/session';
import { EmptyState } from '../ui/empty-state';
import { knownDepartments } from './known-departments';
import { keptFilter } from './kept-filter';
import {
  NO_FILTER,
  OWN_DEPARTMENTS,
  filterRooms,
  isFiltering,
  readScope,
  type RoomFilter,
} from './room-filter';
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
  /** From the address: the one department to show. */
  readonly department = input<string>();

  readonly #router = inject(Router);
  readonly #session = inject(Session);
  readonly #profiles = inject(BrandProfiles);
  protected readonly texts = inject(Language).texts;
  protected readonly rows = storeSignal(inject(DESK).rooms);
  protected readonly chosen = childAddress();
  protected readonly brands = computed(() => this.#session.me()?.brands ?? []);
  protected readonly own = computed(() => this.#session.me()?.departments ?? []);
  protected readonly everything = NO_FILTER;
  protected readonly filter = computed<RoomFilter>(() => ({
    scope: readScope(this.show()),
    brand: this.only() ?? null,
    department: this.department() ?? null,
  }));
  protected readonly departments = computed(() => {
    const profiles = this.brands().map((brand) => this.#profiles.of(brand)());
    const { department } = this.filter();
    return knownDepartments(this.rows() ?? [], profiles, [
      ...this.own(),
      ...(department === null || department === OWN_DEPARTMENTS ? [] : [department]),
    ]);
  });
  protected readonly shown = computed(() => {
    const rows = this.rows();
    return rows && filterRooms(rows, this.filter(), this.#session.me() ?? null);
  });
  protected readonly isFiltered = computed(() => isFiltering(this.filter()));
  protected readonly emptyText = computed(() => {
    const { inbox } = this.texts();
    const { department } = this.filter();
    if (department === null) return inbox.emptyFilterText;
    return department === OWN_DEPARTMENTS ? inbox.emptyOwnDepartments : inbox.emptyDepartment(department);
  });

  constructor() {
    // Whoever comes back to the inbox finds it as they left it.
    effect(() => {
      const kept = keptFilter.read();
      if (!this.isFiltered() && isFiltering(kept)) this.#navigate(kept);
    });
  }

  protected setFilter(filter: RoomFilter): void {
    keptFilter.keep(filter);
    this.#navigate(filter);
  }

  /** Keeps the filter in the address, where a reload and the back button find it. */
  #navigate({ scope, brand, department }: RoomFilter): void {
    void this.#router.navigate([], {
      queryParams: { show: scope === 'all' ? null : scope, only: brand, department },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}
