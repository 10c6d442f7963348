/** Noon of a day `YYYY-MM-DD` in the browser's time zone: `new Date(day)` alone would be midnight in Greenwich. */
export function calendarDay(day: string): Date {
  return new Date(`${day}T12:00:00`);
}
