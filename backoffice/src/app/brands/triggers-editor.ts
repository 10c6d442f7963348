import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import {
  isTriggerSound,
  limits,
  readTriggers,
  type BrandProfile,
  type Trigger,
} from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { SaveRow } from './save-row';
import { storedDraft } from './stored-draft';

/** What the brand says first to visitors who have not opened the chat. */
@Component({
  selector: 'fy-triggers-editor',
  imports: [MatButton, MatFormFieldModule, MatInput, MatSelectModule, SaveRow],
  templateUrl: './triggers-editor.html',
  styleUrl: './forms-editor.scss',
})
export class TriggersEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  protected readonly limits = limits;
  readonly #edited = storedDraft(() => readTriggers(this.profile().triggers));
  protected readonly draft = this.#edited.draft;
  protected readonly isChanged = this.#edited.isChanged;
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal('');

  protected change(at: number, change: Partial<Trigger>): void {
    this.draft.update((all) =>
      all.map((trigger, index) => (index === at ? { ...trigger, ...change } : trigger)),
    );
    this.wrong.set('');
  }

  protected add(): void {
    this.draft.update((all) => [...all, { text: '', after: 10, url: '', once: 'session' }]);
  }

  protected remove(at: number): void {
    this.draft.update((all) => all.filter((_, index) => index !== at));
    this.wrong.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const at = this.draft().findIndex((trigger) => !isTriggerSound(trigger));
    if (at >= 0) {
      const words = this.texts().triggers;
      this.wrong.set(words.wrong(words.message(at + 1), limits.triggerText, limits.triggerSeconds));
      (event.target as HTMLFormElement).querySelectorAll('textarea')[at]?.focus();
      return;
    }
    this.isBusy.set(true);
    const triggers = JSON.stringify(this.draft());
    const isSaved = await this.#notices.attempt(() =>
      this.#desk.saveProfile(this.profile().id, { triggers }),
    );
    this.isBusy.set(false);
    if (isSaved) this.#notices.say(this.texts().app.saved);
  }
}
