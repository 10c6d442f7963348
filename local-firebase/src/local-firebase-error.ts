/** Everything that can go wrong in local Firebase, as a closed list for callers to switch on. */
export type LocalFirebaseErrorCode =
  /** A port that was asked for belongs to somebody else; `port` tells which. */
  | 'port-taken'
  /** Another local Firebase keeps its data in the folder that was asked for. */
  | 'folder-taken'
  /** firebase.json, a file it names, or an option makes no sense. */
  | 'bad-config'
  /** A request is answered with an error; `refusal` is what the client sees. */
  | 'refused'
  /** No function of that name, or not of the kind that was asked for. */
  | 'unknown-function'
  /** The functions' process is stopped or did not come up. */
  | 'functions-unavailable';

/** What a client is told: HTTP status and the service's own error word, with an optional explanation. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly detail?: string;
}

/** The one error class of this package. */
export class LocalFirebaseError extends Error {
  readonly code: LocalFirebaseErrorCode;
  /** The port in question, with 'port-taken'. */
  readonly port: number | undefined;
  /** The answer to the client, with 'refused'. */
  readonly refusal: Refusal | undefined;

  constructor(
    code: LocalFirebaseErrorCode,
    message: string,
    more: { port?: number; refusal?: Refusal; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'LocalFirebaseError';
    this.code = code;
    this.port = more.port;
    this.refusal = more.refusal;
  }
}

/** An error to throw where a request must be refused: `reason` is the service's error word. */
export function refuse(status: number, reason: string, detail?: string): LocalFirebaseError {
  const refusal = detail === undefined ? { status, reason } : { status, reason, detail };
  return new LocalFirebaseError('refused', detail === undefined ? reason : `${reason} : ${detail}`, {
    refusal,
  });
}
