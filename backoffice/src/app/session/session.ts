import { Service, computed, inject } from '@angular/core';
import type { Me } from '@foyer/shared-core';
import type { Me } from '@foyer/shared-core';
import { DESK } from '../core/desk';
import { firstKnown } from '../core/first-known';
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

  /** Who is signed in, or null; takes up the stored session first, and waits until the answer is certain. */
  async whoIsHere(): Promise<Me | null> {
    this.#restored ??= this.#desk.restore();
    await this.#restored;
    return firstKnown(this.#desk.me);
  }

  /** Who is signed in, as soon as that is known: a stored session is taken up, and the own live node is read. */
  async known(): Promise<Me | null> {
    await this.restore();
    return new Promise((resolve) => {
      const stops: (() => void)[] = [];
      const check = (me: Me | null | undefined): void => {
        if (me === undefined) return;
        for (const stop of stops.splice(0)) stop();
        resolve(me);
      };
      stops.push(this.#desk.me.subscribe(check));
      check(this.#desk.me.get());
    });
  }

  /** Rejects with a `CoreError`, whose code says no more than the sign-in may reveal. */
  signIn(email: string, password: string): Promise<void> {
    return this.#desk.signIn(email, password);
  }

  signOut(): Promise<void> {
    return this.#desk.signOut();
  }
}
