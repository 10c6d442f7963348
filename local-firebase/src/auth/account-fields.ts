import type { BodyFields } from '../http/body-fields.ts';
import { refuse } from '../local-firebase-error.ts';

/** Shortest password the service takes. */
const SHORTEST_PASSWORD = 6;

/** An e-mail address in lower case. Refuses MISSING_EMAIL or INVALID_EMAIL. */
export function readEmail(email: string | undefined): string {
  if (email === undefined || email === '') throw refuse(400, 'MISSING_EMAIL');
  if (!/^[^@\s]+@[^@\s]+$/.test(email) || email.length > 256) throw refuse(400, 'INVALID_EMAIL');
  return email.toLowerCase();
}

/** A password that may be set. Refuses MISSING_PASSWORD or WEAK_PASSWORD. */
export function checkPassword(password: string | undefined): string {
  if (password === undefined || password === '') throw refuse(400, 'MISSING_PASSWORD');
  if (password.length < SHORTEST_PASSWORD) {
    throw refuse(400, 'WEAK_PASSWORD', `Password should be at least ${SHORTEST_PASSWORD} characters`);
  }
  return password;
}

/** A phone number in E.164 form. Refuses INVALID_PHONE_NUMBER. */
export function readPhoneNumber(phoneNumber: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(phoneNumber)) throw refuse(400, 'INVALID_PHONE_NUMBER', 'Invalid format.');
  return phoneNumber;
}

/** What an account cannot have here. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  ...['linkProviderUserInfo', 'mfa', 'mfaInfo', 'providerUserInfo', 'tenantId'],
]);

/** Refuses NOT_IMPLEMENTED, with the name, an account field that this service would otherwise silently forget. */
export function refuseUnsupported(body: BodyFields): void {
  for (const [name, value] of body.entries()) {
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    if (UNSUPPORTED.has(name) && !isEmpty)
      throw refuse(501, 'NOT_IMPLEMENTED', `Local Auth keeps no ${name} of an account.`);
  }
}
