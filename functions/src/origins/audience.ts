import type { CallName } from '@foyer/shared-core/model';
import { deskOrigins, isLocal } from '../config.ts';
import { deskAddress } from '../desk/desk-address.ts';
import { FunctionError } from '../errors/function-error.ts';

/** What pages of any website may call; every other call is the desk's. */
const OPEN_CALLS: ReadonlySet<CallName> = new Set([
  'loginExternal',
  'logout',
  'fileLink',
  'mailTranscript',
  'ownData',
  'eraseOwnData',
]);

const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Pages that may call a function: of every website, or those named. */
export type Audience = true | readonly (string | RegExp)[];

/** Who may call a function from a browser. The desk's address is known from the configuration, never from a request. */
export function audienceOf(name: CallName): Audience {
  if (OPEN_CALLS.has(name)) return true;
  const { projectId = '' } = JSON.parse(process.env['FIREBASE_CONFIG'] ?? '{}') as { projectId?: string };
  return [
    deskAddress().origin,
    ...['web.app', 'firebaseapp.com'].map((host) => `https://${projectId}.${host}`),
    ...deskOrigins
      .value()
      .split(/[\s,]+/)
      .filter((origin) => origin !== ''),
    ...(isLocal() ? [LOOPBACK] : []),
  ];
}

/**
 * Refuses a page of another website, and one that hides where it is from (`null`). A caller without an origin is no
 * browser, or not acting for a page: nothing of the user's comes along with it unasked. Throws 'origin-refused'.
 */
export function assertAudience(audience: Audience, origin: string | undefined): void {
  if (audience === true || origin === undefined) return;
  const isOne = audience.some((known) => (known instanceof RegExp ? known.test(origin) : known === origin));
  if (!isOne) throw new FunctionError('origin-refused', 'a page of another website');
}
