import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { FormField, FormRoot, email, form, required } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { ModeratorProof, ModeratorStep, SignInProvider } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { knowsPasskeys, usePasskey } from '../factors/passkey';
import { stepProblem } from '../factors/step-problem';
import { Icon } from '../ui/icon';
import { LanguageMenu } from '../ui/language-menu';
import { Logo } from '../ui/logo';
import { Enrolment } from './enrolment';
import { nextAddress } from './next-address';
import { leaveFor, returnedProof, takeAway } from './provider-sign-in';
import { SecondStep } from './second-step';
import { Session } from './session';

/** The way in: a password, a passkey or a provider, then what else is missing. A refusal says the same whether the account exists or not. */
@Component({
  selector: 'fy-sign-in',
  imports: [
    Enrolment,
    FormField,
    FormRoot,
    Icon,
    LanguageMenu,
    Logo,
    MatButton,
    MatFormFieldModule,
    MatIconButton,
    MatInput,
    RouterLink,
    SecondStep,
  ],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  /** The address that was wished for before the sign-in came in between. */
  readonly next = input<string>();

  readonly #desk = inject(DESK);
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  protected readonly texts = inject(Language).texts;
  protected readonly isPasswordShown = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly step = signal<ModeratorStep | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly knowsPasskeys = knowsPasskeys();
  readonly #options = resource({ loader: () => this.#desk.ask('signInOptions', {}) });
  protected readonly providers = computed(() =>
    this.#options.hasValue() ? this.#options.value().providers : [],
  );
  protected readonly challenge = computed(() => {
    const step = this.step();
    return step !== null && 'challenge' in step ? step : null;
  });
  protected readonly ticket = computed(() => {
    const step = this.step();
    return step !== null && 'enrol' in step ? step.enrol : null;
  });
  #next = () => this.next();

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

  constructor() {
    if (location.pathname.endsWith('/sign-in/callback')) void this.#comeBack();
  }

  /** A challenge is good for one attempt, so each asks for its own. */
  protected enterByPasskey(): Promise<void> {
    return this.#attempt(async () => {
      const { challenge, passkey } = await this.#desk.ask('signInOptions', {});
      return { challenge, assertion: await usePasskey(passkey) };
    });
  }

  protected async enterBy(provider: SignInProvider): Promise<void> {
    this.isBusy.set(true);
    await leaveFor(provider, this.next());
  }

  /** Goes on into the desk, or to the step that is still missing. */
  protected async goOn(step: ModeratorStep | null): Promise<void> {
    this.step.set(step);
    if (step === null) await this.#router.navigateByUrl(nextAddress(this.#next()));
  }

  protected startOver(): void {
    this.refusal.set(null);
    this.step.set(null);
  }

  async #enter(): Promise<undefined> {
    const { email: address, password } = this.form().value();
    await this.#attempt(() => Promise.resolve({ email: address.trim(), password }));
  }

  /** Redeems the code that the provider sent back; the address loses it first. */
  async #comeBack(): Promise<void> {
    const away = takeAway();
    const proof = returnedProof(new URLSearchParams(location.search), away);
    history.replaceState(history.state, '', location.pathname);
    if (away?.next !== undefined) this.#next = () => away.next;
    if (proof === null) this.refusal.set(this.texts().entry.providerFailed);
    else await this.#attempt(() => Promise.resolve(proof));
  }

  async #attempt(prove: () => Promise<ModeratorProof>): Promise<void> {
    this.refusal.set(null);
    this.isBusy.set(true);
    try {
      await this.goOn(await this.#session.prove(await prove()));
    } catch (cause) {
      this.refusal.set(stepProblem(cause, this.texts()));
    } finally {
      this.isBusy.set(false);
    }
  }
}
