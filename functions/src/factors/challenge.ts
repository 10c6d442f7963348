import type { SecondFactor } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import type { LiveDatabase } from '../ports.ts';
import { newSecret, sha256 } from '../secrets.ts';

const MINUTE = 60_000;

/** For how long each kind may be answered, in milliseconds. */
const LIFETIMES = {
  /** The password was right, a second factor is missing. */
  'second-step': 5 * MINUTE,
  /** A passkey as the only step; nobody is known yet. */
  'passkey-sign-in': 5 * MINUTE,
  /** The password was right, and a second factor has to be enrolled first. */
  enrol: 20 * MINUTE,
  /** A factor that is being enrolled. */
  enrolment: 15 * MINUTE,
  reauthentication: 5 * MINUTE,
} as const;

type ChallengeKind = keyof typeof LIFETIMES;

/** What an earlier step knows and a later one needs. */
interface ChallengeContent {
  readonly uid?: string;
  /** What the passkey has to sign. */
  readonly webauthn?: string;
  /** How the first step was proven. */
  readonly method?: string;
  /** Hash of the address that the first step was proven with; remembered as known when all is proven. */
  readonly account?: string;
  readonly factor?: SecondFactor;
  readonly secret?: string;
  /** Hash of the `enrol` challenge that this enrolment belongs to. */
  readonly enrol?: string;
}

export interface Challenge extends ChallengeContent {
  readonly kind: ChallengeKind;
  readonly until: number;
}

const CHALLENGES = 'server/challenges';

/** Wrong answers to one challenge; whoever types worse than that starts again. */
const MOST_TRIES = 5;

/** Keeps something for a later step under a secret that only the caller learns; only its hash is stored. */
export async function issueChallenge(
  database: LiveDatabase,
  kind: ChallengeKind,
  content: ChallengeContent,
  now: number,
): Promise<string> {
  const id = newSecret();
  await database.update({ [pathOf(id)]: { ...content, kind, until: now + LIFETIMES[kind] } });
  return id;
}

/** Looks at a challenge and counts the look. Throws 'code-expired', or 'too-many-attempts' after too many. */
export async function tryChallenge(
  database: LiveDatabase,
  id: string,
  kinds: readonly ChallengeKind[],
  now: number,
): Promise<Challenge> {
  let tries = 0;
  let stored: unknown = null;
  await database.change(pathOf(id), (current) => {
    stored = current;
    if (current === null) return null;
    tries = Number((current as { tries?: unknown }).tries ?? 0) + 1;
    return tries > MOST_TRIES ? null : { ...current, tries };
  });
  const challenge = readChallenge(stored, kinds, now);
  if (tries > MOST_TRIES) throw new FunctionError('too-many-attempts');
  return challenge;
}

/** Looks at a challenge that nobody could guess. Throws 'code-expired'. */
export async function peekChallenge(
  database: LiveDatabase,
  id: string,
  kind: ChallengeKind,
  now: number,
): Promise<Challenge> {
  return readChallenge(await database.read(pathOf(id)), [kind], now);
}

/** Takes a challenge away; of two who come at once only one gets it. Throws 'code-expired'. */
export function takeChallenge(
  database: LiveDatabase,
  id: string,
  kinds: readonly ChallengeKind[],
  now: number,
): Promise<Challenge> {
  return takeChallengeOf(database, challengeHash(id), kinds, now);
}

/** The same by the challenge's hash. */
export async function takeChallengeOf(
  database: LiveDatabase,
  hash: string,
  kinds: readonly ChallengeKind[],
  now: number,
): Promise<Challenge> {
  let stored: unknown = null;
  await database.change(`${CHALLENGES}/${hash}`, (current) => {
    stored = current;
    return null;
  });
  return readChallenge(stored, kinds, now);
}

/** What stands for a challenge where the challenge itself must not stand. */
export function challengeHash(id: string): string {
  return sha256(id);
}

function pathOf(id: string): string {
  return `${CHALLENGES}/${challengeHash(id)}`;
}

function readChallenge(stored: unknown, kinds: readonly ChallengeKind[], now: number): Challenge {
  const challenge = stored as Partial<Challenge> | null;
  if (challenge?.kind === undefined || challenge.until === undefined) throw new FunctionError('code-expired');
  if (!kinds.includes(challenge.kind) || challenge.until <= now) throw new FunctionError('code-expired');
  return challenge as Challenge;
}
