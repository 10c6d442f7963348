import type { FirebaseConfig } from '@foyer/shared-core/model';
import { apiKey, appId, isLocal, region } from '../config.ts';

/** What the answer of a sign-in says about the project, so that no client holds an address of its own. */
export function firebaseConfig(): FirebaseConfig {
  const project = JSON.parse(process.env['FIREBASE_CONFIG'] ?? '{}') as Readonly<
    Record<string, string | undefined>
  >;
  const { projectId = '', databaseURL = '', storageBucket = '' } = project;
  const emulators = isLocal() ? emulatorHosts() : null;
  return {
    apiKey: apiKey.value(),
    appId: appId.value(),
    ...{ projectId, databaseURL, storageBucket },
    region: region.value(),
    ...(emulators === null ? {} : { emulators }),
  };
}

/** `host:port` of each emulator. */
function emulatorHosts(): NonNullable<FirebaseConfig['emulators']> {
  const { env } = process;
  return {
    auth: env['FIREBASE_AUTH_EMULATOR_HOST'] ?? '127.0.0.1:9099',
    database: env['FIREBASE_DATABASE_EMULATOR_HOST'] ?? '127.0.0.1:9000',
    storage: env['FIREBASE_STORAGE_EMULATOR_HOST'] ?? '127.0.0.1:9199',
    // No variable tells functions their own address; task queues, where they are served, are served there, too.
    functions: env['FOYER_FUNCTIONS_HOST'] ?? env['CLOUD_TASKS_EMULATOR_HOST'] ?? '127.0.0.1:5001',
  };
}
