import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Icon } from '../ui/icon';
import { LanguageMenu } from '../ui/language-menu';
import { Logo } from '../ui/logo';
import { mailedCode } from './mailed-code';

/** Asks for the link to a new password, and takes the new password of whoever comes by such a link. */
@Component({
  selector: 'fy-password-page',
  imports: [Icon, LanguageMenu, Logo, MatButton, MatFormFieldModule, MatInput, RouterLink],
  templateUrl: './password-page.html',
  styleUrls: ['./sign-in.scss', './password-page.scss'],
})
export class PasswordPage {
  readonly #desk = inject(DESK);
  readonly #language = inject(Language);
  protected readonly texts = this.#language.texts;
  protected readonly mailed = signal(takeCode());
  protected readonly state = signal<'open' | 'asked' | 'set'>('open');
  protected readonly problem = signal<string | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly heading = computed(() => {
    const words = this.texts().password;
    const mailed = this.mailed();
    switch (this.state()) {
      case 'asked':
        return words.sentTitle;
      case 'set':
        return words.doneTitle;
      case 'open':
        if (mailed === null) return words.title;
        return mailed.isInvitation ? words.inviteTitle : words.newTitle;
    }
  });

  protected ask(event: Event, email: string): Promise<void> {
    event.preventDefault();
    return this.#attempt(async () => {
      await this.#desk.ask('requestPasswordReset', { email: email.trim(), language: this.#language.tag() });
      this.state.set('asked');
    });
  }

  protected set(event: Event, password: string): Promise<void> {
    event.preventDefault();
    return this.#attempt(async () => {
      await this.#desk.ask('resetPassword', { code: this.mailed()?.code ?? '', password });
      this.state.set('set');
    });
  }

  protected askAgain(): void {
    this.mailed.set(null);
    this.problem.set(null);
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    this.isBusy.set(true);
    try {
      await act();
    } catch (cause) {
      this.problem.set(this.texts().errors[errorCode(cause)]);
    } finally {
      this.isBusy.set(false);
    }
  }
}

/** The code of the address, which then no longer shows it: neither the history nor a glance keeps it. */
function takeCode(): ReturnType<typeof mailedCode> {
  const mailed = mailedCode(location.hash);
  if (mailed !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return mailed;
}
