import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import { limits, type BrandProfile } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { Confirm } from '../ui/confirm';
import { Icon } from '../ui/icon';
import { isColor } from '../ui/readable-on';
import { ChatPreview } from './chat-preview';
import { draftOf, type LookDraft } from './look-draft';
import { LookEditor } from './look-editor';
import { faceOf, profileChange } from './profile-change';
import { SaveRow } from './save-row';
import { snippet } from './snippet';

/** Changes the look of one brand, shows it before it is saved, and switches its chat on and off. */
@Component({
  selector: 'fy-brand-editor',
  imports: [
    ChatPreview,
    FormField,
    FormRoot,
    Icon,
    LookEditor,
    MatButton,
    MatFormFieldModule,
    MatInput,
    MatSlideToggle,
    SaveRow,
  ],
  templateUrl: './brand-editor.html',
  styleUrl: './brand-editor.scss',
})
export class BrandEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  protected readonly texts = inject(Language).texts;
  protected readonly welcomeLimit = limits.welcome;
  // A change from elsewhere is taken over unless something is half-written here.
  readonly #face = linkedSignal<BrandProfile, ReturnType<typeof faceOf>>({
    source: this.profile,
    computation: (stored, previous) => {
      const isUntouched =
        previous === undefined || Object.keys(profileChange(previous.value, previous.source)).length === 0;
      return isUntouched ? faceOf(stored) : previous.value;
    },
  });
  protected readonly form = form(
    this.#face,
    (path) => {
      required(path.name, { message: () => this.texts().brands.nameMissing });
      maxLength(path.name, limits.name, { message: () => this.texts().brands.nameLong });
      pattern(path.color, /^#[0-9a-f]{6}$/iu, { message: () => this.texts().brands.colorWrong });
      maxLength(path.welcome, limits.welcome, { message: () => this.texts().brands.welcomeLong });
    },
    { submission: { action: () => this.#save() } },
  );
  protected readonly change = computed(() => profileChange(this.#face(), this.profile()));
  protected readonly isChanged = computed(() => Object.keys(this.change()).length > 0);
  protected readonly previewed = computed(() => ({
    ...this.#face(),
    color: isColor(this.#face().color) ? this.#face().color : this.profile().color,
  }));
  protected readonly line = computed(() => snippet(location.origin, this.profile()));
  /** As it stands in the form of the look, saved or not. */
  protected readonly drawn = signal<LookDraft>(draftOf({}));
  protected readonly isSwitching = signal(false);

  protected pickColor(event: Event): void {
    this.form.color().value.set((event.target as HTMLInputElement).value);
  }

  /** Switching off asks first: it silences every visitor of the brand. */
  protected async switchLive(event: MatSlideToggleChange): Promise<void> {
    const words = this.texts().brands;
    const { id, name, live } = this.profile();
    const isSure =
      event.checked ||
      (await this.#confirm.ask({
        title: words.closeTitle(name),
        text: words.closeText,
        action: words.switchOff,
        isDangerous: true,
      }));
    this.isSwitching.set(true);
    const isDone =
      isSure && (await this.#notices.attempt(() => this.#desk.saveProfile(id, { live: event.checked })));
    this.isSwitching.set(false);
    if (!isDone) event.source.checked = live;
  }

  protected async copyLine(): Promise<void> {
    const isCopied = await this.#notices.attempt(() => navigator.clipboard.writeText(this.line()));
    if (isCopied) this.#notices.say(this.texts().brands.copied);
  }

  async #save(): Promise<undefined> {
    const isSaved = await this.#notices.attempt(() =>
      this.#desk.saveProfile(this.profile().id, this.change()),
    );
    if (isSaved) this.#notices.say(this.texts().app.saved);
  }
}
