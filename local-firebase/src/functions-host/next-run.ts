import { Cron } from 'croner';
import { LocalFirebaseError } from '../local-firebase-error.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Tells from a time (milliseconds) the next time, later than it, at which a schedule runs. */
export type NextRun = (after: number) => number | undefined;

/**
 * Reads a schedule: five fields of cron, or the App Engine forms `every 5 minutes`, `every 2 hours`,
 * `every day 09:00`, `every monday 09:00`. Hours and days are those of `timeZone`; Cloud Scheduler's default is
 * America/Los_Angeles with App Engine forms and UTC otherwise, here it is UTC. Throws 'bad-config'.
 */
export function parseSchedule(schedule: string, timeZone = 'UTC'): NextRun {
  const interval = /^every (\d+) (minute|min|hour)s?$/i.exec(schedule.trim());
  if (interval !== null) {
    const unit = interval[2]?.toLowerCase() === 'hour' ? 3_600_000 : 60_000;
    const period = Number(interval[1]) * unit;
    if (period > 0) return (after) => after + period;
  }
  return cronRuns(appEngineToCron(schedule) ?? schedule, schedule, timeZone);
}

function cronRuns(pattern: string, schedule: string, timeZone: string): NextRun {
  try {
    const cron = new Cron(pattern, { paused: true, timezone: timeZone, mode: '5-part' });
    return (after) => cron.nextRun(new Date(after))?.getTime();
  } catch (cause) {
    throw new LocalFirebaseError('bad-config', `The schedule "${schedule}" is not understood.`, { cause });
  }
}

function appEngineToCron(schedule: string): string | undefined {
  const daily = /^every ([a-z]+) (\d{1,2}):(\d{2})$/i.exec(schedule.trim());
  if (daily === null) return undefined;
  const [, day = '', hour, minute] = daily;
  if (day.toLowerCase() === 'day') return `${Number(minute)} ${Number(hour)} * * *`;
  const weekday = DAYS.indexOf(day.slice(0, 3).toLowerCase());
  return weekday === -1 ? undefined : `${Number(minute)} ${Number(hour)} * * ${weekday}`;
}
