import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, FormRoot, email, form, required } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import type { CoreErrorCode } from '@foyer/shared-core';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { LanguageMenu } from '../ui/language-menu';
import { Logo } from '../ui/logo';
import { nextAddress } from './next-address';
import { Session } from './session';

/** The way in: e-mail and password. A refusal says the same whether the account exists or not. */
@Component({
  selector: 'fy-sign-in',
  imports: [
    FormField,
    FormRoot,
    Icon,
    LanguageMenu,
    Logo,
    MatButton,
    MatFormFieldModule,
    MatIconButton,
    MatInput,
  ],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  /** The address that was wished for before the sign-in came in between. */
  readonly next = input<string>();

  readonly #session = inject(Session);
  readonly #router = inject(Router);
  protected readonly texts = inject(Language).texts;
  protected readonly isPasswordShown = signal(false);
  readonly #refusal = signal<CoreErrorCode | null>(null);
  protected readonly refusal = computed(() => {
    const code = this.#refusal();
    return code === null ? null : this.texts().errors[code];
  });

  protected readonly form = form(
    signal({ email: '', password: '' }),
    (path) => {
      required(path.email, { message: () => this.texts().signIn.emailMissing });
      email(path.email, { message: () => this.texts().signIn.emailWrong });
      required(path.password, { message: () => this.texts().signIn.passwordMissing });
    },
    {
      submission: {
        action: () => this.#enter(),
        onInvalid: (field) => field().errorSummary()[0]?.fieldTree().focusBoundControl(),
      },
    },
  );

  async #enter(): Promise<undefined> {
    const { email: address, password } = this.form().value();
    this.#refusal.set(null);
    try {
      await this.#session.signIn(address.trim(), password);
      await this.#router.navigateByUrl(nextAddress(this.next()));
    } catch (cause) {
      this.#refusal.set(errorCode(cause));
    }
  }
}
