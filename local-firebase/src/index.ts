export { startLocalFirebase } from './start-local-firebase.ts';
export type { FunctionsOptions, LocalFirebase, LocalFirebaseOptions, ServiceName } from './local-firebase.ts';
export { LocalFirebaseError, type LocalFirebaseErrorCode } from './local-firebase-error.ts';
export { createManualClock, systemClock, type Clock, type ManualClock } from './clock.ts';
export type { FirebaseJson } from './firebase-json.ts';
export type { DeliveryPlan } from './functions-host/deliveries.ts';
export type { OutOfBandCode } from './auth/out-of-band-codes.ts';
