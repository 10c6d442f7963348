import type { z } from 'zod';
import type { CallName, Calls } from '@foyer/shared-core/model';
import type { CallerClaims } from './authority/authorize.ts';
import type { ClientAddress } from './limits/client-address.ts';
import type { Ports } from './ports.ts';

/** One call of a client, read and checked. */
export interface Call<Name extends CallName> {
  readonly data: Calls[Name]['request'];
  /** What the caller's token says; null without a token of ours. A hint: `authorize` asks the live nodes. */
  readonly claims: CallerClaims | null;
  readonly address: ClientAddress;
  readonly userAgent: string | undefined;
  /** The page that calls, as its browser says; undefined outside of browsers, `null` as text where it hides. */
  readonly origin: string | undefined;
  /** Whether a valid App Check token came along. */
  readonly attested: boolean;
}

/** What stands behind one callable function: the shape it takes, and what it does. */
export interface CallHandler<Name extends CallName> {
  /** Strict: a field it does not name is refused. */
  readonly schema: z.ZodType<Calls[Name]['request']>;
  answer(call: Call<Name>, ports: Ports): Promise<Calls[Name]['response']>;
}
