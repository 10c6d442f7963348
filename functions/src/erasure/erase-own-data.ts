import { z } from 'zod';
import { paths } from '@foyer/shared-core/model';
import { asVisitor, authorize } from '../authority/authorize.ts';
import type { CallHandler } from '../call.ts';
import { FunctionError } from '../errors/function-error.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { logError } from '../log.ts';
import { resumeVisitor } from '../sign-in/visitor-identity.ts';
import { newErasurePath, type ErasureJob } from './erasure-job.ts';
import { runErasure } from './run-erasure.ts';

/** The session must have signed in again within this time. */
const FRESH_MS = 5 * 60_000;
/** What is not done by then goes on in the sweep. */
const PATIENCE_MS = 20_000;

/**
 * Erases what is kept of the visitor who calls. A token is not enough: whoever asks must hold the session's secret, and
 * have signed in with it just now, which a vouched visitor cannot without the website. From then on the erasure goes on
 * by itself, whatever breaks.
 */
export const eraseOwnData: CallHandler<'eraseOwnData'> = {
  schema: z.strictObject({ sessionSecret: z.string().min(1).max(512) }),
  async answer({ data, claims }, ports) {
    const now = ports.now();
    const database = await ports.database();
    const { id, brand, sid, address } = asVisitor(await authorize(claims, database, now));
    await spend(database, [{ limit: callLimits.erasures, key: id }], now);
    const [resumed, signedInAt] = await Promise.all([
      resumeVisitor(database, brand, data.sessionSecret, now),
      database.read(`${paths.session(sid)}/at`),
    ]);
    if (resumed?.id !== id || resumed.sid !== sid)
      throw new FunctionError('refused', 'not the session’s secret');
    if (typeof signedInAt !== 'number' || signedInAt < now - FRESH_MS)
      throw new FunctionError('reauthentication-required');
    const path = newErasurePath(now);
    const job: ErasureJob = {
      ...{ brand, visitor: id, at: now },
      ...(address === undefined ? {} : { address }),
    };
    await database.update({ [path]: job, [`${paths.session(sid)}/until`]: 0 });
    try {
      return { done: await runErasure(ports, path, now + PATIENCE_MS) };
    } catch (cause) {
      logError('erasure.interrupted', cause, { brand });
      return { done: false };
    }
  },
};
