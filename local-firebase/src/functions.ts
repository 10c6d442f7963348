import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Hono } from 'hono';
import type { Clock } from './clock.ts';
import type { DatabaseCommit } from './functions-host/database-triggers.ts';
import { functionsEnvironment, type FunctionsSurroundings } from './functions-host/environment.ts';
import { FunctionsHost } from './functions-host/functions-host.ts';
import { functionsRoutes } from './functions-host/routes.ts';
import { openServiceAccount, type ServiceAccount } from './functions-host/service-account.ts';
import type { CallFunction } from './hosting/hosting-routes.ts';
import { LOOPBACK } from './http/listen.ts';
import type { NodeBindings } from './http/node-server.ts';
import type { TrustedCallers } from './http/trusted-caller.ts';
import { LocalFirebaseError } from './local-firebase-error.ts';
import type { FunctionsOptions, LocalFirebase, ServiceName } from './local-firebase.ts';
import type { WorkFolder } from './work-folder.ts';

/** The functions with their HTTP application, as the rest of local Firebase needs them. */
export interface RunningFunctions {
  readonly app: Hono<NodeBindings>;
  readonly control: LocalFirebase['functions'];
  callFromHosting: CallFunction;
  serviceAccount(): ServiceAccount | undefined;
  onCommit(commit: DatabaseCommit): void;
  /** Starts the process, when there are functions at all. */
  start(surroundings: {
    readonly storageBucket: string;
    readonly databaseUrl: string;
    readonly ports: Readonly<Record<ServiceName, number>>;
  }): Promise<void>;
  runSchedule(name: string): Promise<void>;
  idle(): Promise<void>;
  /** Drops what is queued. */
  forget(): void;
  close(): Promise<void>;
}

interface Parts {
  readonly projectId: string;
  readonly root: string;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly callers: TrustedCallers;
  readonly workFolder: WorkFolder;
}

/** Prepares the functions host for the bundle of the options or of firebase.json. Throws 'bad-config' when it is missing. */
export function openFunctions(
  given: Parts & {
    readonly options: FunctionsOptions | false | undefined;
    readonly config: { readonly source: string } | undefined;
  },
): RunningFunctions {
  const fromConfig =
    given.config === undefined ? undefined : { source: join(given.root, given.config.source) };
  const wanted = given.options ?? fromConfig;
  if (wanted === undefined || wanted === false) return noFunctions();
  return runningFunctions({ ...wanted, source: resolve(wanted.source) }, given);
}

function runningFunctions(wanted: FunctionsOptions, parts: Parts): RunningFunctions {
  const { projectId, clock, log, workFolder } = parts;
  if (!existsSync(join(wanted.source, 'package.json'))) {
    throw new LocalFirebaseError(
      'bad-config',
      `${wanted.source} holds no package.json: build the functions first.`,
    );
  }
  let surroundings: FunctionsSurroundings | undefined;
  let env: Readonly<Record<string, string>> = {};
  let account: ServiceAccount | undefined;
  const opening = workFolder
    .path()
    .then((folder) => openServiceAccount(join(folder, 'service-account.json'), projectId))
    .then((opened) => (account = opened));
  // Whoever awaits it hears of a failure; until then it must not count as unhandled.
  opening.catch(() => undefined);
  const host = new FunctionsHost({
    clock,
    log,
    source: wanted.source,
    environment: () =>
      surroundings === undefined ? {} : functionsEnvironment(wanted.source, surroundings, env),
    deliveryPlan: wanted.deliveryPlan,
  });
  return {
    app: functionsRoutes(host, projectId, parts.callers, log),
    control: {
      names: () => host.endpoints.map(({ name }) => name),
      stop: () => host.stop(),
      start: () => host.start(),
      restart: () => host.restart(),
    },
    async callFromHosting(target, request, response) {
      const endpoint = host.endpoint(target.name);
      if (endpoint?.trigger.type !== 'http') return false;
      if (target.region !== undefined && !endpoint.regions.includes(target.region)) return false;
      await host.forward({ endpoint, path: request.url ?? '/' }, request, response);
      return true;
    },
    serviceAccount: () => account,
    onCommit: (commit) => host.onCommit(commit),
    async start({ storageBucket, databaseUrl, ports }) {
      const { path: credentials } = await opening;
      const at = (name: ServiceName): string => `${LOOPBACK}:${ports[name]}`;
      const hosts = {
        database: at('database'),
        auth: at('auth'),
        storage: at('storage'),
        functions: at('functions'),
      };
      if (workFolder.isDurable) await host.keepQueueIn(join(await workFolder.path(), 'functions-queue.json'));
      env = (typeof wanted.env === 'function' ? wanted.env(ports) : wanted.env) ?? {};
      surroundings = { projectId, storageBucket, databaseUrl, hosts, credentials };
      await host.start();
    },
    runSchedule: (name) => host.runSchedule(name),
    idle: () => host.idle(),
    forget: () => host.forget(),
    async close() {
      await opening.catch(() => undefined);
      await host.close();
    },
  };
}

/** A stack without functions: nothing to call, nothing to wait for. */
function noFunctions(): RunningFunctions {
  const missing = new LocalFirebaseError('functions-unavailable', 'This local Firebase runs no functions.');
  const refuseCall = (): Promise<never> => Promise.reject(missing);
  return {
    app: new Hono<NodeBindings>(),
    control: { names: () => [], stop: () => Promise.resolve(), start: refuseCall, restart: refuseCall },
    callFromHosting: () => Promise.resolve(false),
    serviceAccount: () => undefined,
    onCommit: () => undefined,
    start: () => Promise.resolve(),
    runSchedule: refuseCall,
    idle: () => Promise.resolve(),
    forget: () => undefined,
    close: () => Promise.resolve(),
  };
}
