import type { AppCheckOptions, AppCheckTokenRequest } from './app-check/app-check.ts';
import type { OutOfBandCode } from './auth/out-of-band-codes.ts';
import type { Clock } from './clock.ts';
import type { FirebaseJson } from './firebase-json.ts';
import type { DeliveryPlan } from './functions-host/deliveries.ts';

/** The services, each on a port of its own. */
export type ServiceName = 'hosting' | 'database' | 'auth' | 'storage' | 'functions';

type Environment = Readonly<Record<string, string>>;

export interface FunctionsOptions {
  /** Folder of the bundle: package.json, what its `main` names, and the `.env` files. */
  readonly source: string;
  /** More variables for the functions' process, or what makes them of the services' ports; they win over those of the `.env` files. */
  readonly env?: Environment | ((ports: Readonly<Record<ServiceName, number>>) => Environment);
  /** For tests: when database events and tasks are handed over, instead of at once and once. */
  readonly deliveryPlan?: DeliveryPlan;
}

export interface DatabaseOptions {
  /** With a folder: whether each write is on the disk before it is answered, or 100 ms later at the latest (default). */
  readonly durability?: 'every-write' | { readonly intervalMs: number };
  /** Whether rules count what their parts come to, shown at `/.inspect/coverage.json`. Default false: it costs. */
  readonly coverage?: boolean;
  /** Whether every write has all open listens judged again. Default false: the live service does not document it. */
  readonly recheckListens?: boolean;
  /** Whether the log says of each refused request which rules refused it. Default false; `/.inspect/denials.json` has the last ones anyway. */
  readonly explainDenials?: boolean;
}

export interface LocalFirebaseOptions {
  /** Must begin with `demo-`, which Firebase reserves for projects that don't exist. Default `demo-foyer`. */
  readonly projectId?: string;
  /** Folder with firebase.json; files named in it are looked for here. Default the current folder. */
  readonly root?: string;
  /** firebase.json's content, instead of the file. */
  readonly config?: FirebaseJson;
  /** Wanted ports; 0 or absent takes a free one. */
  readonly ports?: Partial<Readonly<Record<ServiceName, number>>>;
  /** Where data stays between starts; without it everything is in memory (uploads in a temporary folder). */
  readonly folder?: string;
  readonly database?: DatabaseOptions;
  /** Default: what firebase.json says; false runs none. */
  readonly functions?: FunctionsOptions | false;
  readonly storage?: {
    /**
     * Whether what a client uploads gets a download token at once, as on the live service. Default false: a token
     * comes into being when somebody who may read the object asks for it.
     */
    readonly downloadTokenOnUpload?: boolean;
  };
  readonly appCheck?: AppCheckOptions;
  readonly clock?: Clock;
  /** Takes what happens, one line at a time; default nobody. */
  readonly log?: (line: string) => void;
}

/** A running local Firebase. */
export interface LocalFirebase {
  readonly projectId: string;
  /** `http://127.0.0.1:<port>` of each service, without a slash at the end. */
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** What `initializeApp` takes; its databaseURL leads to the default database of this very stack. */
  readonly firebaseConfig: {
    readonly apiKey: string;
    readonly projectId: string;
    readonly databaseURL: string;
    readonly storageBucket: string;
  };
  readonly functions: {
    /** Names of the functions that were loaded. */
    names(): readonly string[];
    /** Ends the functions' process; everything else goes on, and events are queued. */
    stop(): Promise<void>;
    start(): Promise<void>;
    /** Loads the bundle anew. */
    restart(): Promise<void>;
  };
  /** Runs a scheduled function now and resolves when it is through. */
  runSchedule(name: string): Promise<void>;
  /** Resolves when no event, schedule or task for functions is queued or under way. */
  idle(): Promise<void>;
  /** Mails that Auth "sent" and whose codes are unused. */
  outbox(): readonly OutOfBandCode[];
  /** An App Check token as the live service would make for an app that proved itself; of a web app unless named. */
  appCheckToken(wanted?: Partial<AppCheckTokenRequest>): Promise<string>;
  /** Puts `json` (plain or in export format) in the place of a whole database; the default one unless named. */
  load(json: unknown, namespace?: string): void;
  /** A whole database in export format. */
  dump(namespace?: string): unknown;
  /** Forgets all data, users and objects, and what is queued for functions; settings and rules stay. */
  reset(): Promise<void>;
  /** Ends everything and writes down what is to stay. Nothing is left running or in temporary folders. */
  close(): Promise<void>;
}
