import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Calls } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { knowsPasskeys, usePasskey } from '../factors/passkey';
import { stepProblem } from '../factors/step-problem';

type Proof = Calls['reauthenticate']['request'];
type Way = Calls['reauthenticationOptions']['response']['factors'][number];

/** Asks once more who is at the desk. Closes with true when that is proven. */
@Component({
  selector: 'fy-reauthentication-dialog',
  imports: [MatButton, MatDialogModule, MatFormFieldModule, MatInput],
  templateUrl: './reauthentication-dialog.html',
  styleUrl: './reauthentication-dialog.scss',
})
export class ReauthenticationDialog {
  readonly #desk = inject(DESK);
  readonly #self = inject<MatDialogRef<ReauthenticationDialog, boolean>>(MatDialogRef);
  protected readonly texts = inject(Language).texts;
  protected readonly options = resource({ loader: () => this.#desk.call('reauthenticationOptions', {}) });
  protected readonly ways = computed<readonly Way[]>(() =>
    this.options.hasValue()
      ? this.options.value().factors.filter((way) => way !== 'passkey' || knowsPasskeys())
      : [],
  );
  protected readonly way = linkedSignal<Way | undefined>(() => this.ways()[0]);
  protected readonly otherWays = computed(() => this.ways().filter((way) => way !== this.way()));
  readonly #refusal = signal<string | null>(null);
  protected readonly problem = computed(() => {
    const cause = this.options.error();
    return cause === undefined ? this.#refusal() : this.texts().errors[errorCode(cause)];
  });
  protected readonly isBusy = signal(false);

  protected wordsOf(way: Way): string {
    const { entry, signIn } = this.texts();
    return { password: signIn.password, totp: entry.useCode, passkey: entry.usePasskey }[way];
  }

  protected proveByText(event: Event, typed: string): Promise<void> {
    event.preventDefault();
    const isPassword = this.way() === 'password';
    return this.#prove(() =>
      Promise.resolve(isPassword ? { password: typed } : { code: typed.replace(/\s/gu, '') }),
    );
  }

  protected proveByPasskey(): Promise<void> {
    return this.#prove(async () => {
      // A challenge is good for one attempt, so each asks for its own.
      const { challenge = '', passkey } = await this.#desk.call('reauthenticationOptions', {});
      return { challenge, assertion: await usePasskey(passkey) };
    });
  }

  async #prove(proof: () => Promise<Proof>): Promise<void> {
    this.#refusal.set(null);
    this.isBusy.set(true);
    try {
      await this.#desk.call('reauthenticate', await proof());
      this.#self.close(true);
    } catch (cause) {
      this.#refusal.set(stepProblem(cause, this.texts()));
    } finally {
      this.isBusy.set(false);
    }
  }
}
