import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
/** Clocks of phones run a little fast or slow: one step to either side. */
const WINDOW = 1;

/** A new secret of 160 bits in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from the picture. */
export function totpUri(secret: string, email: string): string {
  return new TOTP({ issuer: 'Foyer', label: email, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * The step of time that a code belongs to (RFC 6238), or null when it is wrong. The caller keeps the step: no code of
 * the same or an earlier one may be taken again.
 */
export function totpStep(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/gu, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = TOTP.validate({
    token,
    secret: Secret.fromBase32(secret),
    period: PERIOD_S,
    timestamp: now,
    window: WINDOW,
  });
  return delta === null ? null : TOTP.counter({ period: PERIOD_S, timestamp: now }) + delta;
}
