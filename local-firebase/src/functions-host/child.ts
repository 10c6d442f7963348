import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ChildMessage, SOCKET_VARIABLE, SOURCE_VARIABLE } from './child-message.ts';
import { childApp } from './child-app.ts';
import { discoverFunctions } from './discover.ts';
import { dieWithParent } from './die-with-parent.ts';
import { stayLocal } from './stay-local.ts';
import { tagOutput } from './tag-output.ts';

/** Entry of the functions' process: loads the bundle, says what is in it, and answers calls on a private socket. */
async function main(): Promise<void> {
  const socket = take(SOCKET_VARIABLE);
  const source = take(SOURCE_VARIABLE);
  dieWithParent();
  // Ctrl-C reaches the whole group of processes; when this one ends is for the parent to say.
  process.on('SIGINT', () => undefined);
  const running = new AsyncLocalStorage<string>();
  tagOutput(process.stdout, () => running.getStore());
  tagOutput(process.stderr, () => running.getStore());

  const { FIREBASE_AUTH_EMULATOR_HOST: authHost } = process.env;
  if (authHost !== undefined) stayLocal(authHost);
  const functions = discoverFunctions(await loadBundle(source));
  const handlers = new Map(functions.map(({ endpoint, handler }) => [endpoint.name, handler]));
  const app = childApp(handlers, running);
  app.listen(socket, () => {
    tell({ type: 'ready', endpoints: functions.map(({ endpoint }) => endpoint) });
  });
}

/** Loads the package at `folder` by its `main`, CommonJS first, as the live service does. */
async function loadBundle(folder: string): Promise<object> {
  const requireFromBundle = createRequire(join(folder, 'package.json'));
  try {
    return requireFromBundle(folder) as object;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return (await import(pathToFileURL(requireFromBundle.resolve(folder)).href)) as object;
  }
}

function take(variable: string): string {
  const value = process.env[variable];
  if (value === undefined)
    throw new Error(`${variable} is missing: this file is started by the functions host.`);
  Reflect.deleteProperty(process.env, variable);
  return value;
}

function tell(message: ChildMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const failed: ChildMessage = { type: 'failed', reason };
  process.send?.(failed, () => process.exit(1));
});
