import type { Calls } from '../model/calls/calls.ts';
import type { ModeratorProof, ModeratorSignedIn, ModeratorStep } from '../model/calls/sign-in-calls.ts';
import { CoreError } from '../model/errors.ts';

/** Functions that are called by somebody who is not signed in yet. */
export type SignedOutCall = 'signInOptions' | 'requestPasswordReset' | 'resetPassword' | 'beginFactor';

/** A second factor was enrolled on the way in. */
export interface Enrolment {
  /** Shown once, and never again. */
  readonly recoveryCodes: readonly string[];
  /** Goes on into the desk, once the codes are kept. Rejects with `offline` …; may then be called again. */
  readonly enter: () => Promise<void>;
}

/** The way into the desk, step by step. */
export interface DeskSignIn {
  /**
   * Resolves with null when signed in, else with what is still missing. Rejects with `wrong-credentials`,
   * `too-many-attempts`, `offline` …
   */
  signIn(email: string, password: string): Promise<ModeratorStep | null>;
  /** Any other proof, and every second step; resolves as `signIn`. Rejects with `wrong-code`, `code-expired`, too. */
  continueSignIn(proof: ModeratorProof): Promise<ModeratorStep | null>;
  /** The end of an enrolment that `beginFactor` began with the ticket of an `enrol` step. Rejects with `wrong-code` … */
  completeEnrolment(request: Calls['confirmFactor']['request']): Promise<Enrolment>;
  /** Calls a function as nobody. Rejects with a `CoreError`. */
  ask<N extends SignedOutCall>(name: N, request: Calls[N]['request']): Promise<Calls[N]['response']>;
}

/** How the way in reaches the functions, and what opens the desk at its end. */
export interface DeskSignInPorts {
  readonly call: (name: string, request: unknown) => Promise<unknown>;
  readonly open: (signedIn: ModeratorSignedIn) => Promise<void>;
}

/** Takes a moderator in. Holds nothing between two steps but what it answered. */
export function createDeskSignIn({ call, open }: DeskSignInPorts): DeskSignIn {
  async function prove(proof: ModeratorProof): Promise<ModeratorStep | null> {
    const answer = (await call('loginInternal', proof)) as Calls['loginInternal']['response'];
    if (!('token' in answer)) return answer;
    await open(answer);
    return null;
  }
  return {
    signIn: (email, password) => prove({ email, password }),
    continueSignIn: prove,
    async completeEnrolment(request) {
      const answer = await call('confirmFactor', request);
      const { recoveryCodes = [], signedIn } = answer as Calls['confirmFactor']['response'];
      if (!signedIn) throw new CoreError('failed', 'this was no ticket of sign-in');
      return { recoveryCodes, enter: () => open(signedIn) };
    },
    ask: async (name, request) => (await call(name, request)) as never,
  };
}
