/** When a failed delivery is tried again; times in milliseconds. */
export interface RetryPolicy {
  /** Tries in all, the first included; undefined is as many as fit in `giveUpAfterMs`. */
  readonly maxAttempts: number | undefined;
  readonly minBackoffMs: number;
  readonly maxBackoffMs: number;
  readonly giveUpAfterMs: number | undefined;
}

export type DatabaseEventKind = 'created' | 'updated' | 'deleted' | 'written';

/** What calls a function. */
export type Trigger =
  | { readonly type: 'http' }
  | {
      readonly type: 'database';
      readonly kind: DatabaseEventKind;
      /** Path pattern such as `rooms/{brand}/{room}`. */
      readonly ref: string;
      /** Pattern of the database instance; `*` is every one. */
      readonly instance: string;
      readonly retry: RetryPolicy | undefined;
    }
  | {
      readonly type: 'schedule';
      readonly schedule: string;
      readonly timeZone: string | undefined;
      readonly retry: RetryPolicy | undefined;
    }
  | { readonly type: 'task'; readonly retry: RetryPolicy }
  /** A trigger that local Firebase has no source for, such as Pub/Sub; never called. */
  | { readonly type: 'other'; readonly event: string };

/** One deployed function, as its bundle declares it. */
export interface Endpoint {
  /** Name in the deployment: `group-name` for a function in an exported group. */
  readonly name: string;
  readonly regions: readonly string[];
  readonly timeoutMs: number;
  readonly trigger: Trigger;
}
