import { Component, computed, inject, resource, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog, MatDialogConfig } from '@angular/material/dialog';
import type { EnrolledFactor } from '@foyer/shared-core/model';
import { firstValueFrom } from 'rxjs';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { RecoveryCodes } from '../factors/recovery-codes';
import { FactorSetup, type SetupCalls } from '../factors/factor-setup';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { Session } from '../session/session';
import { Confirm } from '../ui/confirm';
import { Icon } from '../ui/icon';
import { fullTime } from '../ui/relative-time';
import { RenameDialog } from './rename-dialog';
import { SessionList } from './session-list';

/** The own account: second steps, recovery codes, and where one is signed in. */
@Component({
  selector: 'fy-account',
  imports: [FactorSetup, Icon, MatButton, MatIconButton, RecoveryCodes, SessionList],
  templateUrl: './account.html',
  styleUrls: ['./rows.scss', './account.scss'],
  host: { class: 'page' },
})
export class Account {
  readonly #desk = inject(DESK);
  readonly #dialog = inject(MatDialog);
  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  readonly #session = inject(Session);
  readonly #reauthentication = inject(Reauthentication);
  protected readonly texts = inject(Language).texts;
  private readonly sessions = viewChild.required(SessionList);
  protected readonly answer = resource({ loader: () => this.#desk.call('listFactors', {}) });
  protected readonly known = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly problem = computed(() => {
    const cause = this.answer.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });
  protected readonly isAdding = signal(false);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly setup: SetupCalls = {
    begin: (kind) => this.#reauthentication.confirmed(() => this.#desk.call('beginFactor', { kind })),
    confirm: async (request) =>
      (await this.#reauthentication.confirmed(() => this.#desk.call('confirmFactor', request)))
        .recoveryCodes ?? [],
  };

  protected aboutFactor(factor: EnrolledFactor): string {
    const { account, locale } = this.texts();
    const added = account.since(fullTime(factor.createdAt, locale));
    const used = factor.lastUsedAt === undefined ? [] : [account.used(fullTime(factor.lastUsedAt, locale))];
    return [account[factor.kind], added, ...used].join(' · ');
  }

  protected added(): void {
    this.isAdding.set(false);
    this.answer.reload();
  }

  protected async rename(factor: EnrolledFactor): Promise<void> {
    const config = Object.assign(new MatDialogConfig<string>(), {
      data: factor.name,
      width: '380px',
      autoFocus: 'input',
    });
    const dialog = this.#dialog.open<RenameDialog, string, string>(RenameDialog, config);
    const name = (await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined }))?.trim();
    if (!name) return;
    await this.#act(() => this.#desk.call('renameFactor', { id: factor.id, name }));
    this.answer.reload();
  }

  protected async remove(factor: EnrolledFactor): Promise<void> {
    const { account } = this.texts();
    const isSure = await this.#confirm.ask({
      title: account.removeTitle(factor.name),
      text: account.removeText,
      action: account.removeAction,
      isDangerous: true,
    });
    if (!isSure) return;
    await this.#act(() => this.#desk.call('removeFactor', { id: factor.id }));
    this.answer.reload();
  }

  protected async newCodes(): Promise<void> {
    const { account } = this.texts();
    const isSure = await this.#confirm.ask({
      title: account.newCodesTitle,
      text: account.newCodesText,
      action: account.newCodes,
    });
    if (!isSure) return;
    const answer = await this.#act(() => this.#desk.call('newRecoveryCodes', {}));
    if (answer) this.codes.set(answer.recoveryCodes);
  }

  protected codesKept(): void {
    this.codes.set(null);
    this.answer.reload();
  }

  protected async endOthers(): Promise<void> {
    const answer = await this.#act(() => this.#desk.call('endSessions', { which: 'others' }));
    if (!answer) return;
    this.#notices.say(this.texts().account.ended);
    this.sessions().reload();
  }

  protected async endAll(): Promise<void> {
    const { account } = this.texts();
    const isSure = await this.#confirm.ask({
      title: account.endAllTitle,
      text: account.endAllText,
      action: account.endAll,
      isDangerous: true,
    });
    if (!isSure) return;
    const answer = await this.#act(() => this.#desk.call('endSessions', { which: 'others' }));
    if (answer) await this.#notices.attempt(() => this.#session.signOut());
  }

  /** Runs an act that may ask who is here; answers undefined where it did not happen. */
  async #act<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#reauthentication.confirmed(act);
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#notices.fail(cause);
      return undefined;
    }
  }
}
