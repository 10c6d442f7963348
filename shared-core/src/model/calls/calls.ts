import type { AdminCalls } from './admin-calls.ts';
import type { ArchiveCalls } from './archive-calls.ts';
import type { OwnDataCalls } from './own-data-calls.ts';
import type { SignInCalls } from './sign-in-calls.ts';
import type { VisitorCalls } from './visitor-calls.ts';

/** Every callable function: what it takes and what it answers. */
export interface Calls extends VisitorCalls, OwnDataCalls, SignInCalls, AdminCalls, ArchiveCalls {}

export type CallName = keyof Calls;
