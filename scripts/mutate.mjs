import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runTool } from './steps.mjs';

/** Mutants that may survive: less than this share killed is a failure. */
const REQUIRED = 0.95;

const { code, output } = await runTool('tsc', ['--build', 'rules']);
if (code !== 0) {
  console.error(output);
  process.exit(code);
}

const built = (path) => import(pathToFileURL(join(root, 'rules/dist', path)).href);
const [{ databaseRules }, { paperTrials }, { runMutation }, { reportOf }] = await Promise.all(
  ['ruleset.js', 'testing/paper-trials.js', 'mutation/mutation-run.js', 'mutation/report.js'].map(built),
);

console.log('Breaking the database rules in every small way; this takes a minute or two …\n');
const began = performance.now();
const { text, score } = reportOf(runMutation(databaseRules(), paperTrials()));
console.log(text);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exit(score >= REQUIRED ? 0 : 1);
