import { readEnvFiles } from './env-file.ts';

/** Where the services are that the functions talk to. */
export interface FunctionsSurroundings {
  readonly projectId: string;
  readonly storageBucket: string;
  readonly databaseUrl: string;
  /** `host:port` of each service. */
  readonly hosts: {
    readonly database: string;
    readonly auth: string;
    readonly storage: string;
    readonly functions: string;
  };
  /** The service account's file. */
  readonly credentials: string;
}

/** Variables that would lead the functions out of this stack, should the shell have them. */
const NOT_INHERITED =
  /^(FIREBASE_|GOOGLE_|GCLOUD_|CLOUD_|K_|FUNCTION_|NODE_OPTIONS$|VITEST|NODE_V8_COVERAGE$)/;

/**
 * The environment of the functions' process: the shell's, the folder's parameters and secrets, `extra`, and last what
 * ties it to this stack. Time zone and production mode are those of the live service.
 */
export function functionsEnvironment(
  source: string,
  surroundings: FunctionsSurroundings,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const { projectId, storageBucket, databaseUrl: databaseURL, hosts } = surroundings;
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !NOT_INHERITED.test(entry[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    TZ: 'UTC',
    ...readEnvFiles(source, projectId),
    ...extra,
    FUNCTIONS_EMULATOR: 'true',
    GCLOUD_PROJECT: projectId,
    GOOGLE_CLOUD_PROJECT: projectId,
    FIREBASE_CONFIG: JSON.stringify({ projectId, storageBucket, databaseURL }),
    FIREBASE_DATABASE_EMULATOR_HOST: hosts.database,
    FIREBASE_AUTH_EMULATOR_HOST: hosts.auth,
    FIREBASE_STORAGE_EMULATOR_HOST: hosts.storage,
    CLOUD_TASKS_EMULATOR_HOST: hosts.functions,
    GOOGLE_APPLICATION_CREDENTIALS: surroundings.credentials,
    // Otherwise Google's libraries ask the network for a metadata server first.
    METADATA_SERVER_DETECTION: 'none',
  };
}
