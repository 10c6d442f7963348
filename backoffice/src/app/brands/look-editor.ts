import { Component, effect, inject, input, output, signal } from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { lookLimits, type BrandProfile } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { draftOf, lookOf, type LookDraft } from './look-draft';
import { SaveRow } from './save-row';
import { storedDraft } from './stored-draft';

/** How a brand's chat looks beside its colour, and where it stands; what is half-written is told, to be shown. */
@Component({
  selector: 'fy-look-editor',
  imports: [MatFormFieldModule, MatInput, MatSelectModule, SaveRow],
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
  readonly #edited = storedDraft(() => draftOf(this.profile().look));
  protected readonly draft = this.#edited.draft;
  protected readonly isChanged = this.#edited.isChanged;
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
