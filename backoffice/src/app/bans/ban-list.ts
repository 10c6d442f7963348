import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Ban, BrandId } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { fullTime } from '../ui/relative-time';

/** Whom a brand keeps out, until when and why; lifted with one press. */
@Component({
  selector: 'fy-ban-list',
  imports: [MatButton],
  template: `
    <h2>{{ texts().access.bans }}</h2>
    @if (problem(); as text) {
      <p class="problem" role="alert">{{ text }}</p>
    } @else if (bans(); as list) {
      @for (ban of list; track ban.id) {
        <div class="row">
          <span>
            <bdi>{{ whoIs(ban) }}</bdi>
            <small>{{ texts().bans.until(moment(ban.until)) }} · {{ ban.reason }}</small>
          </span>
          <button
            matButton
            type="button"
            [attr.aria-label]="texts().bans.liftOf(whoIs(ban))"
            (click)="lift(ban)"
          >
            {{ texts().bans.lift }}
          </button>
        </div>
      } @empty {
        <p class="none">{{ texts().bans.none }}. {{ texts().bans.noneText }}</p>
      }
    } @else {
      <p role="status">{{ texts().app.loading }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 20px;
    }
    h2 {
      margin-block-end: 8px;
      font-size: 1rem;
      font-weight: 620;
    }
    .row {
      display: flex;
      align-items: center;
      gap: 12px;
      padding-block: 8px;
      border-block-end: 1px solid var(--fy-line);
    }
    .row span {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    small {
      display: block;
      color: var(--fy-muted);
    }
    .none {
      color: var(--fy-muted);
    }
  `,
})
export class BanList {
  readonly brand = input.required<BrandId>();
  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  protected readonly texts = inject(Language).texts;
  protected readonly answer = resource({
    params: () => this.brand(),
    loader: ({ params }) => this.#desk.call('listBans', { brand: params }),
  });
  protected readonly bans = computed(() => (this.answer.hasValue() ? this.answer.value().bans : null));
  protected readonly problem = computed(() => {
    const cause = this.answer.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });

  protected moment(at: number): string {
    return fullTime(at, this.texts().locale);
  }

  protected whoIs({ visitorId, range, address }: Ban): string {
    const words = this.texts().bans;
    if (visitorId === undefined) return words.network(range ?? '');
    const who = words.visitor(visitorId.slice(0, 10));
    return address === true || range !== undefined ? `${who} ${words.alsoAddress}` : who;
  }

  protected async lift(ban: Ban): Promise<void> {
    const request = { brand: this.brand(), id: ban.id };
    const isLifted = await this.#notices.attempt(() => this.#desk.call('liftBan', request));
    if (!isLifted) return;
    this.answer.reload();
    const words = this.texts().bans;
    this.#notices.offer(words.lifted, words.undo, () => void this.#banAgain(request.brand, ban));
  }

  async #banAgain(brand: BrandId, { visitorId, address, range, until, reason }: Ban): Promise<void> {
    const isBanned = await this.#notices.attempt(() =>
      this.#desk.call('banVisitor', {
        ...{ brand, until, reason },
        ...(visitorId === undefined ? {} : { visitorId }),
        ...(address === undefined ? {} : { address }),
        ...(range === undefined ? {} : { range }),
      }),
    );
    if (isBanned) this.answer.reload();
  }
}
