import { z } from 'zod';
import { paths, readModerator, type Moderator, type ModeratorAccountRow } from '@foyer/shared-core/model';
import { asAdmin, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { loadFactors } from '../factors/stored-factor.ts';
import type { LiveDatabase } from '../ports.ts';
import { readSessions, sessionsPath } from '../sessions/moderator-sessions.ts';
import { mayManage } from './may-manage.ts';

type Account = Omit<ModeratorAccountRow, 'lastSignInAt' | 'invited' | 'factors' | 'sessions'>;

/** The accounts that an admin may change, with their e-mail addresses and what is known of their sign-ins, by name. */
export const listModerators: CallHandler<'listModerators'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    const [database, accounts] = await Promise.all([ports.database(), ports.accounts()]);
    const caller = asAdmin(await authorize(claims, database, ports.now()));
    const records = (await database.read(paths.moderators())) ?? {};
    const moderators = Object.entries(records)
      .map(([id, record]) => readModerator(id, record))
      .filter((moderator) => mayManage(caller.moderator, moderator));
    const emails = await accounts.emails(moderators.map(({ id }) => id));
    const rows = await Promise.all(
      moderators.map(async (moderator) => ({
        ...toAccount(moderator, emails.get(moderator.id) ?? ''),
        ...(await signInsOf(moderator.id, database, ports.now())),
      })),
    );
    return {
      moderators: rows.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)),
    };
  },
};

/** A company has tens of moderators, not thousands: each is looked up by itself, and only what belongs to them is read. */
async function signInsOf(
  id: string,
  database: LiveDatabase,
  now: number,
): Promise<Omit<ModeratorAccountRow, keyof Account>> {
  const [account, factors, sessions] = await Promise.all([
    database.read(`server/moderator-accounts/${id}`),
    loadFactors(database, id),
    database.read(sessionsPath(id)),
  ]);
  const { invitedAt, lastSignInAt } = (account ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof lastSignInAt === 'number' ? { lastSignInAt } : {}),
    invited: typeof invitedAt === 'number',
    factors: [...new Set(factors.map(({ kind }) => kind))],
    sessions: readSessions(sessions).filter(({ until }) => until > now).length,
  };
}

function toAccount(
  { id, name, level, active, everyBrand, brands, departments }: Moderator,
  email: string,
): Account {
  return {
    id,
    email,
    name,
    role: level === 3 ? 'admin' : 'operator',
    active,
    everyBrand,
    brands,
    ...(departments === undefined ? {} : { departments }),
  };
}
