export { startLocalFirebase } from './start-local-firebase.ts';
export type {
  DatabaseOptions,
  FunctionsOptions,
  LocalFirebase,
  LocalFirebaseOptions,
  ServiceName,
} from './local-firebase.ts';
export { LocalFirebaseError, type LocalFirebaseErrorCode } from './local-firebase-error.ts';
export { createManualClock, systemClock, type Clock, type ManualClock } from './clock.ts';
export type { FirebaseJson } from './firebase-json.ts';
export type { DeliveryPlan } from './functions-host/deliveries.ts';
export type { AppCheckOptions, AppCheckTokenRequest, AttestedService } from './app-check/app-check.ts';
export type { OutOfBandCode } from './auth/out-of-band-codes.ts';
export { compileRuleset, type Decision, type Ruleset } from './rules/ruleset.ts';
export { parseExpression } from './rules/parse.ts';
export type { Expression } from './rules/ast.ts';
export type { AuthContext, QueryView } from './rules/rule-context.ts';
export { nodeFromJson } from './tree/json.ts';
export type { TreeNode } from './tree/node.ts';
export { outcomeOf, readMerge } from './rtdb/write.ts';
