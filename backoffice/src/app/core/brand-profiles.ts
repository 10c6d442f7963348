import { Injector, Service, inject, runInInjectionContext, untracked, type Signal } from '@angular/core';
import type { BrandId, BrandProfile } from '@foyer/shared-core/model';
import { DESK } from './desk';
import { storeSignal } from './store-signal';

/** The live profiles of the brands on the screen; each is opened once and stays open, they are few. */
@Service()
export class BrandProfiles {
  readonly #desk = inject(DESK);
  readonly #injector = inject(Injector);
  readonly #open = new Map<BrandId, Signal<BrandProfile | null>>();

  /** The profile of a brand; null until it is known, and where it may not be read. */
  of(brand: BrandId): Signal<BrandProfile | null> {
    const known = this.#open.get(brand);
    if (known) return known;
    // Asked for while something is computed; opening it is not part of that computation.
    const opened = untracked(() =>
      runInInjectionContext(this.#injector, () => storeSignal(this.#desk.profile(brand))),
    );
    this.#open.set(brand, opened);
    return opened;
  }

  /** What to call a brand: its name, or its id until the name is known. */
  nameOf(brand: BrandId): string {
    return this.of(brand)()?.name ?? brand;
  }
}
