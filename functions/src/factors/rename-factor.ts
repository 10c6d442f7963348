import { z } from 'zod';
import { limits } from '@foyer/shared-core/model';
import { asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { keySchema, plainText } from '../input.ts';
import { factorPath, loadFactors } from './stored-factor.ts';

/** Gives one of the caller's own second factors another name, so that they know which phone it is. */
export const renameFactor: CallHandler<'renameFactor'> = {
  schema: z.strictObject({
    id: keySchema,
    name: z
      .string()
      .max(1000)
      .transform((name) => plainText(name, limits.name))
      .pipe(z.string().min(1)),
  }),
  async answer({ data, claims }, ports) {
    const database = await ports.database();
    const { id: uid } = asModerator(await authorize(claims, database, ports.now()));
    const factors = await loadFactors(database, uid);
    if (!factors.some(({ id }) => id === data.id)) throw new FunctionError('not-found');
    await database.update({ [`${factorPath(uid, data.id)}/name`]: data.name });
    return { renamed: true };
  },
};
