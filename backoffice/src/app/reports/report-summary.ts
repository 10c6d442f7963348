import type { ReportDay } from '@foyer/shared-core/model';

export interface ReportSummary {
  readonly conversations: number;
  readonly answered: number;
  /** The middle one of the days' first response times in milliseconds; null when no day had an answer. */
  readonly firstResponseMs: number | null;
}

/** The days of a report in three figures. */
export function summarize(days: readonly ReportDay[]): ReportSummary {
  const times = days.flatMap((day) => (day.firstResponseMs === null ? [] : [day.firstResponseMs]));
  return {
    conversations: days.reduce((sum, day) => sum + day.conversations, 0),
    answered: days.reduce((sum, day) => sum + day.answered, 0),
    firstResponseMs: median(times),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
