/** Both ends of a report in milliseconds: `from` inclusive, `to` exclusive. */
export interface ReportRange {
  readonly from: number;
  readonly to: number;
}

const REPORT_DAYS = 30;

/**
 * Thirty whole calendar days of the browser's time zone, the last of which is the day of `now`, or lies `back` times
 * thirty days before it. A day of the clock change has 23 or 25 hours, so days are counted on the calendar.
 */
export function reportRange(now: number, back: number): ReportRange {
  const today = new Date(now);
  const dayAfter = (days: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1 - days).getTime();
  const end = back * REPORT_DAYS;
  return { from: dayAfter(end + REPORT_DAYS), to: dayAfter(end) };
}
