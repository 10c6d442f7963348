import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AuditRow, BrandId } from '@foyer/shared-core/model';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Notices } from '../core/notices';
import { storeSignal } from '../core/store-signal';
import { NotConfirmed, Reauthentication } from '../session/reauthentication';
import { Session } from '../session/session';
import { BrandSelect } from '../ui/brand-select';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { fullTime } from '../ui/relative-time';
import { plainText } from './plain-text';

const PAGE = 50;

/** Actions worth a filter of their own; whatever else there is stands under "all". */
const ACTIONS = [
  ...['moderator.sign-in', 'moderator.create', 'moderator.change', 'moderator.invite'],
  ...['factor.add', 'factor.remove', 'factor.reset', 'session.end', 'security-policy.change'],
  ...['brand-access.change', 'brand-key.create', 'brand-key.revoke', 'ban.create', 'ban.lift'],
  ...['visitor.merge', 'visitor.erase', 'visitor.transcript', 'visitor-pool.repair', 'call.refused'],
  ...['archive.differ', 'archive.reseal'],
] as const;

/** Who did what, newest first; read only. */
@Component({
  selector: 'fy-audit',
  imports: [BrandSelect, EmptyState, MatButton],
  templateUrl: './audit.html',
  styleUrl: './audit.scss',
  host: { class: 'page' },
})
export class Audit {
  readonly #desk = inject(DESK);
  readonly #notices = inject(Notices);
  readonly #confirm = inject(Confirm);
  readonly #reauthentication = inject(Reauthentication);
  readonly #session = inject(Session);
  protected readonly texts = inject(Language).texts;
  protected readonly actions = ACTIONS;
  protected readonly people = storeSignal(this.#desk.colleagues);
  protected readonly brands = computed(() => this.#session.me()?.brands ?? []);
  protected readonly brand = signal<BrandId | null>(null);
  protected readonly person = signal('');
  protected readonly action = signal('');
  readonly #filter = computed(() => ({
    ...(this.brand() === null ? {} : { brand: this.brand() ?? '' }),
    ...(this.person() === '' ? {} : { actorId: this.person() }),
    ...(this.action() === '' ? {} : { action: this.action() }),
  }));
  protected readonly first = resource({
    params: () => this.#filter(),
    loader: ({ params }) => this.#desk.call('listAudit', { ...params, limit: PAGE }),
  });
  protected readonly page = linkedSignal(() => (this.first.hasValue() ? this.first.value() : null));
  protected readonly problem = computed(() => {
    const cause = this.first.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });
  protected readonly isLoadingOlder = signal(false);

  protected async older(): Promise<void> {
    const present = this.page();
    const last = present?.rows.at(-1);
    if (!present || !last) return;
    this.isLoadingOlder.set(true);
    await this.#notices.attempt(async () => {
      const before = { at: last.at, id: last.id };
      const { rows, more } = await this.#desk.call('listAudit', { ...this.#filter(), before, limit: PAGE });
      // The filter may have changed meanwhile; then these rows belong to nobody.
      if (this.page() === present) this.page.set({ rows: [...present.rows, ...rows], more });
    });
    this.isLoadingOlder.set(false);
  }

  /** What is archived of that day is right as it is. */
  protected async accept(row: AuditRow): Promise<void> {
    const { brand = '', target: day = '' } = row;
    const words = this.texts().audit;
    const isSure = await this.#confirm.ask({
      ...{ title: words.accept, text: words.acceptText(this.dayOf(row) ?? day), action: words.accept },
    });
    if (!isSure) return;
    try {
      await this.#reauthentication.confirmed(() => this.#desk.call('acceptArchivedDay', { brand, day }));
      this.#notices.say(this.texts().app.saved);
      this.first.reload();
    } catch (cause) {
      if (!(cause instanceof NotConfirmed)) this.#notices.fail(cause);
    }
  }

  protected moment(row: AuditRow): string {
    return fullTime(row.at, this.texts().locale);
  }

  protected nameOf(id: string): string {
    return plainText(this.people().find((person) => person.id === id)?.name ?? id);
  }

  protected targetOf({ target }: AuditRow): string {
    return target === undefined ? '' : this.nameOf(target);
  }

  /** The day that a line of the archive is about, as people write days. */
  protected dayOf({ action, target = '' }: AuditRow): string | null {
    const day = action.startsWith('archive.') ? Date.parse(target) : NaN;
    if (Number.isNaN(day)) return null;
    return new Intl.DateTimeFormat(this.texts().locale, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
  }

  /** How many lines a day had and has. */
  protected countsOf({ action, detail }: AuditRow): string | null {
    const { expected, found } = detail;
    const areCounts = typeof expected === 'number' && typeof found === 'number';
    return action === 'archive.differ' && areCounts ? this.texts().audit.counts(expected, found) : null;
  }

  protected plain(text: string | undefined): string {
    return plainText(text ?? '');
  }

  /** What a line means, where the name of the action does not say it. */
  protected meaningOf({ action }: AuditRow): string | undefined {
    const meanings: Readonly<Record<string, string>> = this.texts().audit.meanings;
    return Object.hasOwn(meanings, action) ? meanings[action] : undefined;
  }

  protected detailsOf({ detail }: AuditRow): string {
    return Object.keys(detail).length === 0 ? '' : plainText(JSON.stringify(detail));
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }
}
