import type { Server } from 'node:http';
import { join } from 'node:path';
import type { AppCheck } from './app-check/app-check.ts';
import { refuseUnattested } from './app-check/refuse-unattested.ts';
import type { IdTokenVerdict } from './auth/id-token.ts';
import type { Clock } from './clock.ts';
import { everyEntry, readNamedFile, type FirebaseJson } from './firebase-json.ts';
import type { DatabaseCommit } from './functions-host/database-triggers.ts';
import { serverOf } from './http/node-server.ts';
import type { DatabaseOptions } from './local-firebase.ts';
import type { TrustedCallers } from './http/trusted-caller.ts';
import { ADMIN, type Identity, type TokenVerifier } from './rtdb/access.ts';
import { createDatabaseServer } from './rtdb/database-server.ts';
import { compileRuleset } from './rules/ruleset.ts';
import { nodeToJson } from './tree/json.ts';

/** The database with its server, as the rest of local Firebase needs it. */
export interface RunningDatabase {
  /** Not yet listening. */
  readonly server: Server;
  onCommit(listener: (commit: DatabaseCommit) => void): void;
  load(namespace: string, json: unknown): void;
  dump(namespace: string): unknown;
  /** Empties every database; functions hear nothing of it. */
  reset(): void;
  close(): Promise<void>;
}

/** What the live service has before anybody writes rules: nobody may do anything. */
const LOCKED = { rules: { '.read': false, '.write': false } };

/** Opens the database with the rules that firebase.json names. Throws 'bad-config' when a rules file is missing. */
export function openDatabase(options: {
  readonly config: FirebaseJson['database'];
  readonly options: DatabaseOptions;
  readonly log: (line: string) => void;
  readonly root: string;
  /** Where data stays between starts; in memory without. */
  readonly folder: string | undefined;
  readonly projectId: string;
  readonly clock: Clock;
  readonly callers: TrustedCallers;
  readonly appCheck: AppCheck;
  readonly verify: (idToken: string) => IdTokenVerdict;
}): RunningDatabase {
  const rules = everyEntry(options.config).map((entry) => ({
    instance: entry.instance,
    source: readNamedFile(options.root, entry.rules),
  }));
  const { explainDenials = false, ...switches } = options.options;
  const database = createDatabaseServer({
    projectId: options.projectId,
    ...(options.folder === undefined ? {} : { folder: join(options.folder, 'database') }),
    ...switches,
    ...(explainDenials ? { explainDenial: options.log } : {}),
    clock: options.clock,
    tokens: tokenVerifier(options.verify),
    rulesFor: (namespace) =>
      (
        rules.find(({ instance }) => instance === namespace) ??
        rules.find(({ instance }) => instance === undefined)
      )?.source ?? LOCKED,
    compileRules: compileRuleset,
    isTrusted: (headers) => options.callers.isTrusted(headers),
  });
  let isResetting = false;
  const server = serverOf((request, response) => {
    if (!refuseUnattested(options.appCheck, request, response)) void database.handleHttp(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    if (!refuseUnattested(options.appCheck, request, socket)) database.handleUpgrade(request, socket, head);
  });
  return {
    server,
    onCommit(listener) {
      database.onCommit((namespace, { before, after, changes, identity }) => {
        if (isResetting) return;
        listener({
          namespace,
          before,
          after,
          paths: changes.map(({ path }) => path),
          auth: authorOf(identity),
        });
      });
    },
    load(namespace, json) {
      database
        .namespace(namespace)
        .write({ assignments: [{ path: [], json, isPriority: false }], identity: ADMIN });
    },
    dump: (namespace) => nodeToJson(database.namespace(namespace).root, true),
    reset() {
      isResetting = true;
      database.reset();
      isResetting = false;
    },
    close: () => database.close(),
  };
}

function tokenVerifier(verify: (idToken: string) => IdTokenVerdict): TokenVerifier {
  return {
    verify(token) {
      const verdict = verify(token);
      if (!verdict.ok) return verdict;
      const { uid, provider, claims, expiresAt } = verdict.token;
      return { ok: true, auth: { uid, provider, token: claims }, expiresAt: expiresAt * 1000 };
    },
  };
}

function authorOf(identity: Identity): DatabaseCommit['auth'] {
  switch (identity.kind) {
    case 'admin':
      return { type: 'admin' };
    case 'nobody':
      return { type: 'unauthenticated' };
    case 'user':
      return { type: 'app_user', uid: identity.auth.uid };
  }
}
