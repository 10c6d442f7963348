import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ModeratorProof, ModeratorStep } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { knowsPasskeys, usePasskey } from '../factors/passkey';
import { stepProblem } from '../factors/step-problem';
import { Icon } from '../ui/icon';
import { Session } from './session';

export type ChallengeStep = Extract<ModeratorStep, { readonly challenge: string }>;
type Way = ChallengeStep['factors'][number];

/** The second step of a sign-in: a code of the app, a passkey, or a recovery code. */
@Component({
  selector: 'fy-second-step',
  imports: [Icon, MatButton, MatFormFieldModule, MatInput],
  templateUrl: './second-step.html',
  styleUrl: './step.scss',
})
export class SecondStep {
  readonly step = input.required<ChallengeStep>();
  /** What is still missing then; null when signed in. */
  readonly taken = output<ModeratorStep | null>();
  readonly cancelled = output();

  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly problem = signal<string | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly ways = computed(() =>
    this.step().factors.filter((way) => way !== 'passkey' || knowsPasskeys()),
  );
  protected readonly way = linkedSignal<Way>(() => this.ways()[0] ?? 'recovery');
  protected readonly otherWays = computed(() => this.ways().filter((way) => way !== this.way()));

  protected choose(way: Way): void {
    this.problem.set(null);
    this.way.set(way);
    if (way === 'passkey') void this.proveByPasskey();
  }

  protected wordsOf(way: Way): string {
    const { usePasskey: passkey, useCode, useRecovery } = this.texts().entry;
    return { passkey, totp: useCode, recovery: useRecovery }[way];
  }

  protected proveByCode(event: Event, typed: string): Promise<void> {
    event.preventDefault();
    const { challenge } = this.step();
    const text = typed.trim();
    const proof: ModeratorProof =
      this.way() === 'recovery'
        ? { challenge, recoveryCode: text }
        : { challenge, code: text.replace(/\s/gu, '') };
    return this.#prove(() => Promise.resolve(proof));
  }

  protected proveByPasskey(): Promise<void> {
    const { challenge, passkey } = this.step();
    return this.#prove(async () => ({ challenge, assertion: await usePasskey(passkey) }));
  }

  async #prove(proof: () => Promise<ModeratorProof>): Promise<void> {
    this.problem.set(null);
    this.isBusy.set(true);
    try {
      this.taken.emit(await this.#session.prove(await proof()));
    } catch (cause) {
      this.problem.set(stepProblem(cause, this.texts()));
    } finally {
      this.isBusy.set(false);
    }
  }
}
