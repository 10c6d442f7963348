import { CoreError } from './errors.ts';
import { limits } from './limits.ts';
import { RecordReader } from './read-record.ts';

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/** When somebody answers on a day, in the brand's own time: `from` and `to` as `HH:MM`, `to` up to `24:00`. */
export interface Slot {
  readonly from: string;
  readonly to: string;
}

/** When a brand answers. */
export interface Hours {
  /** An IANA time zone. */
  readonly zone: string;
  /** Slots of a weekday, earliest first; a day that is not named is a day off. */
  readonly week: Readonly<Partial<Record<Weekday, readonly Slot[]>>>;
  /** Days off, as `YYYY-MM-DD` in the brand's own calendar. */
  readonly holidays: readonly string[];
}

const SLOT = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** Reads hours as the profile stores them: JSON in one text. Throws `bad-record`. */
export function readHours(text: string): Hours {
  const record = new RecordReader('hours', parsed(text));
  const zone = record.text('zone');
  const days = record.record('week');
  const holidays = listOf(record.raw('holidays') ?? []).map((day) =>
    typeof day === 'string' && DATE.test(day) ? day : wrong('holidays'),
  );
  const week = weekdays
    .filter((day) => days.has(day))
    .map((day) => [day, listOf(days.raw(day)).map((slot) => readSlot(day, slot))] as const);
  if (holidays.length > limits.holidays) wrong('holidays');
  return { zone, week: Object.fromEntries(week), holidays };
}

/** Whether these slots of one day are in order: each ends after it begins, and none begins before the last has ended. */
export function areSlotsSound(slots: readonly Slot[]): boolean {
  return (
    slots.length <= limits.slots &&
    slots.every(
      ({ from, to }, at) =>
        SLOT.test(from) &&
        (SLOT.test(to) || to === '24:00') &&
        from < to &&
        (slots[at - 1]?.to ?? '') <= from,
    )
  );
}

function readSlot(day: string, value: unknown): Slot {
  const slot = new RecordReader(`hours.week.${day}`, value);
  const read = { from: slot.text('from'), to: slot.text('to') };
  return areSlotsSound([read]) ? read : wrong(`week.${day}`);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : wrong('list');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wrong(field: string): never {
  throw new CoreError('bad-record', `hours.${field} is malformed`);
}
