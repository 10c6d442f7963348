import { z } from 'zod';
import { paths, readModerator, type Moderator, type ModeratorAccountRow } from '@foyer/shared-core/model';
import { asAdmin, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { mayManage } from './may-manage.ts';

/** The accounts that an admin may change, with their e-mail addresses, by name. */
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
    return {
      moderators: moderators
        .map((moderator) => toAccount(moderator, emails.get(moderator.id) ?? ''))
        .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)),
    };
  },
};

function toAccount(
  { id, name, level, active, everyBrand, brands }: Moderator,
  email: string,
): ModeratorAccountRow {
  return {
    id,
    email,
    name,
    role: level === 3 ? 'admin' : 'operator',
    active,
    everyBrand,
    brands,
    invited: false,
    factors: [],
    sessions: 0,
  };
}
