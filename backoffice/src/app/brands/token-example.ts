import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { Icon } from '../ui/icon';
import { pageCode, serverLanguages, tokenCode, type ServerLanguage } from './token-code';

/** How a website proves who its visitor is: what its server signs, and what its page hands over. */
@Component({
  selector: 'fy-token-example',
  imports: [Icon, MatButton],
  template: `
    <div class="head">
      <h2>{{ texts().access.example }}</h2>
      <select [attr.aria-label]="texts().access.exampleIn" (change)="choose($event)">
        @for (one of languages; track one) {
          <option [value]="one" [selected]="one === language()">{{ one }}</option>
        }
      </select>
    </div>
    <pre dir="ltr" tabindex="0" role="region" [attr.aria-label]="texts().access.example">{{ code() }}</pre>
    <button matButton="tonal" type="button" (click)="copy(code())">
      <span class="with-icon"><fy-icon name="copy" />{{ texts().brands.copy }}</span>
    </button>
    <h2>{{ texts().access.page }}</h2>
    <pre dir="ltr" tabindex="0" role="region" [attr.aria-label]="texts().access.page">{{ page }}</pre>
    <button matButton="tonal" type="button" (click)="copy(page)">
      <span class="with-icon"><fy-icon name="copy" />{{ texts().brands.copy }}</span>
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      gap: 10px;
      padding: 18px 20px;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      inline-size: 100%;
    }
    h2 {
      font-size: 0.9375rem;
      font-weight: 620;
    }
    select {
      min-block-size: 36px;
      padding-inline: 10px;
      border: 1px solid var(--fy-line);
      border-radius: 10px;
      background: var(--fy-pane);
      color: var(--fy-text);
      font: 550 0.8125rem/1 var(--fy-font);
    }
    pre {
      box-sizing: border-box;
      inline-size: 100%;
      margin: 0;
      padding: 12px 14px;
      overflow-x: auto;
      border-radius: var(--fy-radius-small);
      background: var(--fy-sunken);
      font: 0.8125rem/1.5 var(--fy-mono);
    }
  `,
})
export class TokenExample {
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  protected readonly languages = serverLanguages;
  protected readonly language = signal<ServerLanguage>('Node');
  protected readonly code = computed(() => tokenCode[this.language()]);
  protected readonly page = pageCode;

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.language.set(serverLanguages.find((one) => one === value) ?? 'Node');
  }

  protected async copy(text: string): Promise<void> {
    const isCopied = await this.#notices.attempt(() => navigator.clipboard.writeText(text));
    if (isCopied) this.#notices.say(this.texts().brands.copied);
  }
}
