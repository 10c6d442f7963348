import { Component, DestroyRef, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { currentPath } from '../core/current-path';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { storeSignal } from '../core/store-signal';
import { Session } from '../session/session';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { AccountMenu } from './account-menu';
import { ConnectionBanner } from './connection-banner';
import { DeskTitle } from './desk-title';
import { navigationFor } from './navigation';
import { focusHeadingOnNavigation } from './page-focus';

/** What stands around every page: the navigation, the own person, the state of the connection. */
@Component({
  selector: 'fy-frame',
  imports: [AccountMenu, ConnectionBanner, Icon, Logo, MatButton, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './frame.html',
  styleUrl: './frame.scss',
  host: { '[class.detail]': 'isDetail()' },
})
export class Frame {
  readonly #session = inject(Session);
  readonly #router = inject(Router);
  readonly #rooms = storeSignal(inject(DESK).rooms);

  readonly #address = currentPath();
  protected readonly texts = inject(Language).texts;
  protected readonly me = this.#session.me;
  protected readonly entries = computed(() => navigationFor(this.me()?.role ?? 'operator'));
  /** Unread messages in the rooms that somebody here should look at: the own ones and those that nobody has taken. */
  protected readonly unread = computed(() =>
    (this.#rooms() ?? [])
      .filter(({ room }) => room.assignee === undefined || room.assignee.id === this.me()?.id)
      .reduce((sum, row) => sum + row.unread, 0),
  );

  /** Whether one conversation fills a narrow screen, which then has no room for the navigation. */
  protected readonly isDetail = computed(() => /^\/(?:inbox|team)\/./u.test(this.#address()));

  constructor() {
    focusHeadingOnNavigation();
    const title = inject(DeskTitle);
    effect(() => title.showUnread(this.unread()));
    inject(DestroyRef).onDestroy(() => title.showUnread(0));
    effect(() => {
      if (this.me() === null) void this.#router.navigateByUrl('/sign-in');
    });
  }

  /** On a phone there may be more pages than room: the one that is open is in sight. */
  protected showLink(isOpen: boolean, link: HTMLElement): void {
    if (isOpen) link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Moves the focus past the navigation; a plain `#` link would leave the base address. */
  protected skipTo(main: HTMLElement): void {
    main.focus();
  }
}
