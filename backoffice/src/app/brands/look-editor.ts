import { Component, computed, effect, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { lookLimits, type BrandProfile } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { draftOf, lookOf, type LookDraft } from './look-draft';

/** How a brand's chat looks beside its colour, and where it stands; what is half-written is told, to be shown. */
@Component({
  selector: 'fy-look-editor',
  imports: [MatButton, MatFormFieldModule, MatInput, MatSelectModule],
  templateUrl: './look-editor.html',
  styleUrls: ['./forms-editor.scss', './look-editor.scss'],
})
export class LookEditor {
  readonly profile = input.required<BrandProfile>();
  readonly drawn = output<LookDraft>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  protected readonly limits = lookLimits;
  protected readonly themes = ['auto', 'light', 'dark'] as const;
  protected readonly positions = ['', 'left', 'right'] as const;
  protected readonly icons = ['chat', 'question'] as const;
  readonly #stored = computed(() => draftOf(this.profile().look), { equal: isSame });
  // A change from elsewhere is taken over unless something is half-written here.
  protected readonly draft = linkedSignal<LookDraft, LookDraft>({
    source: this.#stored,
    computation: (stored, previous) =>
      previous === undefined || isSame(previous.value, previous.source) ? stored : previous.value,
  });
  protected readonly isChanged = computed(() => !isSame(this.draft(), this.#stored()));
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal('');

  constructor() {
    effect(() => this.drawn.emit(this.draft()));
  }

  protected change(change: Partial<LookDraft>): void {
    this.draft.set({ ...this.draft(), ...change });
    this.wrong.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const look = lookOf(this.draft());
    if ('wrong' in look) {
      this.wrong.set(look.wrong);
      (event.target as HTMLFormElement).querySelector<HTMLElement>(`[name="${look.wrong}"]`)?.focus();
      return;
    }
    this.isBusy.set(true);
    const isSaved = await this.#notices.attempt(() => this.#desk.saveProfile(this.profile().id, { look }));
    this.isBusy.set(false);
    if (!isSaved) return;
    this.draft.set(draftOf(look));
    this.#notices.say(this.texts().app.saved);
  }
}

function isSame(a: LookDraft, b: LookDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
