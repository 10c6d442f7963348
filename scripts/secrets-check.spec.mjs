import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const check = fileURLToPath(new URL('secrets-check.mjs', import.meta.url));
let house;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'foyer-secrets-'));
  execFileSync('git', ['init', '-q'], { cwd: house });
  plant('widget/dist/foyer.js', 'export const harmless = 1;');
});

afterEach(() => rmSync(house, { recursive: true, force: true }));

/** Puts a file where the check looks; `git add` is enough to be committed with the next commit. */
function plant(path, text) {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
  execFileSync('git', ['add', '-A'], { cwd: house });
}

const runCheck = () => spawnSync(process.execPath, [check, house], { encoding: 'utf8' });

// Put together here: written out they would be found in this file.
const secrets = {
  'a private key': ['-----BEGIN', ' PRIVATE KEY-----\n', 'M'.repeat(64)].join(''),
  'a service account': ['"private_key', '_id": "', 'a1'.repeat(20), '"'].join(''),
  'an access token': ['ya29', '.', 'b'.repeat(40)].join(''),
  'a key of a brand': ['k', '_', 'c'.repeat(22), '.', 'd'.repeat(43)].join(''),
};
const places = ['docs/notes.md', 'widget/dist/foyer.js.map', 'dist/functions/index.js'];

describe('the search for secrets', () => {
  it('finds none where there are none', () => {
    expect(runCheck().status).toBe(0);
  });

  it.each(places.flatMap((place) => Object.keys(secrets).map((what) => [what, place])))(
    'A15: %s in %s is found and not printed',
    (what, place) => {
      plant(place, `const text = ${secrets[what]};`);
      const { status, stdout, stderr } = runCheck();
      expect(status).toBe(1);
      expect(stderr).toContain(`${join(house, place)}: ${what}`);
      expect(stdout + stderr).not.toContain(secrets[what]);
    },
  );

  it('A15: a setting of the server in a bundle is found', () => {
    plant('dist/hosting/desk/main.js', `const archive = '${['FOYER', 'ARCHIVE'].join('_')}';`);
    expect(runCheck().status).toBe(1);
  });
});
