import { CdkTextareaAutosize } from '@angular/cdk/text-field';
import {
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import type { Conversation } from '@foyer/shared-core';
import { attachmentTypes, limits } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { Icon } from '../ui/icon';
import { Drafts } from './drafts';

/** The field to answer. Enter sends, Shift and Enter begin a new line; files are chosen or pasted. */
@Component({
  selector: 'fy-composer',
  imports: [CdkTextareaAutosize, Icon, MatIconButton, MatTooltip],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
})
export class Composer {
  readonly conversation = input.required<Conversation>();
  /** Under which an answer begun is kept until it is sent. */
  readonly draftKey = input.required<string>();
  readonly filesChosen = output<readonly File[]>();

  readonly #drafts = inject(Drafts);
  readonly #notices = inject(Notices);
  private readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  protected readonly texts = inject(Language).texts;
  protected readonly accepted = attachmentTypes.join(',');
  protected readonly text = linkedSignal(() => this.#drafts.of(this.draftKey()));
  protected readonly over = computed(() => this.text().trim().length - limits.messageText);
  protected readonly canSend = computed(() => this.text().trim() !== '' && this.over() <= 0);

  constructor() {
    effect((onCleanup) => {
      const conversation = this.conversation();
      onCleanup(() => conversation.setTyping(false));
    });
  }

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected write(event: Event): void {
    this.#setText((event.target as HTMLTextAreaElement).value);
    this.conversation().setTyping(this.text().trim() !== '');
  }

  protected keyPressed(event: KeyboardEvent): void {
    // Enter also accepts a word of an input method (Japanese, Chinese); that is not yet an answer.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  protected send(): void {
    if (!this.canSend()) return;
    try {
      this.conversation().send(this.text().trim());
      this.#setText('');
      this.conversation().setTyping(false);
    } catch (cause) {
      this.#notices.fail(cause);
    }
    this.focus();
  }

  protected pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.filesChosen.emit(files);
  }

  protected chosen(event: Event): void {
    const field = event.target as HTMLInputElement;
    this.filesChosen.emit([...(field.files ?? [])]);
    // The same file may be chosen again.
    field.value = '';
  }

  #setText(text: string): void {
    this.text.set(text);
    this.#drafts.keep(this.draftKey(), text);
  }
}
