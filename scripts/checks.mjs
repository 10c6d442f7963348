import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildStale } from './build-parts.mjs';
import { root, runTool } from './steps.mjs';

/** Checks without tests of their own: each counts as one, passed or failed. */
const checks = [
  // The desk is built by Angular, which leaves its tests out.
  ['types of the desk and its tests', 'tsc', ['--project', 'backoffice']],
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
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [title] };
}

/** Runs a test runner that writes a report as JSON; a runner that dies without a report counts as a failure. */
async function runTests(title, run, read) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-report-'));
  const file = join(folder, 'report.json');
  console.log(`\n${title}`);
  try {
    const { code } = await run(file);
    const { passed, failures } = read(JSON.parse(readFileSync(file, 'utf8')));
    const silent = code !== 0 && failures.length === 0;
    return { passed, failures: silent ? [`${title}: ended with code ${code}`] : failures };
  } catch (error) {
    return { passed: 0, failures: [`${title}: ${error instanceof Error ? error.message : error}`] };
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

/** What a report of vitest says: a file that could not be run at all is one failure. */
function readVitest({ numPassedTests, testResults }) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0
      ? [`${relative(root, name)}: ${message}`]
      : assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => `${relative(root, name)} › ${test.fullName}\n${test.failureMessages.join('\n')}`),
  );
  return { passed: numPassedTests, failures };
}

/** What a report of Playwright says; what passed only when it was tried again has failed. */
function readPlaywright({ stats, suites, errors }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const failed = suites
    .flatMap(specs)
    .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'))
    .map(({ file, line, title }) => `${file}:${line} › ${title}`);
  return { passed: stats.expected, failures: [...failed, ...errors.map(({ message }) => message)] };
}

/**
 * Types, checks and every test that needs no browser; with `browser`, those as well. What failed is named once more
 * before the counts: what a runner says of it stands far above. Ends the process.
 */
export async function runChecks({ browser }) {
  await buildStale();
  const results = [{ passed: 1, failures: [] }];
  for (const check of checks) results.push(await runCheck(check));
  results.push(await runTests('Unit, rules and integration tests', vitest, readVitest));
  if (browser) results.push(await runTests('Browser tests', playwright, readPlaywright));
  const passed = results.reduce((total, result) => total + result.passed, 0);
  const failures = results.flatMap((result) => result.failures);
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `- ${failure}`).join('\n')}`);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  process.exit(failures.length === 0 ? 0 : 1);
}
