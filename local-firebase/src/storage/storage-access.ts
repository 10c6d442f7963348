import type { IncomingHttpHeaders } from 'node:http';
import type { AppCheck } from '../app-check/app-check.ts';
import type { IdTokenVerdict } from '../auth/id-token.ts';
import type { Clock } from '../clock.ts';
import type { TrustedCallers } from '../http/trusted-caller.ts';
import { refuse } from '../local-firebase-error.ts';
import type { StorageRuleRequest, StorageRuleset } from '../storage-rules/storage-ruleset.ts';

/** Who asks: an administrator, whom rules do not concern, or somebody rules judge. */
export type StorageCaller =
  { readonly isAdmin: true } | { readonly isAdmin: false; readonly auth: StorageRuleRequest['auth'] };

/** What is asked of the rules. */
export type StorageQuestion = Pick<
  StorageRuleRequest,
  'operation' | 'bucket' | 'path' | 'resource' | 'incoming'
>;

/** Decides who may do what in Storage. */
export class StorageAccess {
  #ruleset: StorageRuleset | undefined;
  readonly #callers: TrustedCallers;
  readonly #verify: (idToken: string) => IdTokenVerdict;
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  readonly #appCheck: AppCheck;

  constructor(options: {
    /** Without rules nobody but an administrator may do anything. */
    readonly ruleset: StorageRuleset | undefined;
    readonly callers: TrustedCallers;
    readonly verify: (idToken: string) => IdTokenVerdict;
    readonly clock: Clock;
    readonly appCheck: AppCheck;
    readonly log: (line: string) => void;
  }) {
    this.#ruleset = options.ruleset;
    this.#callers = options.callers;
    this.#verify = options.verify;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#appCheck = options.appCheck;
  }

  /** Puts other rules in the place of these. */
  setRules(ruleset: StorageRuleset): void {
    this.#ruleset = ruleset;
  }

  /** Who sent a request of Firebase's own API. Refuses 401 for a token that does not hold, of Auth or App Check. */
  callerOf(headers: IncomingHttpHeaders): StorageCaller {
    const { authorization = '' } = headers;
    if (/^(Bearer|Firebase) owner$/.test(authorization)) {
      this.requireTrusted(headers);
      return { isAdmin: true };
    }
    if (!this.#appCheck.mayServe('storage', headers)) {
      // The client knows it by this text.
      throw refuse(401, 'Firebase App Check token is invalid.');
    }
    if (authorization === '') return { isAdmin: false, auth: null };
    const token = /^(?:Firebase|Bearer) (.+)$/.exec(authorization)?.[1];
    const verdict = token === undefined ? undefined : this.#verify(token);
    if (verdict?.ok !== true) throw refuse(401, 'Unauthorized.');
    return { isAdmin: false, auth: { uid: verdict.token.uid, token: verdict.token.claims } };
  }

  /** Refuses 403 unless the request comes from this machine's programs or this stack's pages. */
  requireTrusted(headers: IncomingHttpHeaders): void {
    if (!this.#callers.isTrusted(headers)) throw refuse(403, 'Permission denied.');
  }

  /** Refuses 403 unless the rules allow what is asked. */
  require(caller: StorageCaller, question: StorageQuestion): void {
    if (caller.isAdmin) return;
    const decision = this.#ruleset?.allows({ ...question, auth: caller.auth, time: this.#clock.now() });
    if (decision?.allowed === true) return;
    const { operation, bucket, path } = question;
    this.#log(
      `storage: ${operation} of ${bucket}/${path} refused: ${decision?.reason ?? 'there are no rules.'}`,
    );
    throw refuse(403, 'Permission denied.');
  }
}
