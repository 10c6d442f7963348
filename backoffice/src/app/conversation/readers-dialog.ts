import { Component, inject, resource, computed } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import type { BrandId, RoomId } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { fullTime } from '../ui/relative-time';

/** Who can read one conversation, and by which branch of the rules: the answer an admin owes. */
@Component({
  selector: 'fy-readers-dialog',
  imports: [MatButton, MatDialogModule],
  templateUrl: './readers-dialog.html',
  styleUrl: './readers-dialog.scss',
})
export class ReadersDialog {
  readonly #desk = inject(DESK);
  readonly #room = inject<{ readonly brand: BrandId; readonly room: RoomId }>(MAT_DIALOG_DATA);
  protected readonly texts = inject(Language).texts;
  protected readonly answer = resource({
    loader: () => this.#desk.call('whoCanRead', { brand: this.#room.brand, room: this.#room.room }),
  });
  protected readonly known = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly problem = computed(() => {
    const cause = this.answer.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });

  protected moment(at: number): string {
    return fullTime(at, this.texts().locale);
  }

  protected roleOf(kind: 'visitor' | 'operator' | 'admin'): string {
    return kind === 'visitor' ? this.texts().readers.you : this.texts().role[kind];
  }
}
