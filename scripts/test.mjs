import { runChecks } from './checks.mjs';
import { ensureMachine } from './machine.mjs';

ensureMachine();
await runChecks({ browser: true });
