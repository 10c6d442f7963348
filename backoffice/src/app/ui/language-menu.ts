import { Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Language, languages } from '../core/language';
import { Icon } from './icon';

/** Chooses the language of the desk before anybody is signed in. */
@Component({
  selector: 'fy-language-menu',
  imports: [Icon, MatIconButton, MatMenuModule],
  template: `
    <button matIconButton type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="texts().app.language">
      <fy-icon name="globe" />
    </button>
    <mat-menu #menu>
      @for (own of languages; track own.tag) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.aria-checked]="own.tag === language.tag()"
          [attr.lang]="own.tag"
          (click)="language.choose(own.tag)"
        >
          {{ own.name }}
        </button>
      }
    </mat-menu>
  `,
})
export class LanguageMenu {
  protected readonly language = inject(Language);
  protected readonly languages = languages;
  protected readonly texts = this.language.texts;
}
