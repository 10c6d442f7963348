import { Component, computed, inject, resource } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { firstValueFrom } from 'rxjs';
import type { ModeratorAccount, ModeratorAccountRow } from '@foyer/shared-core/model';
import { BrandProfiles } from '../core/brand-profiles';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { Session } from '../session/session';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { Avatar } from '../ui/avatar';
import { Confirm } from '../ui/confirm';
import { fullTime } from '../ui/relative-time';
import { SecurityPolicy } from './security-policy';
import { Icon } from '../ui/icon';
import { AccountDialog, type AccountQuestion } from './account-dialog';

/** Who works at the desk: accounts are created, changed and disabled here. */
@Component({
  selector: 'fy-operators',
  imports: [Avatar, Icon, MatButton, MatIconButton, MatMenuModule, SecurityPolicy],
  templateUrl: './operators.html',
  styleUrl: './operators.scss',
  host: { class: 'page' },
})
export class Operators {
  readonly #desk = inject(DESK);
  readonly #dialog = inject(MatDialog);
  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  readonly #reauthentication = inject(Reauthentication);
  readonly #session = inject(Session);
  readonly #profiles = inject(BrandProfiles);
  protected readonly texts = inject(Language).texts;
  protected readonly me = this.#session.me;
  protected readonly accounts = resource({
    loader: async () => (await this.#desk.call('listModerators', {})).moderators,
  });
  protected readonly rows = computed(() => (this.accounts.hasValue() ? this.accounts.value() : []));
  protected readonly problem = computed(() => {
    const cause = this.accounts.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });

  protected brandsOf(account: ModeratorAccount): string {
    const words = this.texts().operators;
    if (account.everyBrand) return words.everyBrand;
    return account.brands.map((brand) => this.#profiles.nameOf(brand)).join(', ') || words.none;
  }

  protected aboutAccess(account: ModeratorAccountRow): string {
    const { people, locale } = this.texts();
    if (account.invited) return people.invited;
    const last = account.lastSignInAt === undefined ? people.never : fullTime(account.lastSignInAt, locale);
    const factors = account.factors.length === 0 ? [] : [people.secondStep];
    return [`${people.lastSignIn}: ${last}`, ...factors].join(' · ');
  }

  protected async inviteAgain({ id, name }: ModeratorAccountRow): Promise<void> {
    await this.#act(() => this.#desk.call('inviteAgain', { id }), this.texts().people.inviteSent(name));
  }

  protected async resetFactors({ id, name }: ModeratorAccountRow): Promise<void> {
    const words = this.texts().people;
    const isSure = await this.#confirm.ask({
      title: words.resetTitle(name),
      text: words.resetText,
      action: words.resetFactors,
      isDangerous: true,
    });
    if (isSure) await this.#act(() => this.#desk.call('resetFactors', { id }), words.resetDone);
  }

  async #act(act: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await this.#reauthentication.confirmed(act);
      this.#notices.say(done);
      this.accounts.reload();
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#notices.fail(cause);
    }
  }

  /** Opens the form for a new account, or for the one given; the list shows what was saved. */
  protected async edit(account: ModeratorAccount | null): Promise<void> {
    const config = Object.assign(new MatDialogConfig<AccountQuestion>(), {
      data: {
        account,
        brands: this.me()?.brands ?? [],
        isSelf: account !== null && account.id === this.me()?.id,
      },
      width: '520px',
      autoFocus: 'input',
    });
    const dialog = this.#dialog.open<AccountDialog, AccountQuestion, string>(AccountDialog, config);
    const saved = await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined });
    if (saved === undefined) return;
    this.#notices.say(this.texts().operators.saved(saved));
    this.accounts.reload();
  }
}
