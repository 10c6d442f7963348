import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const count = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** What the project has promised to hold: identity, rules, abuse, the network, screens, uploads, host pages and privacy. */
const promised = [...count(1, 91), ...count(96, 110), 112, 113].map((number) => `A${number}`);

/** Rows of the list: threat, test (file and name), defence, what was tried. */
const rows = readFileSync(join(root, 'docs/threats.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| A\d/.test(line))
  .map((line) => {
    const [threat, test, defence, tried] = line
      .split(' | ')
      .map((cell) => cell.replace(/^\||\|$/g, '').trim());
    return { threat, file: test?.match(/^`([^`]+)`/)?.[1] ?? '', defence, tried };
  });

/** Numbers in the names of tests, by file. */
const borne = new Map();
for (const folder of [
  'backoffice',
  'e2e',
  'functions',
  'local-firebase',
  'rules',
  'shared-core',
  'widget',
].map((name) => `${name}/src`)) {
  for (const name of readdirSync(join(root, folder), { recursive: true })) {
    if (/\.(spec|e2e)\.tsx?$/.test(name)) borne.set(`${folder}/${name}`, numbersIn(`${folder}/${name}`));
  }
}
borne.set('scripts/secrets-check.spec.mjs', numbersIn('scripts/secrets-check.spec.mjs'));

/** A name is a text in quotes, wherever in it the numbers stand: of a test, or of a row of a table of tests. */
function numbersIn(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const names = text.match(/(['"`])(?:(?!\1)[^\n])*\bA\d+\b[^\n]*?\1/g) ?? [];
  return new Set(names.flatMap((name) => name.match(/\bA\d+\b/g)));
}

describe('the list of threats', () => {
  it.each(promised)('%s is borne by the name of a test', (threat) => {
    expect([...borne.values()].some((numbers) => numbers.has(threat))).toBe(true);
  });

  it.each(promised)('%s is listed with its defence and with what was tried', (threat) => {
    expect(rows.map((row) => row.threat)).toContain(threat);
  });

  it.each(rows.map((row) => [row.threat, row.file, row]))('%s names a test of %s', (threat, file, row) => {
    expect(existsSync(join(root, file))).toBe(true);
    expect(borne.get(file) ?? new Set()).toContain(threat);
    expect(row.defence?.length ?? 0).toBeGreaterThan(5);
    expect(row.tried?.length ?? 0).toBeGreaterThan(5);
  });
});
