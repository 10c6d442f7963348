#!/usr/bin/env node
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AttestedService } from './app-check/app-check.ts';
import { LocalFirebaseError } from './local-firebase-error.ts';
import type { LocalFirebaseOptions, ServiceName } from './local-firebase.ts';
import { startLocalFirebase } from './start-local-firebase.ts';

const USAGE = `Usage: local-firebase [options]

  --root DIR       folder with firebase.json (default: .)
  --project ID     project id, begins with "demo-" (default: demo-foyer)
  --folder DIR     keep data in DIR between starts (default: in memory)
  --port N         hosting on N, database, auth, storage, functions on N+1 to N+4 (default: free ports)
  --functions DIR  functions bundle (default: what firebase.json says)
  --no-functions   run no functions
  --every-write    with --folder: answer a write only when it is on the disk
  --coverage       count what the database rules come to (/.inspect/coverage.json)
  --explain        print why the rules refuse what they refuse
  --enforce-app-check LIST       services that want App Check tokens: any of auth,database,storage
  --app-check-debug-token TOKEN  exchanged for App Check tokens; may be given more than once
  --help
`;

/** The order in which services take ports from the one given. */
const PORT_ORDER: readonly ServiceName[] = ['hosting', 'database', 'auth', 'storage', 'functions'];

function readOptions(): LocalFirebaseOptions | 'help' {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: '.' },
      project: { type: 'string' },
      folder: { type: 'string' },
      port: { type: 'string' },
      functions: { type: 'string' },
      'no-functions': { type: 'boolean', default: false },
      'every-write': { type: 'boolean', default: false },
      coverage: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      'enforce-app-check': { type: 'string', default: '' },
      'app-check-debug-token': { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    root: values.root,
    ...(values.project === undefined ? {} : { projectId: values.project }),
    ...(values.folder === undefined ? {} : { folder: values.folder }),
    ...(values.port === undefined ? {} : { ports: portsFrom(values.port) }),
    ...(values['no-functions'] ? { functions: false } : {}),
    ...(values.functions === undefined ? {} : { functions: { source: resolve(values.functions) } }),
    database: {
      ...(values['every-write'] ? { durability: 'every-write' } : {}),
      coverage: values.coverage,
      explainDenials: values.explain,
    },
    appCheck: {
      enforce: values['enforce-app-check'].split(',').filter(Boolean).map(attestedService),
      debugTokens: values['app-check-debug-token'],
    },
    log: print,
  };
}

function portsFrom(text: string): Partial<Record<ServiceName, number>> {
  const first = Number(text);
  if (!Number.isInteger(first) || first < 1 || first > 65_531) {
    throw new LocalFirebaseError('bad-config', `--port must be a number from 1 to 65531, not "${text}".`);
  }
  return Object.fromEntries(PORT_ORDER.map((name, index) => [name, first + index]));
}

function attestedService(name: string): AttestedService {
  if (name === 'auth' || name === 'database' || name === 'storage') return name;
  throw new LocalFirebaseError(
    'bad-config',
    `--enforce-app-check knows auth, database and storage, not "${name}".`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(USAGE);
    return;
  }
  const starting = startLocalFirebase(options);
  // Before the first line is printed: whoever reads it may end this at once.
  const end = (): void => {
    void starting
      .then((stack) => stack.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const { urls } = await starting;
  for (const name of PORT_ORDER) print(`${name.padEnd(10)} ${urls[name]}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
