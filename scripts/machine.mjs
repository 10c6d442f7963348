import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const chromiums = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const mariadbs = [
  '/usr/sbin/mariadbd',
  '/usr/bin/mariadbd',
  '/usr/local/bin/mariadbd',
  '/opt/homebrew/bin/mariadbd',
];

const firstOf = (paths) => paths.find((path) => existsSync(path));

/** What the tests need of the machine, by the name of its Debian package. */
const needs = { chromium: () => firstOf(chromiums), 'mariadb-server': () => firstOf(mariadbs) };

function missing() {
  return Object.keys(needs).filter((name) => !needs[name]());
}

/**
 * Sees to it that Chromium and MariaDB are there: installs them where it can (Debian-like, root), says in one line
 * what to install where it cannot, and never goes on without. `only` names what this run needs.
 */
export function ensureMachine(only = Object.keys(needs)) {
  const wanted = missing().filter((name) => only.includes(name));
  if (wanted.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Installing ${wanted.join(' and ')} from the machine's packages …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    const { status, stderr } = spawnSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...wanted],
      { encoding: 'utf8', env },
    );
    if (status !== 0) console.error(stderr);
  }
  const still = missing().filter((name) => only.includes(name));
  if (still.length === 0) return;
  console.error(
    `The tests need ${still.join(' and ')}: install ${still.length > 1 ? 'them' : 'it'} with this machine's package manager and run the command again.`,
  );
  process.exit(1);
}

/** The Chromium that browser tests drive. */
export function chromiumPath() {
  return needs.chromium();
}
