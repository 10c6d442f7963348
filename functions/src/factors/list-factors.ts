import { z } from 'zod';
import { asModerator, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { countRecoveryCodes } from './recovery-codes.ts';
import { loadFactors, toEnrolled } from './stored-factor.ts';

/** The caller's own second factors, without what is secret. */
export const listFactors: CallHandler<'listFactors'> = {
  schema: z.strictObject({}),
  async answer({ claims }, ports) {
    const database = await ports.database();
    const { id, moderator } = asModerator(await authorize(claims, database, ports.now()));
    const [factors, recoveryCodesLeft] = await Promise.all([
      loadFactors(database, id),
      countRecoveryCodes(database, id),
    ]);
    return {
      factors: factors.map(toEnrolled),
      recoveryCodesLeft,
      demanded: moderator.needsFactor === true,
    };
  },
};
