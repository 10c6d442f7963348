import { refuse } from '../local-firebase-error.ts';

/** How long an address stays locked; the live service does not say how long it is there. */
const LOCK_MS = 300_000;

/** Counts wrong passwords by address, whether somebody has it or not, so that a lock tells nobody who has an account. */
export class FailedSignIns {
  readonly #failures = new Map<string, { count: number; lastAt: number }>();

  /** Refuses TOO_MANY_ATTEMPTS_TRY_LATER after `limit` failures in a row; 0 never does. `now` in milliseconds. */
  assertOpen(email: string, limit: number, now: number): void {
    const failures = this.#failures.get(email);
    if (limit === 0 || failures === undefined || failures.count < limit) return;
    if (now - failures.lastAt >= LOCK_MS) {
      this.#failures.delete(email);
      return;
    }
    throw refuse(
      400,
      'TOO_MANY_ATTEMPTS_TRY_LATER',
      'Access to this account has been temporarily disabled due to many failed login attempts. ' +
        'You can immediately restore it by resetting your password or you can try again later.',
    );
  }

  failed(email: string, now: number): void {
    this.#failures.set(email, { count: (this.#failures.get(email)?.count ?? 0) + 1, lastAt: now });
  }

  /** After the right password, or a new one. */
  forget(email: string): void {
    this.#failures.delete(email);
  }

  clear(): void {
    this.#failures.clear();
  }
}
