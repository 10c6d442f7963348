import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { childAddress } from '../core/child-address';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { storeSignal } from '../core/store-signal';
import { Session } from '../session/session';
import { Avatar } from '../ui/avatar';
import { EmptyState } from '../ui/empty-state';

/** The colleagues, who is here, and a direct conversation with one of them. */
@Component({
  selector: 'fy-team',
  imports: [Avatar, EmptyState, RouterLink, RouterOutlet],
  templateUrl: './team.html',
  styleUrl: './team.scss',
  host: { '[class.has-chat]': 'chosen() !== null' },
})
export class Team {
  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly chosen = childAddress();
  readonly #everybody = storeSignal(inject(DESK).colleagues);
  /** Everybody else: who is here first, who may not sign in any more last. */
  protected readonly colleagues = computed(() =>
    this.#everybody()
      .filter(({ id }) => id !== this.#session.me()?.id)
      .toSorted((a, b) => Number(b.active) - Number(a.active) || Number(b.online) - Number(a.online)),
  );
}
