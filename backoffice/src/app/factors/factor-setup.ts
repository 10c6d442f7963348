import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Calls, SecondFactor } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { createPasskey, knowsPasskeys } from './passkey';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';
import { stepProblem } from './step-problem';

type Begun = Calls['beginFactor']['response'];
type Confirmation = Calls['confirmFactor']['request'];

/** How a second step is set up: for oneself, or on the way in. */
export interface SetupCalls {
  readonly begin: (kind: SecondFactor) => Promise<Begun>;
  /** Answers the recovery codes to show, if there are any. */
  readonly confirm: (request: Confirmation) => Promise<readonly string[]>;
}

/** Sets up an authenticator app or a passkey, and shows the recovery codes of the first one. */
@Component({
  selector: 'fy-factor-setup',
  imports: [Icon, MatButton, MatFormFieldModule, MatInput, QrCode, RecoveryCodes],
  templateUrl: './factor-setup.html',
  styleUrl: './factor-setup.scss',
})
export class FactorSetup {
  readonly calls = input.required<SetupCalls>();
  readonly done = output();
  protected readonly texts = inject(Language).texts;
  protected readonly knowsPasskeys = knowsPasskeys();
  protected readonly begun = signal<Begun | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly isBusy = signal(false);

  protected beginApp(): Promise<void> {
    return this.#attempt(async () => this.begun.set(await this.calls().begin('totp')));
  }

  protected addPasskey(): Promise<void> {
    return this.#attempt(async () => {
      const { ticket, passkey } = await this.calls().begin('passkey');
      const attestation = await createPasskey(passkey);
      await this.#confirm({ ticket, attestation, name: this.texts().setup.namePasskey });
    });
  }

  protected confirmApp(event: Event, code: string): Promise<void> {
    event.preventDefault();
    return this.#attempt(async () => {
      const ticket = this.begun()?.ticket ?? '';
      await this.#confirm({ ticket, code: code.replace(/\s/gu, ''), name: this.texts().setup.nameApp });
    });
  }

  async #confirm(request: Confirmation): Promise<void> {
    const codes = await this.calls().confirm(request);
    if (codes.length > 0) this.codes.set(codes);
    else this.done.emit();
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    this.isBusy.set(true);
    try {
      await act();
    } catch (cause) {
      this.problem.set(stepProblem(cause, this.texts()));
    } finally {
      this.isBusy.set(false);
    }
  }
}
