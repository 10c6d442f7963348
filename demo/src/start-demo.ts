import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApi } from './api.ts';
import type { Addresses } from './api.ts';
import { readArguments } from './arguments.ts';
import { startOutbox } from './outbox.ts';
import { exactPorts, freePorts } from './ports.ts';
import { demoAdmin, demoBrands, demoOperators, demoPassword, seedPeople } from './seed-people.ts';
import { seedConversations } from './seed-conversations.ts';
import { createShiftedClock } from './shifted-clock.ts';
import { startShopSystem } from './shop-system.ts';
import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';

const DEFAULT_PORT = 5000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const home = join(root, '.foyer');
const seededFile = join(home, 'seeded');
const secretFile = join(home, 'shop-secret');

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The secret that the demo shop and its brand share; made once and kept with the data. */
function shopSecret(): string {
  if (!existsSync(secretFile))
    writeFileSync(secretFile, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(secretFile, 'utf8');
}

/**
 * Starts the whole of Foyer with its demo data in `.foyer/` and stops it, whole, at Ctrl-C. Throws an `Error` whose
 * message can be shown as it is. `hosting` is the folder that is served; what is in it may be rebuilt meanwhile.
 */
export async function startDemo(args: readonly string[], hosting = 'dist/demo'): Promise<Stack> {
  const { fresh, port } = readArguments(args);
  // Data whose seeding was broken off is worth nothing: it begins anew as well.
  if (fresh || !existsSync(seededFile)) rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });

  const ports = port === undefined ? await freePorts(DEFAULT_PORT) : await exactPorts(port);
  if (port === undefined && ports.hosting !== DEFAULT_PORT) {
    say(`Port ${DEFAULT_PORT} or one of the four after it is taken, so Foyer starts at ${ports.hosting}.`);
  }

  let isSeeding = !existsSync(seededFile);
  const clock = createShiftedClock();
  const secret = shopSecret();
  const shop = await startShopSystem(secret);
  const mails = join(home, 'outbox');
  const outbox = await startOutbox(mails);
  const stack = await startStack({
    root,
    hosting,
    archive: `sqlite:${join(home, 'archive.sqlite')}`,
    outbox: mails,
    folder: join(home, 'firebase'),
    ports,
    clock,
    // The demo's own conversations are no news; what goes wrong in them is.
    log: (line) => (isSeeding && !/ERROR|WARN/.test(line) ? undefined : say(line)),
  });

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> =>
    (closing ??= Promise.all([stack.close(), shop.close(), outbox.close()]).then(() => undefined));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      void close().finally(() => process.exit(0));
    });
  }

  const api = createApi(stack.addresses);
  if (existsSync(seededFile)) {
    await api.update({ 'server/sources/acme/url': shop.url }, 'owner');
  } else {
    await seedPeople(api, { url: shop.url, secret });
    await seedConversations(api, clock, (done, all) => {
      process.stdout.write(
        `\rWriting the demo's conversations … ${done} of ${all}${done === all ? '\n' : ''}`,
      );
    });
    await stack.firebase.idle();
    await stack.firebase.runSchedule('archiveSweep');
    await stack.firebase.runSchedule('visitorPoolRepair');
    writeFileSync(seededFile, new Date().toISOString());
    isSeeding = false;
  }
  writeFileSync(join(home, 'addresses.json'), `${JSON.stringify(stack.addresses, null, 2)}\n`);

  announce(stack.addresses, outbox.url);
  return stack;
}

function announce({ hosting, database, auth, storage, functions }: Addresses, outbox: string): void {
  // Passkeys need a name: browsers make none for a bare address.
  const desk = hosting.replace('127.0.0.1', 'localhost');
  say(`
Foyer runs.

  Demo shop   ${hosting}/          (brand acme; the chat is in the corner)
  Globex      ${hosting}/globex.html
  Desk        ${desk}/desk/
  Widget      ${hosting}/foyer.js
  Outbox      ${outbox}     (mails: invitations, new passwords)
  Database ${database} · Auth ${auth} · Storage ${storage} · Functions ${functions}

  Sign in at the desk, password ${demoPassword}:
    ${demoAdmin.email}       admin, every brand`);
  for (const { email, brands } of demoOperators) {
    say(`    ${email}   operator, ${brands.map((brand) => demoBrands[brand].name).join(' and ')}`);
  }
  say('\nCtrl-C stops everything.');
}
