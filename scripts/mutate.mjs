import { runTool } from './steps.mjs';

/** Mutants that may survive: less than this share killed is a failure. */
const REQUIRED = 0.95;

const { code, output } = await runTool('tsc', ['--build', 'rules']);
if (code !== 0) {
  console.error(output);
  process.exit(code);
}

const { databaseRules } = await import('../rules/dist/ruleset.js');
const { paperTrials } = await import('../rules/dist/testing/paper-trials.js');
const { runMutation } = await import('../rules/dist/mutation/mutation-run.js');
const { reportOf } = await import('../rules/dist/mutation/report.js');

console.log('Breaking the database rules in every small way; this takes a minute or two …\n');
const began = performance.now();
const { text, score } = reportOf(runMutation(databaseRules(), paperTrials()));
console.log(text);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
process.exit(score >= REQUIRED ? 0 : 1);
