import {
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  Injector,
  input,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { fieldKinds, limits, type BrandProfile, type FormField } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { readableOn } from '../ui/readable-on';
import {
  addedField,
  movedField,
  preChatDraft,
  readPreChatDraft,
  withoutField,
  type PreChatDraft,
  type PreChatProblem,
} from './pre-chat-draft';
import { SaveRow } from './save-row';
import { storedDraft } from './stored-draft';

/** What a brand asks before the first message, with a likeness of the form beside it. */
@Component({
  selector: 'fy-pre-chat-editor',
  imports: [MatButton, MatCheckbox, MatFormFieldModule, MatInput, MatSelectModule, SaveRow],
  templateUrl: './pre-chat-editor.html',
  styleUrl: './forms-editor.scss',
})
export class PreChatEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #injector = inject(Injector);
  protected readonly texts = inject(Language).texts;
  protected readonly kinds = fieldKinds;
  protected readonly most = limits.formFields;
  readonly #edited = storedDraft(() => preChatDraft(this.profile().preChat));
  protected readonly draft = this.#edited.draft;
  protected readonly isChanged = this.#edited.isChanged;
  protected readonly onBrand = computed(() => readableOn(this.profile().color));
  protected readonly isBusy = signal(false);
  protected readonly wrong = signal<PreChatProblem | null>(null);

  protected change(change: Partial<PreChatDraft>): void {
    this.draft.set({ ...this.draft(), ...change });
    this.wrong.set(null);
  }

  protected changeField(at: number, change: Partial<FormField>): void {
    this.change({
      fields: this.draft().fields.map((field, index) => (index === at ? { ...field, ...change } : field)),
    });
  }

  /** An empty name is no condition. */
  protected askAfter(at: number, field: string, equals: string): void {
    const { showIf: _before, ...rest } = this.draft().fields[at] ?? {};
    const changed = { ...rest, ...(field === '' ? {} : { showIf: { field, equals } }) } as FormField;
    this.change({ fields: this.draft().fields.with(at, changed) });
  }

  protected add(): void {
    const field = addedField(this.draft().fields);
    if (!field) return;
    this.change({ fields: [...this.draft().fields, field] });
    this.#focus(`[name="label-${field.id}"]`);
  }

  protected move(at: number, by: -1 | 1): void {
    const moved = this.draft().fields[at];
    this.change({ fields: movedField(this.draft().fields, at, at + by) });
    // The button that was pressed has moved along; at the end of its way it is disabled.
    this.#focus(`[name="label-${moved?.id ?? ''}"]`);
  }

  protected remove(at: number): void {
    this.change({ fields: withoutField(this.draft().fields, at) });
    this.#focus('.add');
  }

  protected lines(text: string): readonly string[] {
    return text.split('\n');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { preChat, problem, at } = readPreChatDraft(this.draft());
    this.wrong.set(problem);
    if (problem) {
      const id = at === undefined ? '' : this.draft().fields[at]?.id;
      if (id) this.#focus(`[name="${problem === 'labelMissing' ? 'label' : 'options'}-${id}"]`);
      return;
    }
    this.isBusy.set(true);
    const isSaved = await this.#notices.attempt(() => this.#desk.saveProfile(this.profile().id, { preChat }));
    this.isBusy.set(false);
    if (!isSaved) return;
    this.draft.set(preChatDraft(preChat ?? undefined));
    this.#notices.say(this.texts().app.saved);
  }

  #focus(selector: string): void {
    afterNextRender(() => this.#element.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.#injector,
    });
  }
}
