import {
  areSlotsSound,
  limits,
  weekdays,
  type Hours,
  type Slot,
  type Weekday,
} from '@foyer/shared-core/model';

/** Hours as they stand in the editor: a line for each day. */
export interface HoursDraft {
  readonly isOn: boolean;
  readonly zone: string;
  readonly days: Readonly<Record<Weekday, string>>;
  readonly holidays: string;
}

/** The first thing in a draft that cannot be stored, and where it stands. */
export interface HoursProblem {
  readonly where: 'zone' | 'holidays' | Weekday;
  readonly text: string;
}

const workday = '09:00-17:00';

/** What is stored, to be edited; where nothing is, the hours of an office. */
export function hoursDraft(hours: Hours | undefined): HoursDraft {
  const text = (day: Weekday): string =>
    hours
      ? (hours.week[day] ?? []).map(({ from, to }) => `${from}-${to}`).join(', ')
      : day === 'sat' || day === 'sun'
        ? ''
        : workday;
  return {
    isOn: hours !== undefined,
    zone: hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    days: Object.fromEntries(weekdays.map((day) => [day, text(day)])) as Record<Weekday, string>,
    holidays: hours?.holidays.join('\n') ?? '',
  };
}

/** What a draft says; null where it says that there are no hours. */
export function readHoursDraft(draft: HoursDraft): {
  readonly hours: Hours | null;
  readonly problem: HoursProblem | null;
} {
  if (!draft.isOn) return { hours: null, problem: null };
  const wrong = (where: HoursProblem['where'], text: string) => ({ hours: null, problem: { where, text } });
  const zone = draft.zone.trim();
  if (!isZone(zone)) return wrong('zone', zone);
  const week: Partial<Record<Weekday, readonly Slot[]>> = {};
  for (const day of weekdays) {
    const slots = draft.days[day]
      .split(/[,;]/)
      .map((slot) => slot.trim())
      .filter((slot) => slot !== '')
      .map((slot) => {
        const [from = '', to = ''] = slot.split(/\s*[-–]\s*/).map((time) => time.padStart(5, '0'));
        return { from, to };
      });
    if (!areSlotsSound(slots)) return wrong(day, draft.days[day]);
    if (slots.length > 0) week[day] = slots;
  }
  const holidays = draft.holidays
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const odd = holidays.find((line) => !isDate(line)) ?? holidays[limits.holidays];
  if (odd !== undefined) return wrong('holidays', odd);
  return { hours: { zone, week, holidays: [...new Set(holidays)].sort() }, problem: null };
}

function isDate(line: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(line) &&
    !Number.isNaN(Date.parse(line)) &&
    new Date(line).toISOString().startsWith(line)
  );
}

function isZone(timeZone: string): boolean {
  try {
    return timeZone !== '' && Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
}
