import {
  onCall,
  type CallableFunction,
  type CallableOptions,
  type CallableRequest,
} from 'firebase-functions/https';
import { readClaims, type CallName, type Calls } from '@foyer/shared-core/model';
import type { CallHandler } from './call.ts';
import { trustedHops } from './config.ts';
import { FunctionError } from './errors/function-error.ts';
import { toHttpsError } from './errors/to-https-error.ts';
import { ports } from './firebase/ports.ts';
import { clientAddress } from './limits/client-address.ts';

/** No request of ours is longer: a whole form with names in any script. */
const LONGEST_BODY = 16 * 1024;

/**
 * Makes one deployed callable function. Its handler is loaded when the first call comes, so that an instance evaluates
 * only what it answers with. Whatever goes wrong becomes a status by `toHttpsError`.
 */
export function callable<Name extends CallName>(
  name: Name,
  options: CallableOptions,
  load: () => Promise<CallHandler<Name>>,
): CallableFunction<unknown, Promise<Calls[Name]['response']>> {
  return onCall<unknown, Promise<Calls[Name]['response']>>(options, async (request) => {
    try {
      return await answer(request, await load());
    } catch (cause) {
      throw toHttpsError(name, cause);
    }
  });
}

async function answer<Name extends CallName>(
  request: CallableRequest,
  handler: CallHandler<Name>,
): Promise<Calls[Name]['response']> {
  const { rawRequest, auth } = request;
  if (rawRequest.rawBody.length > LONGEST_BODY)
    throw new FunctionError('bad-input', 'the request is too long');
  const read = handler.schema.safeParse(request.data ?? {});
  if (!read.success) {
    const field = read.error.issues[0]?.path.join('.');
    throw new FunctionError('bad-input', undefined, field === undefined || field === '' ? {} : { field });
  }
  return handler.answer(
    {
      data: read.data,
      claims: auth === undefined ? null : readClaims(auth.token),
      address: clientAddress(rawRequest.header('x-forwarded-for'), trustedHops.value()),
      userAgent: rawRequest.header('user-agent'),
    },
    ports,
  );
}
