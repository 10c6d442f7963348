import type { ClientAddress } from '../limits/client-address.ts';
import type { LiveDatabase, Ports } from '../ports.ts';

/** Somebody at the desk's door. */
export interface SignInAttempt {
  readonly ports: Ports;
  readonly database: LiveDatabase;
  readonly address: ClientAddress;
  readonly userAgent: string | undefined;
  readonly now: number;
}
