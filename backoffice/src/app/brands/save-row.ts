import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Language } from '../core/language';

/** The end of a form of a brand: whether something is not saved yet, and the button that submits it. */
@Component({
  selector: 'fy-save-row',
  imports: [MatButton],
  template: `
    <span role="status">{{ isChanged() ? texts().brands.unsaved : '' }}</span>
    <button matButton="filled" type="submit" disabledInteractive [disabled]="!isChanged() || isBusy()">
      {{ texts().app.save }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 14px;
    }

    span {
      color: var(--fy-wait);
      font-size: 0.8125rem;
    }
  `,
})
export class SaveRow {
  readonly isChanged = input.required<boolean>();
  readonly isBusy = input.required<boolean>();

  protected readonly texts = inject(Language).texts;
}
