import { Component, computed, inject, input, signal } from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { limits, maskText, readMasks, type BrandProfile } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { SaveRow } from './save-row';
import { storedDraft } from './stored-draft';

/** What is masked before it leaves the visitor's browser, with a field to try it in. */
@Component({
  selector: 'fy-masks-editor',
  imports: [MatFormFieldModule, MatInput, SaveRow],
  templateUrl: './masks-editor.html',
  styleUrl: './forms-editor.scss',
})
export class MasksEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  readonly #edited = storedDraft(() => this.profile().masks.join('\n'));
  protected readonly draft = this.#edited.draft;
  readonly #masks = computed(() => readMasks(this.draft()));
  protected readonly isChanged = this.#edited.isChanged;
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal('');
  protected readonly tried = signal('');
  protected readonly shown = computed(() => maskText(this.tried(), this.#masks()));

  protected change(draft: string): void {
    this.draft.set(draft);
    this.wrong.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const masks = this.#masks();
    const lines = linesOf(this.draft());
    const lost = lines.find((line) => !masks.includes(line));
    const { wrongLine, tooMany } = this.texts().privacy;
    this.wrong.set(
      lost === undefined
        ? ''
        : lines.length > limits.masks
          ? tooMany(limits.masks)
          : wrongLine(lost, limits.mask),
    );
    if (lost !== undefined) {
      (event.target as HTMLFormElement).querySelector('textarea')?.focus();
      return;
    }
    this.isBusy.set(true);
    const isSaved = await this.#notices.attempt(() => this.#desk.saveProfile(this.profile().id, { masks }));
    this.isBusy.set(false);
    if (!isSaved) return;
    this.draft.set(masks.join('\n'));
    this.#notices.say(this.texts().app.saved);
  }
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
