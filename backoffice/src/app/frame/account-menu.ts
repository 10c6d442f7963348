import { Component, computed, inject } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Language, languages } from '../core/language';
import { Notices } from '../core/notices';
import { Session } from '../session/session';
import { Avatar } from '../ui/avatar';
import { Icon } from '../ui/icon';

/** The own person: name, role and state, the language of the desk, and the way out. */
@Component({
  selector: 'fy-account-menu',
  imports: [Avatar, Icon, MatMenuModule, MatTooltip, RouterLink],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.scss',
})
export class AccountMenu {
  readonly #session = inject(Session);
  readonly #notices = inject(Notices);
  protected readonly language = inject(Language);
  protected readonly languages = languages;
  protected readonly texts = this.language.texts;
  protected readonly me = this.#session.me;
  protected readonly isOnline = computed(() => this.#session.connection() === 'online');

  protected signOut(): Promise<boolean> {
    return this.#notices.attempt(() => this.#session.signOut());
  }
}
