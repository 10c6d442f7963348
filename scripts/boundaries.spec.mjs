import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
let house;

function write(path, text) {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A house of the same shape with one file a package, in which every arrow is right. */
beforeAll(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'foyer-boundaries-')));
  cpSync(join(root, '.dependency-cruiser.cjs'), join(house, '.dependency-cruiser.cjs'));
  for (const name of [
    'shared-core',
    'widget',
    'backoffice',
    'functions',
    'local-firebase',
    'rules',
    'demo',
    'e2e',
  ]) {
    const exports = { '.': './dist/index.js', './model': './dist/model/index.js' };
    write(`${name}/package.json`, JSON.stringify({ name: `@foyer/${name}`, type: 'module', exports }));
    write(`${name}/dist/index.js`, 'export const entry = 1;\n');
    write(`${name}/dist/model/index.js`, 'export const model = 1;\n');
    write(`${name}/src/index.ts`, `import { part } from './part.ts';\nexport const whole = part;\n`);
    write(`${name}/src/part.ts`, 'export const part = 1;\n');
    mkdirSync(join(house, 'node_modules/@foyer'), { recursive: true });
    symlinkSync(join(house, name), join(house, 'node_modules/@foyer', name));
  }
  for (const name of ['firebase', 'firebase-admin', 'preact']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  write('widget/src/index.ts', `import { entry } from '@foyer/shared-core';\nexport const whole = entry;\n`);
  write('widget/src/part.spec.ts', `export const helper = 1;\n`);
  rmSync(join(house, 'widget/src/part.ts'));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Names of the rules that the house breaks. */
function broken() {
  const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cli, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...sources];
  let json;
  try {
    json = execFileSync(process.execPath, args, {
      cwd: house,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    json = error.stdout;
  }
  return [...new Set(JSON.parse(json).summary.violations.map((violation) => violation.rule.name))].sort();
}

const sources = [
  'shared-core',
  'widget',
  'backoffice',
  'functions',
  'local-firebase',
  'rules',
  'demo',
  'e2e',
].map((name) => `${name}/src`);

/** One violation of each rule: which file imports what. */
const violations = {
  'shared-core-knows-no-framework': [['shared-core/src/bad.ts', 'preact']],
  'model-is-pure': [['shared-core/src/model/bad.ts', 'firebase']],
  'only-shared-core-talks-to-firebase': [['widget/src/bad.ts', 'firebase']],
  'shared-core-talks-to-firebase-in-one-folder': [['shared-core/src/bad.ts', 'firebase']],
  'widget-and-desk-stay-apart': [['widget/src/bad.ts', '@foyer/backoffice']],
  'functions-take-the-model-only': [['functions/src/bad.ts', '@foyer/shared-core']],
  'local-firebase-knows-no-product': [['local-firebase/src/bad.ts', '@foyer/shared-core/model']],
  'local-firebase-uses-no-firebase': [['local-firebase/src/bad.ts', 'firebase-admin']],
  'production-knows-no-local-firebase': [['functions/src/bad.ts', '@foyer/local-firebase']],
  'packages-meet-at-their-entries': [['demo/src/bad.ts', '../../shared-core/src/part.ts']],
  'tests-stay-outside': [['widget/src/bad.ts', './part.spec.ts']],
  'no-cycles': [
    ['demo/src/bad.ts', './worse.ts'],
    ['demo/src/worse.ts', './bad.ts'],
  ],
  'no-orphans': [['functions/src/bad.ts', null]],
  resolvable: [['demo/src/bad.ts', './missing.ts']],
};

describe('the arrows of the house', () => {
  it('are all right in a house that keeps them', () => {
    expect(broken()).toEqual([]);
  });

  it('have one violation here for every rule', () => {
    expect(Object.keys(violations).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });

  it.each(['window', 'document', 'process', 'setTimeout'])('shared-core cannot even name %s', (name) => {
    cpSync(join(root, 'tsconfig.base.json'), join(house, 'tsconfig.base.json'));
    cpSync(join(root, 'shared-core/tsconfig.json'), join(house, 'shared-core/tsconfig.json'));
    write('shared-core/src/bad.ts', `export const bad: unknown = ${name};\n`);
    const tsc = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'shared-core'],
      {
        cwd: house,
        encoding: 'utf8',
      },
    );
    rmSync(join(house, 'shared-core/src/bad.ts'));
    expect(tsc.stdout).toContain(`Cannot find name '${name}'`);
  });

  it.each(Object.entries(violations))('%s fails when it is violated', (rule, files) => {
    for (const [file, target] of files) {
      write(
        file,
        target === null
          ? 'export const bad = 1;\n'
          : `import * as target from '${target}';\nexport const bad = target;\n`,
      );
    }
    try {
      expect(broken()).toContain(rule);
    } finally {
      for (const [file] of files) rmSync(join(house, file));
    }
  });
});
