import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { FactorSetup, type SetupCalls } from '../factors/factor-setup';
import { Session } from './session';

/** The way in for whoever must have a second step and has none yet. */
@Component({
  selector: 'fy-enrolment',
  imports: [FactorSetup, MatButton],
  template: `
    <h1 tabindex="-1">{{ texts().setup.title }}</h1>
    <p class="lead">{{ texts().setup.lead }}</p>
    <fy-factor-setup [calls]="calls()" (done)="enter()" />
    <div class="others">
      <button matButton type="button" (click)="cancelled.emit()">{{ texts().entry.backToSignIn }}</button>
    </div>
  `,
  styleUrl: './step.scss',
})
export class Enrolment {
  /** The ticket of the sign-in's answer. */
  readonly ticket = input.required<string>();
  readonly entered = output();
  readonly cancelled = output();

  readonly #desk = inject(DESK);
  readonly #session = inject(Session);
  readonly #notices = inject(Notices);
  #enter: () => Promise<void> = () => Promise.resolve();
  protected readonly texts = inject(Language).texts;
  protected readonly calls = computed<SetupCalls>(() => ({
    begin: (kind) => this.#desk.ask('beginFactor', { kind, enrol: this.ticket() }),
    confirm: async (request) => {
      const { recoveryCodes, enter } = await this.#session.completeEnrolment(request);
      this.#enter = enter;
      return recoveryCodes;
    },
  }));

  protected async enter(): Promise<void> {
    if (await this.#notices.attempt(() => this.#enter())) this.entered.emit();
  }
}
