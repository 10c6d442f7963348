import { paths, readModerator, type ModeratorId } from '@foyer/shared-core/model';
import type { ModeratorCaller } from '../authority/authorize.ts';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { mayManage } from './may-manage.ts';

/** Throws 'not-found' for somebody whom the admin may not manage, as for nobody. */
export async function assertManages(
  caller: ModeratorCaller,
  id: ModeratorId,
  database: LiveDatabase,
): Promise<void> {
  const record = await database.read(paths.moderator(id));
  if (record === null || !mayManage(caller.moderator, readModerator(id, record))) {
    throw new FunctionError('not-found');
  }
}
