import { Component, computed, inject, input, signal } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { openingAt, type BrandProfile, type Weekday } from '@foyer/shared-core/model';
import { Clock } from '../core/clock';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { hoursDraft, readHoursDraft, type HoursDraft, type HoursProblem } from './hours-draft';
import { SaveRow } from './save-row';
import { storedDraft } from './stored-draft';

/** When a brand answers: its weekly hours, its days off, and what visitors would read just now. */
@Component({
  selector: 'fy-hours-editor',
  imports: [MatCheckbox, MatFormFieldModule, MatInput, SaveRow],
  templateUrl: './hours-editor.html',
  styleUrl: './forms-editor.scss',
})
export class HoursEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #clock = inject(Clock);
  protected readonly texts = inject(Language).texts;
  protected readonly days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  protected readonly zones = Intl.supportedValuesOf('timeZone');
  readonly #edited = storedDraft(() => hoursDraft(this.profile().hours));
  protected readonly draft = this.#edited.draft;
  protected readonly isChanged = this.#edited.isChanged;
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal<HoursProblem | null>(null);
  /** What these hours come to now, as a sentence; empty while they cannot be read. */
  protected readonly now = computed(() => {
    const { hours } = readHoursDraft(this.draft());
    const { forms, locale } = this.texts();
    if (!hours) return '';
    const opening = openingAt(hours, this.#clock.now());
    if (opening.isOpen) return forms.nowOpen;
    if (opening.opensAt === undefined) return forms.nowClosed;
    const when = new Intl.DateTimeFormat(locale, {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: hours.zone,
    });
    return forms.nowAway(when.format(opening.opensAt));
  });

  protected change(change: Partial<HoursDraft>): void {
    this.draft.set({ ...this.draft(), ...change });
    this.wrong.set(null);
  }

  protected changeDay(day: Weekday, slots: string): void {
    this.change({ days: { ...this.draft().days, [day]: slots } });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { hours, problem } = readHoursDraft(this.draft());
    this.wrong.set(problem);
    if (problem) {
      const form = event.target as HTMLFormElement;
      form.querySelector<HTMLElement>(`[name="${problem.where}"]`)?.focus();
      return;
    }
    this.isBusy.set(true);
    const isSaved = await this.#notices.attempt(() => this.#desk.saveProfile(this.profile().id, { hours }));
    this.isBusy.set(false);
    if (!isSaved) return;
    this.draft.set(hoursDraft(hours ?? undefined));
    this.#notices.say(this.texts().app.saved);
  }
}
