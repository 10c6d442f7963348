import type { BrandId } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import { logError } from '../log.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { countDay, type CountedDay } from './count-day.ts';
import { dayName, dayOf, type Day } from './day.ts';
import { removedPath, sealPath, sealsPath, type Seal } from './seal-places.ts';
import { isSame, minus, type Tally } from './tally.ts';

const SEALS_AT_ONCE = 50;

/** Days as young as this are compared every day, older ones in turn: each of them once in four weeks. */
const YOUNG_DAYS = 7;
const TURN_DAYS = 28;

interface Task {
  readonly brand: BrandId;
  readonly secret: string;
  /** The first day that is sealed. */
  readonly first: Day;
  readonly now: number;
  readonly deadline: number;
}

/**
 * Compares the days of a brand whose turn it is with the archive, the longest waiting first, and reports those that differ:
 * once a day, until the difference is gone or an admin says that it is right. A day that could not be looked at keeps its turn.
 */
export async function compareSeals(ports: Ports, task: Task): Promise<void> {
  const { brand, now, deadline } = task;
  const database = await ports.database();
  const today = dayOf(now);
  for (;;) {
    const page = await database.list(sealsPath(brand), {
      by: 'due',
      from: { value: 0 },
      limit: SEALS_AT_ONCE,
    });
    for (const [name, value] of page) {
      const seal = value as Seal;
      if (seal.due > today || Date.now() > deadline) return;
      const day = dayOf(Date.parse(name));
      const isFirst = day === task.first;
      const counted = await countDay(ports, { brand, secret: task.secret, day, isFirst });
      if (counted === null) return;
      await compare(database, { brand, day, seal, counted, now });
    }
    if (page.length < SEALS_AT_ONCE) return;
  }
}

async function compare(
  database: LiveDatabase,
  about: {
    readonly brand: BrandId;
    readonly day: Day;
    readonly seal: Seal;
    readonly counted: CountedDay;
    readonly now: number;
  },
): Promise<void> {
  const { brand, day, seal, counted, now } = about;
  const { found, removed } = counted;
  const sealed: Tally = { count: seal.count, sum: seal.sum };
  const expected = Object.values(removed).reduce(minus, sealed);
  const differs = !isSame(found, expected);
  const isAccepted = differs && seal.reseal === true;
  const today = dayOf(now);
  const isReported = differs && !isAccepted;
  const due = today + (isReported || today - day <= YOUNG_DAYS ? 1 : TURN_DAYS);
  const next: Seal = { ...(isAccepted ? found : expected), due };
  const figures = { expected: expected.count, found: found.count };
  await database.update({
    [sealPath(brand, day)]: next,
    ...Object.fromEntries(Object.keys(removed).map((id) => [`${removedPath(brand, day)}/${id}`, null])),
    ...(differs
      ? auditUpdate(
          { id: 'schedule', role: 'admin' },
          {
            ...{ action: isAccepted ? 'archive.reseal' : 'archive.differ', outcome: 'done' },
            ...{ brand, target: dayName(day), detail: figures },
          },
          now,
        )
      : {}),
  });
  if (isReported)
    logError('archive.differs', 'not what was archived', { brand, day: dayName(day), ...figures });
}
