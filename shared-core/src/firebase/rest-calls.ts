import { callFunction } from '../call-function.ts';
import type { CallName, Calls } from '../model/calls/calls.ts';
import type { FirebaseConfig } from '../model/calls/firebase-config.ts';
import type { Platform } from '../platform.ts';
import type { AuthPort, CallPort } from '../ports.ts';

/** Callable functions without the functions SDK. */
export function createRestCalls(config: FirebaseConfig, platform: Platform, auth: AuthPort): CallPort {
  const base = config.emulators
    ? `http://${config.emulators.functions}/${config.projectId}/${config.region}`
    : `https://${config.region}-${config.projectId}.cloudfunctions.net`;
  return {
    async call<N extends CallName>(name: N, request: Calls[N]['request']) {
      const result = await callFunction(platform, `${base}/${name}`, request, await auth.idToken());
      return result as Calls[N]['response'];
    },
  };
}
