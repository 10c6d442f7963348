import { randomBytes, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { LocalFirebaseError } from '../local-firebase-error.ts';
import { StateFile } from '../state-file.ts';
import type { Account } from './account.ts';
import { Accounts } from './accounts.ts';
import { FailedSignIns } from './failed-sign-ins.ts';
import { OutOfBandCodes, type OutOfBandCode } from './out-of-band-codes.ts';
import { DEFAULT_AUTH_CONFIG, type AuthConfig } from './project-config.ts';

/** Everything the Auth service knows; what its operations work on. */
export interface AuthState {
  readonly projectId: string;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly codes: OutOfBandCodes;
  readonly failedSignIns: FailedSignIns;
  /** Seals refresh tokens. */
  readonly refreshSecret: Buffer;
  /** Public half of the key that may sign custom tokens, when there is one. */
  readonly serviceAccountKey: () => KeyObject | undefined;
  config: AuthConfig;
  readonly log: (line: string) => void;
  /** To be called after `config` was set. */
  readonly saved: () => void;
  /** Resolves when everything is on the disk. */
  readonly flush: () => Promise<void>;
}

interface StoredAuth {
  readonly version: 1;
  readonly refreshSecret: string;
  readonly config: AuthConfig;
  readonly accounts: readonly Account[];
  /** Absent in files of the first days. */
  readonly codes?: readonly OutOfBandCode[];
}

/** Opens the users of `folder` (created on the first change), or begins empty in memory without a folder. */
export function openAuthState(options: {
  readonly projectId: string;
  readonly clock: Clock;
  readonly folder: string | undefined;
  readonly log: (line: string) => void;
  readonly serviceAccountKey: () => KeyObject | undefined;
}): AuthState {
  const path = options.folder === undefined ? undefined : join(options.folder, 'auth.json');
  const stored = path === undefined ? undefined : readStored(path);
  const refreshSecret =
    stored === undefined ? randomBytes(32) : Buffer.from(stored.refreshSecret, 'base64url');
  const failed = (error: unknown): void => options.log(`auth: users were not written: ${String(error)}`);
  const file = path === undefined ? undefined : new StateFile(path, () => toStored(state), failed);
  const saved = (): void => file?.changed();
  const state: AuthState = {
    projectId: options.projectId,
    clock: options.clock,
    accounts: new Accounts(saved),
    codes: new OutOfBandCodes(saved, stored?.codes),
    failedSignIns: new FailedSignIns(),
    refreshSecret,
    serviceAccountKey: options.serviceAccountKey,
    config: { ...DEFAULT_AUTH_CONFIG, ...stored?.config },
    log: options.log,
    saved,
    flush: async () => file?.flush(),
  };
  for (const account of stored?.accounts ?? []) state.accounts.put(account);
  return state;
}

function toStored(state: AuthState): StoredAuth {
  return {
    version: 1,
    refreshSecret: state.refreshSecret.toString('base64url'),
    config: state.config,
    accounts: state.accounts.all(),
    codes: state.codes.all(),
  };
}

function readStored(path: string): StoredAuth | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const stored = JSON.parse(text) as StoredAuth;
  if ((stored.version as number) !== 1) {
    throw new LocalFirebaseError('bad-config', `${path} was written by another version of local Firebase.`);
  }
  return stored;
}
