import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Language } from '../core/language';

/** Asks for a new name. Closes with it, or with nothing. */
@Component({
  selector: 'fy-rename-dialog',
  imports: [MatButton, MatDialogModule, MatFormFieldModule, MatInput],
  template: `
    <h2 mat-dialog-title>{{ texts().account.rename(name) }}</h2>
    <form (submit)="save($event, field.value)">
      <mat-dialog-content>
        <mat-form-field appearance="outline">
          <mat-label>{{ texts().setup.name }}</mat-label>
          <input #field matInput required maxlength="60" autocomplete="off" [value]="name" />
        </mat-form-field>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" mat-dialog-close>{{ texts().app.cancel }}</button>
        <button matButton="filled" type="submit">{{ texts().app.save }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    mat-form-field {
      inline-size: 100%;
      margin-block-start: 6px;
    }
    mat-dialog-actions {
      gap: 8px;
      padding: 12px 24px 20px;
    }
  `,
})
export class RenameDialog {
  readonly #self = inject<MatDialogRef<RenameDialog, string>>(MatDialogRef);
  protected readonly name = inject<string>(MAT_DIALOG_DATA);
  protected readonly texts = inject(Language).texts;

  protected save(event: Event, name: string): void {
    event.preventDefault();
    this.#self.close(name);
  }
}
