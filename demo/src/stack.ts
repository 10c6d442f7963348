import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalFirebase } from '@foyer/local-firebase';
import type { Clock, LocalFirebase } from '@foyer/local-firebase';
import type { Addresses } from './api.ts';

export const projectId = 'demo-foyer';

/** How a whole Foyer is to be started on this machine. */
export interface StackOptions {
  /** The repository, built. */
  readonly root: string;
  /** The folder that Hosting serves, relative to `root`; the demo shop with desk and widget when absent. */
  readonly hosting?: string;
  /** `sqlite:<file>` or `mysql://…`. */
  readonly archive: string;
  /** The folder that mails are put into; none are written without. */
  readonly outbox?: string;
  /** Where the data persists; in memory without. */
  readonly folder?: string;
  /** Ports of the services; each is a free one where it is absent. */
  readonly ports?: Partial<Record<'hosting' | 'database' | 'auth' | 'storage' | 'functions', number>>;
  readonly clock?: Clock;
  readonly log?: (line: string) => void;
  /** More environment for the functions. */
  readonly functionsEnv?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly firebase: LocalFirebase;
  readonly addresses: Addresses;
  close(): Promise<void>;
}

/** Starts Firebase on this machine with Foyer's rules, functions, desk, widget and the demo shop. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const config = JSON.parse(readFileSync(join(options.root, 'firebase.json'), 'utf8')) as {
    hosting: Record<string, unknown>;
  };
  const firebase = await startLocalFirebase({
    projectId,
    root: options.root,
    // The shop stands beside the desk and the widget only here: what is deployed has no shop.
    config: { ...config, hosting: { ...config.hosting, public: options.hosting ?? 'dist/demo' } },
    functions: {
      source: join(options.root, 'dist/functions'),
      env: (ports) => ({
        FOYER_ARCHIVE: options.archive,
        FOYER_SIGNER: 'none',
        FOYER_MAIL: options.outbox === undefined ? 'none' : `outbox:${options.outbox}`,
        // The functions write it into mails.
        FOYER_DESK_URL: `http://localhost:${ports.hosting}/desk/`,
        // A warning about a package's own package, of no use to anybody here.
        NODE_OPTIONS: '--disable-warning=DEP0169',
        ...options.functionsEnv,
      }),
    },
    // As the live service does it; the functions take the token away again.
    storage: { downloadTokenOnUpload: true },
    ...(options.folder === undefined ? {} : { folder: options.folder }),
    ...(options.ports === undefined ? {} : { ports: options.ports }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  return {
    firebase,
    addresses: { ...firebase.urls, projectId, archive: options.archive },
    close: () => firebase.close(),
  };
}
