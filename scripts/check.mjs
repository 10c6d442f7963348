import { runChecks } from './checks.mjs';
import { ensureMachine } from './machine.mjs';

ensureMachine(['mariadb-server']);
await runChecks({ browser: false });
