import { Service, computed, inject, signal } from '@angular/core';
import type { Enrolment, Me } from '@foyer/shared-core';
import type { Calls, ModeratorProof, ModeratorStep } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { firstKnown } from '../core/first-known';
import { storeSignal } from '../core/store-signal';

/** Who is signed in at this desk, and how the desk stands with the outside world. */
@Service()
export class Session {
  readonly #desk = inject(DESK);
  readonly me = storeSignal(this.#desk.me);
  readonly connection = storeSignal(this.#desk.connection);
  readonly #ended = storeSignal(this.#desk.ended);
  readonly #isLeaving = signal(false);
  /** Why the desk closed itself, or null while it works. That a session ends which one ends oneself is no news. */
  readonly ended = computed(() => (this.#isLeaving() ? null : this.#ended()));
  readonly isAdmin = computed(() => this.me()?.role === 'admin');
  #restored: Promise<void> | undefined;

  /** Who is signed in, or null; takes up the stored session first, and waits until the answer is certain. */
  async whoIsHere(): Promise<Me | null> {
    this.#restored ??= this.#desk.restore();
    await this.#restored;
    return firstKnown(this.#desk.me);
  }

  /** Null when signed in, else what is missing. Rejects with a `CoreError` that says no more than it may reveal. */
  async prove(proof: ModeratorProof): Promise<ModeratorStep | null> {
    const step = await this.#desk.continueSignIn(proof);
    if (step === null) this.#isLeaving.set(false);
    return step;
  }

  /** Ends the enrolment that the `enrol` step of a sign-in demanded. */
  completeEnrolment(request: Calls['confirmFactor']['request']): Promise<Enrolment> {
    this.#isLeaving.set(false);
    return this.#desk.completeEnrolment(request);
  }

  signOut(): Promise<void> {
    this.#isLeaving.set(true);
    return this.#desk.signOut();
  }
}
