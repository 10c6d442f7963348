import { z } from 'zod';
import { paths } from '@foyer/shared-core/model';
import { auditUpdate } from '../audit/audit.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { sessionsPath } from '../sessions/moderator-sessions.ts';

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
      ...(claims.role === 'client'
        ? {}
        : {
            [`${sessionsPath(claims.id)}/${claims.sid}`]: null,
            ...auditUpdate(claims, { action: 'moderator.sign-out', outcome: 'done' }, ports.now()),
          }),
    });
    return { ended: true };
  },
};
