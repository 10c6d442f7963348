import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { MatTooltip } from '@angular/material/tooltip';
import type { Room, RoomTold, Visitor } from '@foyer/shared-core/model';
import { firstValueFrom } from 'rxjs';
import { BanDialog } from '../bans/ban-dialog';
import { Clock } from '../core/clock';
import { DESK } from '../core/desk';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { chosenStoreSignal } from '../core/store-signal';
import { Avatar } from '../ui/avatar';
import { BrandMark } from '../ui/brand-mark';
import { Icon } from '../ui/icon';
import { fullTime, relativeTime } from '../ui/relative-time';
import { safeLink } from '../ui/safe-link';
import { toldName } from '../ui/visitor-name';
import { browserName } from './browser-name';
import { CustomerDetails } from './customer-details';
import { PageTold } from './page-told';
import { ToldDetails } from './told-details';

/** Who the visitor is, as far as anybody knows: what the page said, what was seen, what the website's system says. */
@Component({
  selector: 'fy-visitor-card',
  imports: [
    Avatar,
    BrandMark,
    CustomerDetails,
    Icon,
    MatButton,
    MatIconButton,
    MatTooltip,
    PageTold,
    ToldDetails,
  ],
  templateUrl: './visitor-card.html',
  styleUrl: './visitor-card.scss',
  host: { role: 'complementary', '[attr.aria-label]': 'texts().visitor.title' },
})
export class VisitorCard {
  readonly room = input.required<Room>();
  readonly visitor = input.required<Visitor | null>();
  /** What the page says of the conversation. */
  readonly told = input.required<RoomTold | null>();
  readonly isOnline = input.required<boolean>();
  readonly name = input.required<string>();
  readonly closed = output();

  readonly #clock = inject(Clock);
  readonly #notices = inject(Notices);
  readonly #dialog = inject(MatDialog);
  readonly #colleagues = inject(DESK).colleagues;
  /** Everybody who works here; only asked for where the page has asked for somebody. */
  readonly #everybody = chosenStoreSignal(() =>
    this.room().asksFor === undefined ? undefined : this.#colleagues,
  );
  protected readonly texts = inject(Language).texts;
  protected readonly hasToldName = computed(
    () => this.visitor()?.vouched === undefined && toldName(this.visitor()) !== null,
  );
  protected readonly teller = computed(() => {
    const visitor = this.visitor();
    return visitor?.answers || visitor?.contact ? visitor : null;
  });
  /** Whom the page wishes for, where there is such a person. */
  protected readonly asksFor = computed(
    () => this.#everybody()?.find(({ id, active }) => active && id === this.room().asksFor)?.name,
  );
  protected readonly vouched = computed(() => this.visitor()?.vouched ?? null);
  protected readonly pageLink = computed(() => safeLink(this.visitor()?.page?.url ?? ''));

  protected moment(at: number): string {
    return fullTime(at, this.texts().locale);
  }

  protected age(at: number): string {
    return relativeTime(at, this.#clock.now(), { locale: this.texts().locale, now: this.texts().inbox.now });
  }

  protected browser(userAgent: string): string {
    return browserName(userAgent);
  }

  protected async ban(): Promise<void> {
    const { brand, visitorId } = this.room();
    const config = Object.assign(new MatDialogConfig(), { data: { brand, visitorId }, width: '440px' });
    const dialog = this.#dialog.open<BanDialog, unknown, boolean>(BanDialog, config);
    if (await firstValueFrom(dialog.afterClosed(), { defaultValue: false }))
      this.#notices.say(this.texts().bans.done);
  }

  protected async copyId(): Promise<void> {
    const isCopied = await this.#notices.attempt(() => navigator.clipboard.writeText(this.room().visitorId));
    if (isCopied) this.#notices.say(this.texts().visitor.copied);
  }
}
