import type { FirebaseApp } from 'firebase/app';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';

import { calledError } from '../call-function.ts';
import type { CallName, Calls } from '../model/calls/calls.ts';
import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import type { CallPort } from '../ports.ts';

/** Callable functions through the functions SDK. */
export function createDeskCalls(app: FirebaseApp, config: FirebaseConfig): CallPort {
  const functions = getFunctions(app, config.region);
  if (config.emulators) {
    const [hostname = '', port] = config.emulators.functions.split(':');
    connectFunctionsEmulator(functions, hostname, Number(port));
  }
  return {
    async call<N extends CallName>(name: N, request: Calls[N]['request']) {
      try {
        const callable = httpsCallable<Calls[N]['request'], Calls[N]['response']>(functions, name);
        return (await callable(request)).data;
      } catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'internal';
        // The SDK says `internal` both for a function that failed and for an answer that never came.
        const status = code === 'functions/internal' && isLost(cause) ? 'unavailable' : code;
        throw calledError(
          status,
          cause instanceof Error && 'details' in cause ? cause.details : undefined,
          cause,
        );
      }
    },
  };
}

function isLost(cause: unknown): boolean {
  return cause instanceof Error && cause.message === 'internal';
}
