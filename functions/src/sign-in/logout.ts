import { z } from 'zod';
import { paths } from '@foyer/shared-core/model';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';

/**
 * Ends the caller's session: from then on no rule and no function accepts its token, and its secret resumes nothing.
 * The claim is enough, so that ending twice, or after a ban, is no error.
 */
export const logout: CallHandler<'logout'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    if (claims === null) throw new FunctionError('not-signed-in');
    const database = await ports.database();
    await database.update({
      [`${paths.session(claims.sid)}/until`]: 0,
      ...(claims.role === 'client' ? {} : { [`server/moderator-sessions/${claims.id}/${claims.sid}`]: null }),
    });
    return { ended: true };
  },
};
