import { Component, computed, inject, input } from '@angular/core';
import type { ReportDay } from '@foyer/shared-core/model';
import { Language } from '../core/language';
import { duration } from '../ui/duration';
import { calendarDay } from './calendar-day';

/** The figures behind the charts, newest day first: readable without seeing a chart. */
@Component({
  selector: 'fy-report-table',
  template: `
    <div class="table-scroll" tabindex="0" role="region" [attr.aria-label]="texts().reports.table">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{{ texts().reports.day }}</th>
            <th scope="col" class="number">{{ texts().reports.conversations }}</th>
            <th scope="col" class="number">{{ texts().reports.answered }}</th>
            <th scope="col" class="number">{{ texts().reports.firstResponse }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.day) {
            <tr>
              <td>{{ row.name }}</td>
              <td class="number">{{ row.conversations }}</td>
              <td class="number">{{ row.answered }}</td>
              <td class="number">{{ row.firstResponse }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class ReportTable {
  readonly days = input.required<readonly ReportDay[]>();
  protected readonly texts = inject(Language).texts;
  protected readonly rows = computed(() => {
    const format = new Intl.DateTimeFormat(this.texts().locale, { dateStyle: 'medium' });
    return this.days()
      .map((day) => ({
        ...day,
        name: format.format(calendarDay(day.day)),
        firstResponse:
          day.firstResponseMs === null
            ? this.texts().reports.none
            : duration(day.firstResponseMs, this.texts()),
      }))
      .toReversed();
  });
}
