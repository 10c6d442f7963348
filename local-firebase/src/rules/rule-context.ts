import type { Primitive } from '../tree/node.ts';
import type { RuleSnapshot } from './rule-snapshot.ts';

/** What rules see as `auth`: the verified token of the request. */
export interface AuthContext {
  readonly uid: string;
  readonly provider?: string;
  /** The token's claims. Names are the token's own: they are only ever looked up as own properties. */
  readonly token: Readonly<Record<string, unknown>>;
}

/** What rules see as `query`. */
export interface QueryView {
  readonly orderByKey: boolean;
  readonly orderByPriority: boolean;
  readonly orderByValue: boolean;
  readonly orderByChild: string | null;
  readonly startAt: Primitive | null;
  readonly endAt: Primitive | null;
  readonly equalTo: Primitive | null;
  readonly limitToFirst: number | null;
  readonly limitToLast: number | null;
}

/** What a read without a query shows to rules. */
export const NO_QUERY: QueryView = {
  orderByKey: true,
  orderByPriority: false,
  orderByValue: false,
  orderByChild: null,
  startAt: null,
  endAt: null,
  equalTo: null,
  limitToFirst: null,
  limitToLast: null,
};

/** The values of a rule's variables. `data` and `newData` follow the rule's location while a request is judged. */
export interface RuleContext {
  readonly auth: AuthContext | null;
  /** Milliseconds since 1970; the same instant that a server timestamp of this write becomes. */
  readonly now: number;
  readonly query: QueryView;
  /** Keys from the root to the place the rule is evaluated at; a wildcard's value stands at its depth. */
  readonly path: readonly string[];
  readonly root: RuleSnapshot;
  readonly data: RuleSnapshot;
  readonly newData: RuleSnapshot;
}
