import type { EnrolledFactor, ModeratorId } from '@foyer/shared-core/model';
import type { LiveDatabase } from '../ports.ts';

interface FactorBase {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt?: number;
}

/** An authenticator app. `lastStep` is the step of the newest code that was taken. */
export interface TotpFactor extends FactorBase {
  readonly kind: 'totp';
  readonly secret: string;
  readonly lastStep?: number;
}

/** A passkey; `publicKey` in base64url. */
export interface PasskeyFactor extends FactorBase {
  readonly kind: 'passkey';
  readonly credential: {
    readonly id: string;
    readonly publicKey: string;
    readonly counter: number;
    readonly transports?: readonly string[];
  };
}

export type StoredFactor = TotpFactor | PasskeyFactor;

/** Where the second factors of somebody are. */
export function factorsPath(uid: ModeratorId): string {
  return `server/factors/${uid}`;
}

export function factorPath(uid: ModeratorId, id: string): string {
  return `${factorsPath(uid)}/${id}`;
}

/** Everybody's second factors have this one reader; they are written by `confirmFactor` only. */
function readFactors(stored: unknown): readonly StoredFactor[] {
  return Object.entries((stored ?? {}) as Readonly<Record<string, Partial<StoredFactor>>>)
    .filter(([, { kind }]) => kind !== undefined)
    .map(([id, factor]) => ({ ...factor, id }) as StoredFactor)
    .sort((a, b) => a.createdAt - b.createdAt);
}

export async function loadFactors(
  database: LiveDatabase,
  uid: ModeratorId,
): Promise<readonly StoredFactor[]> {
  return readFactors(await database.read(factorsPath(uid)));
}

/** What the owner sees of a factor: nothing secret. */
export function toEnrolled({ id, kind, name, createdAt, lastUsedAt }: StoredFactor): EnrolledFactor {
  return { id, kind, name, createdAt, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) };
}

export function isPasskey(factor: StoredFactor): factor is PasskeyFactor {
  return factor.kind === 'passkey';
}

export function isTotp(factor: StoredFactor): factor is TotpFactor {
  return factor.kind === 'totp';
}
