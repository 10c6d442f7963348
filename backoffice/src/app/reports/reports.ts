import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { BrandId } from '@foyer/shared-core/model';
import { Clock } from '../core/clock';
import { DESK } from '../core/desk';
import { errorCode } from '../core/error-code';
import { Language } from '../core/language';
import { Session } from '../session/session';
import { BrandSelect } from '../ui/brand-select';
import { duration, unitOf } from '../ui/duration';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { fullTime } from '../ui/relative-time';
import { DayChart } from './day-chart';
import { reportRange } from './report-range';
import { ReportTable } from './report-table';
import { summarize } from './report-summary';

const DAY_MS = 86_400_000;

/** How many conversations a brand had per day, and how soon they were answered. */
@Component({
  selector: 'fy-reports',
  imports: [BrandSelect, DayChart, EmptyState, Icon, MatButton, MatIconButton, ReportTable],
  templateUrl: './reports.html',
  styleUrl: './reports.scss',
  host: { class: 'page' },
})
export class Reports {
  readonly #desk = inject(DESK);
  readonly #session = inject(Session);
  readonly #clock = inject(Clock);
  protected readonly texts = inject(Language).texts;
  protected readonly brands = computed(() => this.#session.me()?.brands ?? []);
  protected readonly brand = linkedSignal<readonly BrandId[], BrandId | null>({
    source: this.brands,
    computation: (brands, previous) => brands.find((brand) => brand === previous?.value) ?? brands[0] ?? null,
  });
  /** How many times thirty days back from today. */
  protected readonly back = signal(0);
  readonly #today = computed(() => new Date(this.#clock.now()).setHours(0, 0, 0, 0));
  readonly #range = computed(() => reportRange(this.#today(), this.back()));
  protected readonly range = computed(() => {
    const { from, to } = this.#range();
    const format = new Intl.DateTimeFormat(this.texts().locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
    return this.texts().reports.range(format.format(from), format.format(to - DAY_MS / 2));
  });
  protected readonly report = resource({
    params: () => {
      const brand = this.brand();
      return brand === null ? undefined : { brand, ...this.#range() };
    },
    loader: ({ params }) =>
      this.#desk.call('conversationReport', {
        ...params,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }),
  });
  protected readonly days = computed(() => (this.report.hasValue() ? this.report.value().days : []));
  protected readonly asOf = computed(() =>
    this.report.hasValue()
      ? this.texts().reports.asOf(fullTime(this.report.value().asOf, this.texts().locale))
      : null,
  );
  protected readonly summary = computed(() => summarize(this.days()));
  protected readonly answeredShare = computed(() => {
    const { conversations, answered } = this.summary();
    if (conversations === 0) return this.texts().reports.none;
    return new Intl.NumberFormat(this.texts().locale, { style: 'percent' }).format(answered / conversations);
  });
  protected readonly firstResponse = computed(() => {
    const ms = this.summary().firstResponseMs;
    return ms === null ? this.texts().reports.none : duration(ms, this.texts());
  });
  protected readonly problem = computed(() => {
    const cause = this.report.error();
    return cause === undefined ? null : this.texts().errors[errorCode(cause)];
  });

  protected readonly dayLabels = computed(() => this.days().map(({ day }) => day));
  protected readonly counts = computed(() => this.days().map((day) => day.conversations));
  protected readonly times = computed(() => this.days().map((day) => day.firstResponseMs));
  protected readonly timeUnit = computed(() => unitOf(Math.max(0, ...this.times().map((ms) => ms ?? 0))));
  protected readonly asCount = (value: number): string =>
    new Intl.NumberFormat(this.texts().locale).format(value);
  protected readonly asTime = (value: number): string => duration(value, this.texts());
}
