import {
  onCall,
  type CallableFunction,
  type CallableOptions,
  type CallableRequest,
} from 'firebase-functions/https';
import { readClaims, type CallName, type Calls } from '@foyer/shared-core/model';
import type { Call, CallHandler } from './call.ts';
import { trustedHops } from './config.ts';
import { FunctionError } from './errors/function-error.ts';
import { toHttpsError } from './errors/to-https-error.ts';
import { ports } from './firebase/ports.ts';
import { clientAddress } from './limits/client-address.ts';
import { assertAudience, audienceOf } from './origins/audience.ts';

/** No request of ours is longer: a whole form with names in any script. */
const LONGEST_BODY = 16 * 1024;

/**
 * Makes one deployed callable function. Its handler is loaded when the first call comes, so that an instance evaluates
 * only what it answers with. Pages of other websites may call no more than visitors need. Whatever goes wrong becomes a
 * status by `toHttpsError`, and a refusal leaves a line.
 */
export function callable<Name extends CallName>(
  name: Name,
  options: CallableOptions,
  load: () => Promise<CallHandler<Name>>,
): CallableFunction<unknown, Promise<Calls[Name]['response']>> {
  const audience = audienceOf(name);
  const cors = audience === true ? true : [...audience];
  return onCall<unknown, Promise<Calls[Name]['response']>>({ ...options, cors }, async (request) => {
    const { rawRequest, auth } = request;
    const address = clientAddress(rawRequest.header('x-forwarded-for'), trustedHops.value());
    const told = auth === undefined ? null : readClaims(auth.token);
    const claims = told === null ? null : { ...told, address: address.client };
    try {
      assertAudience(audience, rawRequest.header('origin'));
      return await answer(request, await load(), { claims, address });
    } catch (cause) {
      const refusal = toHttpsError(name, cause);
      const { tellRefusal } = await import('./audit/tell-refusal.ts');
      await tellRefusal(
        { name, data: request.data, claims, address: address.client, answer: refusal },
        ports,
      );
      throw refusal;
    }
  });
}

async function answer<Name extends CallName>(
  { rawRequest, data, app }: CallableRequest,
  handler: CallHandler<Name>,
  from: Pick<Call<Name>, 'claims' | 'address'>,
): Promise<Calls[Name]['response']> {
  if (rawRequest.rawBody.length > LONGEST_BODY)
    throw new FunctionError('bad-input', 'the request is too long');
  const read = handler.schema.safeParse(data ?? {});
  if (!read.success) {
    const field = read.error.issues[0]?.path.join('.');
    throw new FunctionError('bad-input', undefined, field === undefined || field === '' ? {} : { field });
  }
  return handler.answer(
    {
      ...from,
      data: read.data,
      userAgent: rawRequest.header('user-agent'),
      origin: rawRequest.header('origin'),
      attested: app !== undefined,
    },
    ports,
  );
}
