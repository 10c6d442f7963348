import { buildStale } from './build-parts.mjs';
import { chromiumPath, ensureMachine } from './machine.mjs';
import { runTool } from './steps.mjs';

ensureMachine(['chromium']);
await buildStale();
const { code, output } = await runTool('rollup', ['--config', 'bench/floor/rollup.config.js', '--silent']);
if (code !== 0) throw new Error(output);
process.argv.push('--chromium', chromiumPath());
await import('../bench/dist/widget/main.js');
