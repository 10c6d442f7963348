import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { AppCheck } from './app-check/app-check.ts';
import { createAuthService } from './auth/auth-service.ts';
import { systemClock } from './clock.ts';
import { openDatabase } from './database.ts';
import { onlyEntry, readFirebaseJson, readNamedFile, type FirebaseJson } from './firebase-json.ts';
import { openFunctions, type RunningFunctions } from './functions.ts';
import { createHosting } from './hosting/hosting-routes.ts';
import { closeServer, listen, LOOPBACK } from './http/listen.ts';
import { serverFor, serverOf } from './http/node-server.ts';
import { TrustedCallers } from './http/trusted-caller.ts';
import { lockFolder } from './folder-lock.ts';
import { LocalFirebaseError } from './local-firebase-error.ts';
import type { LocalFirebase, LocalFirebaseOptions, ServiceName } from './local-firebase.ts';
import { compileStorageRules, type StorageRuleset } from './storage-rules/storage-ruleset.ts';
import { createStorageService } from './storage/storage-service.ts';
import { WorkFolder } from './work-folder.ts';

const DEFAULT_PROJECT = 'demo-foyer';

/**
 * Starts Firebase on this machine: database, Auth, Storage, Hosting and functions, on loopback only.
 * Throws 'port-taken' (with the port), 'folder-taken', 'bad-config', or 'functions-unavailable' when the bundle does not load; nothing
 * is left running then.
 */
export async function startLocalFirebase(options: LocalFirebaseOptions = {}): Promise<LocalFirebase> {
  const closers: (() => Promise<void> | void)[] = [];
  try {
    return await start(options, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function start(
  options: LocalFirebaseOptions,
  closers: (() => Promise<void> | void)[],
): Promise<LocalFirebase> {
  const { clock = systemClock, log = () => undefined } = options;
  const projectId = checkProjectId(options.projectId ?? DEFAULT_PROJECT);
  const root = resolve(options.root ?? '.');
  const config = options.config ?? readFirebaseJson(root);
  const callers = new TrustedCallers();
  const storageBucket = `${projectId}.firebasestorage.app`;
  const workFolder = new WorkFolder(options.folder === undefined ? undefined : resolve(options.folder));
  closers.push(() => workFolder.close());
  if (options.folder !== undefined) closers.push(lockFolder(await workFolder.path()));

  const functions: RunningFunctions = openFunctions({
    options: options.functions,
    config: onlyEntry('functions', config.functions),
    ...{ projectId, root, clock, log, callers, workFolder },
  });
  const appCheck = new AppCheck(projectId, clock, options.appCheck);
  const auth = createAuthService({
    ...{ projectId, clock, callers, appCheck, log },
    folder: options.folder,
    serviceAccountKey: () => functions.serviceAccount()?.publicKey,
  });
  const database = openDatabase({
    config: config.database,
    options: options.database ?? {},
    log,
    folder: options.folder,
    root,
    projectId,
    clock,
    callers,
    appCheck,
    verify: auth.verify,
  });
  database.onCommit((commit) => functions.onCommit(commit));

  const storage = await createStorageService({
    ...{ clock, workFolder, callers, appCheck, log },
    isDurable: options.folder !== undefined,
    ruleset: storageRules(root, config),
    verify: auth.verify,
    signer: () => functions.serviceAccount(),
    downloadTokenOnUpload: options.storage?.downloadTokenOnUpload ?? false,
  });

  const hostingConfig = onlyEntry('hosting', config.hosting);
  const servers: Record<ServiceName, Server> = {
    auth: serverFor(auth.app),
    database: database.server,
    functions: serverFor(functions.app),
    hosting:
      hostingConfig === undefined
        ? serverOf((_request, response) => void response.writeHead(404).end())
        : serverOf(
            createHosting({
              config: hostingConfig,
              folder: join(root, hostingConfig.public),
              callFunction: (target, request, response) =>
                functions.callFromHosting(target, request, response),
              initJson: () => firebaseConfig,
              log,
            }),
          ),
    storage: serverOf((request, response) => storage.handle(request, response)),
  };
  // Undone from the last to the first: whoever writes stops before what is written to.
  closers.push(
    () => auth.flush(),
    () => storage.close(),
  );
  for (const server of Object.values(servers)) closers.push(() => closeServer(server));
  closers.push(
    () => database.close(),
    () => functions.close(),
  );
  const ports = await listenAll(servers, options.ports ?? {});
  for (const port of Object.values(ports)) callers.addPort(port);
  const namespace = `${projectId}-default-rtdb`;
  const firebaseConfig = {
    apiKey: 'local',
    projectId,
    databaseURL: `http://${LOOPBACK}:${ports.database}?ns=${namespace}`,
    storageBucket,
  };
  await functions.start({ storageBucket, databaseUrl: firebaseConfig.databaseURL, ports });

  return {
    projectId,
    urls: {
      hosting: urlOf(ports.hosting),
      database: urlOf(ports.database),
      auth: urlOf(ports.auth),
      storage: urlOf(ports.storage),
      functions: urlOf(ports.functions),
    },
    firebaseConfig,
    functions: functions.control,
    runSchedule: (name) => functions.runSchedule(name),
    idle: () => functions.idle(),
    outbox: () => auth.outbox(),
    appCheckToken: (wanted) => appCheck.mint({ appId: `1:1:web:${projectId}`, ...wanted }),
    load: (json, name = namespace) => database.load(name, json),
    dump: (name = namespace) => database.dump(name),
    async reset() {
      functions.forget();
      await functions.idle();
      database.reset();
      auth.reset();
      await storage.reset();
    },
    close: () => closeAll(closers),
  };
}

/** Undoes in the opposite order; a second call has nothing left to do. */
async function closeAll(closers: (() => Promise<void> | void)[]): Promise<void> {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
}

async function listenAll(
  servers: Readonly<Record<ServiceName, Server>>,
  wanted: Partial<Readonly<Record<ServiceName, number>>>,
): Promise<Record<ServiceName, number>> {
  const names = Object.keys(servers) as ServiceName[];
  const bound = await Promise.allSettled(names.map((name) => listen(servers[name], wanted[name] ?? 0, name)));
  const ports: Partial<Record<ServiceName, number>> = {};
  bound.forEach((result, index) => {
    if (result.status === 'rejected') throw result.reason;
    const name = names[index];
    if (name !== undefined) ports[name] = result.value;
  });
  return ports as Record<ServiceName, number>;
}

function storageRules(root: string, { storage }: FirebaseJson): StorageRuleset | undefined {
  return storage === undefined ? undefined : compileStorageRules(readNamedFile(root, storage.rules));
}

function checkProjectId(projectId: string): string {
  if (!/^demo-[a-z0-9-]{1,25}$/.test(projectId)) {
    throw new LocalFirebaseError(
      'bad-config',
      `The project id must begin with "demo-", not be "${projectId}".`,
    );
  }
  return projectId;
}

function urlOf(port: number): string {
  return `http://${LOOPBACK}:${port}`;
}
