import { Component, Service, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogConfig, MatDialogModule } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { Language } from '../core/language';

/** A question before something that cannot be taken back. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button that does it says. */
  readonly action: string;
  /** Whether the act takes something away; the focus then stands on Cancel. */
  readonly isDangerous?: boolean;
}

@Component({
  selector: 'fy-confirm',
  imports: [MatButton, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>{{ question.text }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">{{ texts().app.cancel }}</button>
      <button
        matButton="filled"
        type="button"
        [class.danger]="question.isDangerous"
        [mat-dialog-close]="true"
      >
        {{ question.action }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    mat-dialog-actions {
      gap: 8px;
      padding: 16px 20px 18px;
    }
    .danger {
      --mat-button-filled-container-color: var(--fy-danger);
      --mat-button-filled-label-text-color: light-dark(#fff, #2a0704);
    }
  `,
})
class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly texts = inject(Language).texts;
}

/** Asks a question and waits for the answer. */
@Service()
export class Confirm {
  readonly #dialog = inject(MatDialog);

  /** Whether the user said yes; closing the dialog in any other way is a no. */
  async ask(question: Question): Promise<boolean> {
    const config = Object.assign(new MatDialogConfig<Question>(), {
      data: question,
      maxWidth: '420px',
      autoFocus: 'first-tabbable',
    });
    const dialog = this.#dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, config);
    return (await firstValueFrom(dialog.afterClosed(), { defaultValue: false })) ?? false;
  }
}
