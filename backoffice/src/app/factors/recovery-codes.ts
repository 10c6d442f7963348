import { DOCUMENT } from '@angular/common';
import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { Icon } from '../ui/icon';

/** Recovery codes, the only time that they are seen. */
@Component({
  selector: 'fy-recovery-codes',
  imports: [Icon, MatButton],
  template: `
    <h2 tabindex="-1">{{ texts().setup.codesTitle }}</h2>
    <p>{{ texts().setup.codesLead }}</p>
    <ol dir="ltr">
      @for (code of codes(); track code) {
        <li>
          <code>{{ code }}</code>
        </li>
      }
    </ol>
    <div class="ways">
      <button matButton="tonal" type="button" (click)="copy()">
        <span class="with-icon"><fy-icon name="copy" />{{ texts().brands.copy }}</span>
      </button>
      <button matButton="tonal" type="button" (click)="download()">{{ texts().setup.download }}</button>
      <button matButton="tonal" type="button" (click)="print()">{{ texts().setup.print }}</button>
    </div>
    <button matButton="filled" type="button" class="kept" (click)="kept.emit()">
      {{ texts().setup.kept }}
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    h2 {
      font-size: 1.125rem;
      font-weight: 650;
    }
    p {
      color: var(--fy-muted);
    }
    ol {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 8px 16px;
      padding: 14px 16px;
      border-radius: var(--fy-radius);
      background: var(--fy-sunken);
      color: var(--fy-text);
      font-family: var(--fy-mono);
      font-size: 0.875rem;
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .kept {
      block-size: 44px;
      margin-block-start: 4px;
    }
  `,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  readonly kept = output();
  readonly #notices = inject(Notices);
  readonly #document = inject(DOCUMENT);
  protected readonly texts = inject(Language).texts;

  protected async copy(): Promise<void> {
    const isCopied = await this.#notices.attempt(() =>
      navigator.clipboard.writeText(this.codes().join('\n')),
    );
    if (isCopied) this.#notices.say(this.texts().brands.copied);
  }

  protected download(): void {
    const address = URL.createObjectURL(new Blob([this.codes().join('\n') + '\n'], { type: 'text/plain' }));
    const link = this.#document.createElement('a');
    link.href = address;
    link.download = 'foyer-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  }

  protected print(): void {
    window.print();
  }
}
