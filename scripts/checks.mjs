import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStale } from './build-parts.mjs';
import { runTool } from './steps.mjs';

/** Checks without tests of their own: each counts as one, passed or failed. */
const checks = [
  ['lint', 'eslint', ['.', '--max-warnings', '0']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  [
    'boundaries',
    'depcruise',
    [
      '--config',
      '.dependency-cruiser.cjs',
      'shared-core/src',
      'widget/src',
      'backoffice/src',
      'functions/src',
      'local-firebase/src',
      'rules/src',
      'demo/src',
      'e2e/src',
      'bench/src',
    ],
  ],
  ['unused code and packages', 'knip', ['--treat-config-hints-as-errors']],
  ['weight of the widget', 'size-limit', []],
  ['no secret where everybody can read', 'node', ['scripts/secrets-check.mjs']],
];

async function runCheck([title, tool, args]) {
  process.stdout.write(`${title} … `);
  const { code, output, ms } = await runTool(tool, args);
  process.stdout.write(code === 0 ? `${(ms / 1000).toFixed(1)} s\n` : `failed\n${output}\n`);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs a test runner that writes its counts as JSON; a runner that dies without a report counts as a failure. */
async function runTests(title, run, count) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-report-'));
  const file = join(folder, 'report.json');
  console.log(`\n${title}`);
  try {
    const { code } = await run(file);
    const counted = count(JSON.parse(readFileSync(file, 'utf8')));
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch (error) {
    console.error(`${title}: ${error instanceof Error ? error.message : error}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const vitest = (file) =>
  runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
    live: true,
  });

const playwright = (file) =>
  runTool('playwright', ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'], {
    live: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });

/** Types, checks and every test that needs no browser; with `browser`, those as well. Ends the process. */
export async function runChecks({ browser }) {
  await buildStale();
  const counts = [{ passed: 1, failed: 0 }];
  for (const check of checks) counts.push(await runCheck(check));
  counts.push(
    await runTests('Unit, rules and integration tests', vitest, (report) => ({
      passed: report.numPassedTests,
      failed:
        report.numFailedTests +
        report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
          .length,
    })),
  );
  if (browser) {
    counts.push(
      await runTests('Browser tests', playwright, (report) => ({
        passed: report.stats.expected,
        failed: report.stats.unexpected + report.stats.flaky + report.errors.length,
      })),
    );
  }
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') === 0 ? 0 : 1);
}
