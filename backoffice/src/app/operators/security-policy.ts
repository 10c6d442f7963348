import { Component, computed, inject, input, resource } from '@angular/core';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import type { ModeratorAccountRow, ModeratorRole } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { Confirm } from '../ui/confirm';

/** Of which roles a second step is demanded; says beforehand whom that sends out. */
@Component({
  selector: 'fy-security-policy',
  imports: [MatSlideToggle],
  template: `
    <h2>{{ texts().people.policy }}</h2>
    <p>{{ texts().people.policyText }}</p>
    @if (known(); as policy) {
      @for (role of roles; track role) {
        <mat-slide-toggle [checked]="policy[role]" (change)="change(role, $event)">
          <span class="word">{{ texts().people.policyOf[role] }}</span>
        </mat-slide-toggle>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: start;
      gap: 8px;
      padding: 20px;
      margin-block-start: 20px;
    }
    h2 {
      font-size: 1rem;
      font-weight: 620;
    }
    p {
      color: var(--fy-muted);
    }
    .word {
      padding-inline-start: 8px;
    }
  `,
})
export class SecurityPolicy {
  readonly people = input.required<readonly ModeratorAccountRow[]>();
  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  readonly #reauthentication = inject(Reauthentication);
  protected readonly texts = inject(Language).texts;
  protected readonly roles = ['operator', 'admin'] as const;
  protected readonly answer = resource({ loader: () => this.#desk.call('securityPolicy', {}) });
  protected readonly known = computed(() =>
    this.answer.hasValue() ? this.answer.value().secondFactor : null,
  );

  protected async change(role: ModeratorRole, event: MatSlideToggleChange): Promise<void> {
    const policy = this.known();
    const isDone = policy !== null && (await this.#save(role, { ...policy, [role]: event.checked }));
    if (!isDone) event.source.checked = !event.checked;
    this.answer.reload();
  }

  async #save(role: ModeratorRole, secondFactor: { operator: boolean; admin: boolean }): Promise<boolean> {
    const words = this.texts().people;
    const locked = this.people()
      .filter((person) => person.role === role && person.active && person.factors.length === 0)
      .map(({ name }) => name);
    if (secondFactor[role]) {
      const isSure = await this.#confirm.ask({
        title: words.policyTitle,
        text: locked.length === 0 ? words.policyText : words.locked(locked.join(', ')),
        action: words.policyAction,
      });
      if (!isSure) return false;
    }
    try {
      await this.#reauthentication.confirmed(() => this.#desk.call('saveSecurityPolicy', { secondFactor }));
      this.#notices.say(this.texts().app.saved);
      return true;
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#notices.fail(cause);
      return false;
    }
  }
}
