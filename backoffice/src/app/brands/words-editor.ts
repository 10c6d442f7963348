import {
  Component,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  resource,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import {
  languages,
  limits,
  storedOwnWords,
  type BrandProfile,
  type Language as VisitorLanguage,
} from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { chosenStoreSignal } from '../core/store-signal';
import { Icon } from '../ui/icon';
import {
  asOwnWords,
  ownByName,
  placesProblem,
  widgetTexts,
  withChanges,
  type WidgetText,
  type WordsByName,
} from './words-draft';
import { SaveRow } from './save-row';

/** What the widget of a brand says in place of its own texts, language by language. */
@Component({
  selector: 'fy-words-editor',
  imports: [
    Icon,
    MatButton,
    MatCheckbox,
    MatFormFieldModule,
    MatIconButton,
    MatInput,
    MatSelectModule,
    SaveRow,
  ],
  templateUrl: './words-editor.html',
  styleUrls: ['./forms-editor.scss', './words-editor.scss'],
})
export class WordsEditor {
  readonly profile = input.required<BrandProfile>();

  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #injector = inject(Injector);
  readonly #language = inject(Language);
  protected readonly texts = this.#language.texts;
  protected readonly language = signal<VisitorLanguage>(this.#language.tag());
  /** The build puts each language as data beside the widget's file, on the desk's own origin. */
  protected readonly file = resource({
    params: () => this.language(),
    loader: async ({ params, abortSignal }) => {
      const response = await fetch(`/foyer/${params}.json`, { signal: abortSignal });
      if (!response.ok) throw new Error(`the texts in ${params} answered ${response.status}`);
      return widgetTexts(await response.json());
    },
  });
  readonly #ownWords = chosenStoreSignal(() => this.#desk.ownWords(this.profile().id, this.language()));
  /** Null until both are known. */
  protected readonly all = computed(() => {
    const stored = this.#ownWords();
    if (!this.file.hasValue() || stored == null) return null;
    return { list: this.file.value(), stored: ownByName(this.file.value(), stored) };
  });
  // By language: who looks at another one finds what is half-written in this one. Only what is changed here is kept,
  // so that a change of another text from elsewhere is taken over, and not undone by saving.
  readonly #changes = signal<Readonly<Partial<Record<VisitorLanguage, WordsByName>>>>({});
  readonly #changed = computed(() => this.#changes()[this.language()] ?? {});
  protected readonly search = signal('');
  protected readonly isOwnOnly = signal(false);
  protected readonly isBusy = signal(false);
  /** Nothing is called wrong while it is being written for the first time. */
  protected readonly isChecked = signal(false);
  protected readonly tooLong = signal(false);

  readonly #own = computed(() => {
    const all = this.all();
    return all ? withChanges(all.list, all.stored, this.#changed()) : {};
  });
  protected readonly ownCount = computed(() => Object.keys(this.#own()).length);
  protected readonly isChanged = computed(() => {
    const stored = this.all()?.stored ?? {};
    const own = this.#own();
    return [...Object.keys(stored), ...Object.keys(own)].some((name) => stored[name] !== own[name]);
  });
  /** Goes by what is stored, not by what is being written: no row leaves under somebody's hands. */
  protected readonly groups = computed(() => {
    const { list, stored } = this.all() ?? { list: [], stored: {} };
    const wanted = this.search().trim().toLocaleLowerCase();
    const found = list.filter(({ name, text }) => {
      const own = stored[name] ?? '';
      if (this.isOwnOnly() && own === '' && this.#changed()[name] === undefined) return false;
      return `${name}\n${text}\n${own}`.toLocaleLowerCase().includes(wanted);
    });
    const groups = [...new Set(found.map(({ group }) => group))];
    return groups.map((group) => ({ group, rows: found.filter((row) => row.group === group) }));
  });
  protected readonly names = computed(() => {
    const inWords = new Intl.DisplayNames(this.texts().locale, { type: 'language' });
    return languages.map((tag) => ({ tag, name: inWords.of(tag) ?? tag }));
  });
  protected readonly direction = computed(() => (['ar', 'he'].includes(this.language()) ? 'rtl' : 'ltr'));

  protected valueOf(name: string): string {
    return this.#changed()[name] ?? this.all()?.stored[name] ?? '';
  }

  protected isUnsaved(language: VisitorLanguage): boolean {
    return language === this.language() ? this.isChanged() : this.#changes()[language] !== undefined;
  }

  protected problemOf({ name, text }: WidgetText): string {
    const own = this.#own()[name];
    const problem = own === undefined || !this.isChecked() ? null : placesProblem(text, own);
    if (!problem) return '';
    const { missing, unknown } = this.texts().words;
    return problem.missing.length > 0
      ? missing(problem.missing.join(' '))
      : unknown(problem.unknown.join(' '));
  }

  protected groupName(group: string): string {
    return Object.entries(this.texts().words.groups).find(([name]) => name === group)?.[1] ?? group;
  }

  protected choose(language: VisitorLanguage): void {
    // What was typed and taken back again is nothing to come back to.
    if (this.all() && !this.isChanged()) this.#setChanges({});
    this.language.set(language);
    this.isChecked.set(false);
    this.tooLong.set(false);
  }

  protected change(name: string, text: string): void {
    this.#setChanges({ ...this.#changed(), [name]: text });
    this.tooLong.set(false);
  }

  /** The button goes with the words, so the field takes the focus. */
  protected reset(name: string, field: HTMLTextAreaElement): void {
    this.change(name, '');
    field.focus();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const all = this.all();
    if (!all) return;
    const own = this.#own();
    const wrong = all.list.find(
      ({ name, text }) => own[name] !== undefined && placesProblem(text, own[name]),
    );
    this.isChecked.set(true);
    if (wrong) {
      this.#show(wrong, event.target as HTMLFormElement);
      return;
    }
    const words = asOwnWords(all.list, own);
    this.tooLong.set(storedOwnWords(words).length > limits.ownWords);
    if (this.tooLong()) return;
    const saved = this.#changed();
    const language = this.language();
    this.isBusy.set(true);
    const isSaved = await this.#notices.attempt(() =>
      this.#desk.saveOwnWords(this.profile().id, language, words),
    );
    this.isBusy.set(false);
    if (!isSaved) return;
    // What was written meanwhile is still to be saved.
    const later = Object.entries(this.#changes()[language] ?? {}).filter(
      ([name, text]) => saved[name] !== text,
    );
    this.#setChanges(Object.fromEntries(later), language);
    this.#notices.say(this.texts().app.saved);
  }

  /** Whatever is searched for, the row that is wrong is shown. */
  #show({ name }: WidgetText, form: HTMLFormElement): void {
    this.search.set('');
    afterNextRender(() => form.querySelector<HTMLElement>(`[name="${name}"]`)?.focus(), {
      injector: this.#injector,
    });
  }

  #setChanges(changes: WordsByName, language = this.language()): void {
    this.#changes.update(({ [language]: _before, ...others }) =>
      Object.keys(changes).length === 0 ? others : { ...others, [language]: changes },
    );
  }
}
