import { DOCUMENT } from '@angular/common';
import {
  Component,
  DestroyRef,
  ElementRef,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import { Language } from '../core/language';
import { calendarDay } from './calendar-day';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** One figure per day as a chart. The table on the same page says the same to whoever cannot see it. */
@Component({
  selector: 'fy-day-chart',
  template: `<canvas #canvas role="img" [attr.aria-label]="texts().reports.chart(heading())"></canvas>`,
  styles: `
    :host {
      display: block;
      position: relative;
      block-size: 220px;
    }
  `,
})
export class DayChart {
  readonly kind = input.required<'bar' | 'line'>();
  readonly heading = input.required<string>();
  /** Days as `YYYY-MM-DD`, oldest first. */
  readonly days = input.required<readonly string[]>();
  /** A value per day; null leaves a gap. */
  readonly values = input.required<readonly (number | null)[]>();
  /** What one step of the scale stands for, so that its marks are round: 60000 for minutes. */
  readonly unit = input(1);
  readonly format = input.required<(value: number) => string>();

  protected readonly texts = inject(Language).texts;
  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #isDark = signal(false);

  constructor() {
    this.#followColorScheme();
    effect((onCleanup) => {
      const canvas = this.canvas().nativeElement;
      this.#isDark();
      const configuration = this.#configuration();
      const chart = untracked(() => new Chart(canvas, configuration));
      onCleanup(() => chart.destroy());
    });
  }

  #configuration(): ChartConfiguration<'bar' | 'line', (number | null)[], string> {
    const { locale, direction } = this.texts();
    const unit = this.unit();
    const format = (value: number): string => this.format()(value * unit);
    const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    const accent = this.#color('--fy-accent');
    const muted = this.#color('--fy-muted');
    const isBar = this.kind() === 'bar';
    return {
      type: this.kind(),
      data: {
        labels: this.days().map((day) => short.format(calendarDay(day))),
        datasets: [
          {
            data: this.values().map((value) => (value === null ? null : value / unit)),
            backgroundColor: accent,
            borderColor: accent,
            clip: false,
            ...(isBar
              ? { borderRadius: 4, maxBarThickness: 22 }
              : { borderWidth: 2, pointRadius: 2.5, cubicInterpolationMode: 'monotone', spanGaps: true }),
          },
        ],
      },
      options: {
        maintainAspectRatio: false,
        animation: false,
        locale,
        interaction: { mode: 'index', intersect: false },
        plugins: {
          tooltip: { displayColors: false, callbacks: { label: ({ parsed }) => format(parsed.y ?? 0) } },
        },
        scales: {
          x: {
            reverse: direction === 'rtl',
            grid: { display: false },
            border: { color: this.#color('--fy-line') },
            ticks: { color: muted, maxRotation: 0, autoSkipPadding: 16 },
          },
          y: {
            position: direction === 'rtl' ? 'right' : 'left',
            beginAtZero: true,
            border: { display: false },
            grid: { color: this.#color('--fy-line') },
            ticks: {
              color: muted,
              precision: 0,
              maxTicksLimit: 5,
              callback: (value) => format(Number(value)),
            },
          },
        },
      },
    };
  }

  /** A canvas knows no custom properties, so the browser is asked what the colour is now. */
  #color(property: string): string {
    const probe = this.#host.nativeElement;
    probe.style.color = `var(${property})`;
    const color = this.#window?.getComputedStyle(probe).color ?? '';
    probe.style.color = '';
    return color;
  }

  #followColorScheme(): void {
    const query = this.#window?.matchMedia('(prefers-color-scheme: dark)');
    if (!query) return;
    const read = (): void => this.#isDark.set(query.matches);
    read();
    query.addEventListener('change', read);
    inject(DestroyRef).onDestroy(() => query.removeEventListener('change', read));
  }
}
