import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Room } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { Confirm } from '../ui/confirm';

/** Stands where the field to answer would be while somebody else, or nobody, answers; or the room is closed. */
@Component({
  selector: 'fy-answer-bar',
  imports: [MatButton],
  template: `
    <p>{{ text() }}</p>
    @if (room().openAt !== undefined) {
      @if (room().assignee; as assignee) {
        <button matButton="tonal" type="button" (click)="takeOver(assignee.name)">
          {{ texts().conversation.takeOver }}
        </button>
      } @else {
        <button matButton="filled" type="button" (click)="take.emit()">
          {{ texts().conversation.take }}
        </button>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      margin: 4px 16px 16px;
      padding: 12px 12px 12px 16px;
      border: 1px solid var(--fy-line);
      border-radius: 14px;
      background: var(--fy-sunken);
      color: var(--fy-muted);
    }
  `,
})
export class AnswerBar {
  readonly room = input.required<Room>();
  readonly take = output();

  readonly #confirm = inject(Confirm);
  protected readonly texts = inject(Language).texts;
  protected readonly text = computed(() => {
    const words = this.texts().conversation;
    const { openAt, assignee } = this.room();
    if (openAt === undefined) return words.closedBar;
    return assignee ? words.otherBar(assignee.name) : words.freeBar;
  });

  protected async takeOver(from: string): Promise<void> {
    const words = this.texts().conversation;
    const isSure = await this.#confirm.ask({
      title: words.takeOverTitle(from),
      text: words.takeOverText,
      action: words.takeOver,
    });
    if (isSure) this.take.emit();
  }
}
