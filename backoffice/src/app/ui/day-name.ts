import type { Strings } from '../strings/en';
import { daysBetween } from './relative-time';

/** A day as a heading: today, yesterday, the weekday with the date, and the year when it is another. */
export function dayName(at: number, now: number, texts: Strings): string {
  const days = daysBetween(at, now);
  if (days === 0) return texts.conversation.today;
  if (days === 1) return texts.conversation.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(texts.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}
