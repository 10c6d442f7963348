import type { BrandAccess, BrandId, BrandIssuer } from '@foyer/shared-core/model';

/** Where everything stands that decides who may chat with a brand: every sign-in reads it, in one go. */
export function admissionPath(brand: BrandId): string {
  return `server/admission/${brand}`;
}

/** Where it stands who may chat with a brand, and from which pages. */
export function accessPath(brand: BrandId): string {
  return `${admissionPath(brand)}/access`;
}

/** A brand that was never asked: guests from everywhere, nobody vouched for but by the brand's own keys. */
const OPEN: BrandAccess = {
  guests: 'allowed',
  vouching: 'optional',
  origins: [],
  appCheck: false,
  userHash: false,
  issuers: [],
};

/** Reads what is stored; what is missing is as for a brand that was never asked. */
export function readAccess(stored: unknown): BrandAccess {
  const { guests, vouching, origins, appCheck, userHash, issuers } = (stored ?? {}) as Readonly<
    Record<string, unknown>
  >;
  return {
    guests: guests === 'refused' ? 'refused' : OPEN.guests,
    vouching: vouching === 'history' || vouching === 'required' ? vouching : OPEN.vouching,
    origins: Object.values(origins ?? {}).filter((origin) => typeof origin === 'string'),
    appCheck: appCheck === true,
    userHash: userHash === true,
    issuers: Object.values(issuers ?? {}).filter(isIssuer),
  };
}

function isIssuer(value: unknown): value is BrandIssuer {
  const { issuer, audience, kind, jwksUrl } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof issuer !== 'string' || typeof audience !== 'string') return false;
  return kind === 'firebase' || (kind === 'oidc' && typeof jwksUrl === 'string');
}
