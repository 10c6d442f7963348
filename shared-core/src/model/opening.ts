import { weekdays } from './hours.ts';
import type { Hours } from './hours.ts';

/** Whether a brand answers now, and if not, when it does again. */
export type Opening =
  | { readonly isOpen: true }
  /** `opensAt` is absent where no slot comes within the next weeks. */
  | { readonly isOpen: false; readonly opensAt?: number };

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Clocks are set forward and back by multiples of this. */
const STEP = 15 * MINUTE;
const DAYS_AHEAD = 60;

/**
 * How it stands at a moment. Days and hours are those of the brand's own wall clock, so a slot begins when that clock
 * says so on the days on which it is set forward or back, too. Where this `Intl` does not know the zone, nobody is
 * told that the brand is away.
 */
export function openingAt(hours: Hours, at: number): Opening {
  const clock = wallClock(hours.zone);
  if (!clock || isOpenAt(hours, clock(at))) return { isOpen: true };
  const today = startOfDay(clock(at));
  for (let day = today; day <= today + DAYS_AHEAD * DAY; day += DAY) {
    for (const { from } of slotsOn(hours, day)) {
      const wall = day + minutesOf(from) * MINUTE;
      // Which offset holds at that hour is one of those before and after; the earliest moment that is open counts.
      const offsets = [wall - DAY, wall + DAY].map((near) => clock(near) - near);
      const last = wall - Math.min(...offsets) + STEP * 4;
      for (let moment = wall - Math.max(...offsets); moment <= last; moment += STEP) {
        if (moment > at && isOpenAt(hours, clock(moment))) return { isOpen: false, opensAt: moment };
      }
    }
  }
  return { isOpen: false };
}

/** `wall` is the time on the wall as if it were UTC. */
function isOpenAt(hours: Hours, wall: number): boolean {
  const minute = (wall - startOfDay(wall)) / MINUTE;
  return slotsOn(hours, wall).some(({ from, to }) => minutesOf(from) <= minute && minute < minutesOf(to));
}

function slotsOn({ week, holidays }: Hours, wall: number): NonNullable<Hours['week']['mon']> {
  const date = new Date(wall);
  const isOff = holidays.includes(date.toISOString().slice(0, 10));
  return (isOff ? undefined : week[weekdays[date.getUTCDay()] ?? 'sun']) ?? [];
}

/** What the wall clock of a zone shows at a moment, as if it were UTC; undefined for a zone that is not known here. */
function wallClock(timeZone: string): ((at: number) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    return (at) => {
      const [month = 1, day, year = 0, hour, minute] = format
        .formatToParts(at)
        .filter(({ type }) => type !== 'literal')
        .map(({ value }) => Number(value));
      return Date.UTC(year, month - 1, day, hour, minute) + (at % MINUTE);
    };
  } catch {
    return undefined;
  }
}

function startOfDay(wall: number): number {
  return wall - (wall % DAY);
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
