import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root as ownRoot } from './steps.mjs';

/**
 * Looks for secrets where everybody can read: in the repository, and in what browsers load, source maps included. Ends
 * with 1 and the places when there are any; what was found is not printed. Looks at another folder where one is given.
 */
const root = process.argv[2] ?? ownRoot;
const everywhere = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)+[A-Za-z0-9+/]{40}/],
  ['a service account', /"private_key_id"\s*:\s*"[0-9a-f]{20,}"/],
  ['an access token', /\bya29\.[\w-]{30,}|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bAKIA[0-9A-Z]{16}\b/],
  ['a key of a brand', /\bk_[\w-]{22}\.[\w-]{43}\b/],
];
/** What stands in sources of tests and of the demo may not get into a bundle. */
const inBundles = [
  ['a password of tests or of the demo', /correct horse battery|foyer-demo(?![\w-])/],
  ['a setting of the server', /FOYER_(?:ARCHIVE|MAIL)\b/],
];
const LARGEST = 20 * 1024 * 1024;

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function findIn(files, patterns) {
  return files
    .filter((file) => existsSync(file) && statSync(file).size < LARGEST)
    .flatMap((file) => {
      const text = readFileSync(file, 'latin1');
      return patterns.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file}: ${what}`);
    });
}

const committed = existsSync(join(root, '.git'))
  ? execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => join(root, name))
  : [];
const bundles = ['dist/hosting', 'widget/dist', 'backoffice/dist/browser']
  .flatMap(filesIn)
  .filter((file) => !file.includes('.spec.'));
const found = [
  ...findIn([...committed, ...filesIn('dist/functions')], everywhere),
  ...findIn(bundles, [...everywhere, ...inBundles]),
];
for (const line of found) console.error(line);
process.exit(found.length === 0 ? 0 : 1);
