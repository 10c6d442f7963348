import { Service, computed, inject } from '@angular/core';
import { DESK } from '../core/desk';
import { storeSignal } from '../core/store-signal';

/** Who is signed in at this desk, and how the desk stands with the outside world. */
@Service()
export class Session {
  readonly #desk = inject(DESK);
  readonly me = storeSignal(this.#desk.me);
  readonly connection = storeSignal(this.#desk.connection);
  /** Why the desk closed itself, or null while it works. */
  readonly ended = storeSignal(this.#desk.ended);
  readonly isAdmin = computed(() => this.me()?.role === 'admin');
  #restored: Promise<void> | undefined;

  /** Takes up the stored session once; later calls wait for the same attempt. */
  restore(): Promise<void> {
    this.#restored ??= this.#desk.restore();
    return this.#restored;
  }

  /** Rejects with a `CoreError`, whose code says no more than the sign-in may reveal. */
  signIn(email: string, password: string): Promise<void> {
    return this.#desk.signIn(email, password);
  }

  signOut(): Promise<void> {
    return this.#desk.signOut();
  }
}
