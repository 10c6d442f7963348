import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ModeratorId, ModeratorSession } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { fullTime } from '../ui/relative-time';

/** Where somebody is signed in: oneself, or, for admins, a colleague. */
@Component({
  selector: 'fy-session-list',
  imports: [MatButton],
  templateUrl: './session-list.html',
  styleUrl: './rows.scss',
})
export class SessionList {
  /** Whose; absent: one's own. */
  readonly of = input<ModeratorId>();
  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #reauthentication = inject(Reauthentication);
  protected readonly texts = inject(Language).texts;
  readonly #whose = computed(() => {
    const of = this.of();
    return of === undefined ? {} : { of };
  });
  protected readonly answer = resource({
    params: () => this.#whose(),
    loader: ({ params }) => this.#desk.call('listSessions', params),
  });
  protected readonly sessions = computed(() => (this.answer.hasValue() ? this.answer.value().sessions : []));
  protected readonly problem = computed(() => {
    const cause = this.answer.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });

  protected browserOf(session: ModeratorSession): string {
    return session.browser ?? this.texts().account.unknownBrowser;
  }

  protected since(session: ModeratorSession): string {
    return this.texts().account.opened(fullTime(session.at, this.texts().locale));
  }

  protected async end(session: ModeratorSession): Promise<void> {
    try {
      const request = { ...this.#whose(), sid: session.sid };
      await this.#reauthentication.confirmed(() => this.#desk.call('endSessions', request));
      this.#notices.say(this.texts().account.ended);
      this.answer.reload();
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#notices.fail(cause);
    }
  }

  reload(): void {
    this.answer.reload();
  }
}
