import { ErrorHandler, Service, inject } from '@angular/core';
import { MatSnackBar, MatSnackBarConfig } from '@angular/material/snack-bar';
import { errorCode } from './error-code';
import { Language } from './language';

/** Short messages at the foot of the window, spoken by a screen reader, too. */
@Service()
export class Notices {
  readonly #bar = inject(MatSnackBar);
  readonly #language = inject(Language);
  readonly #errors = inject(ErrorHandler);

  say(text: string): void {
    this.#bar.open(text, undefined, Object.assign(new MatSnackBarConfig(), { duration: 3500 }));
  }

  /** Says that something is done, and offers to take it back for as long as a reader needs. */
  offer(text: string, action: string, act: () => void): void {
    const config = Object.assign(new MatSnackBarConfig(), { duration: 10_000 });
    const bar = this.#bar.open(text, action, config);
    bar.onAction().subscribe(act);
  }

  /** Runs an act of the user; a failure is said in words. Answers whether it succeeded. */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (cause) {
      this.fail(cause);
      return false;
    }
  }

  /** Says why something failed. A cause without a code of its own is logged as well. */
  fail(cause: unknown): void {
    this.#warn(this.#reason(cause));
  }

  /** Says why some things failed: one notice takes the place of another, so in one. */
  failEach(failures: readonly { readonly name: string; readonly cause: unknown }[]): void {
    const names = new Map<string, string[]>();
    for (const { name, cause } of failures) {
      const reason = this.#reason(cause);
      names.set(reason, [...(names.get(reason) ?? []), name]);
    }
    this.#warn([...names].map(([reason, all]) => `${all.join(', ')}: ${reason}`).join(' '));
  }

  #reason(cause: unknown): string {
    const code = errorCode(cause);
    if (code === 'failed') this.#errors.handleError(cause);
    return this.#language.texts().errors[code];
  }

  #warn(text: string): void {
    const config = Object.assign(new MatSnackBarConfig(), { duration: 8000, politeness: 'assertive' });
    this.#bar.open(text, this.#language.texts().app.close, config);
  }
}
