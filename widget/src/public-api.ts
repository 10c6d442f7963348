/** What `identify` takes. It is the page's own word and proves nothing: see `FoyerProof`. */
export interface FoyerUser {
  /** The website's own id of the person; a number is taken as its decimal text. `-1`, `''` and null: nobody is signed in. */
  readonly userId?: string | number | null;
  readonly userName?: string | null;
}

/** How a website proves who its visitor is. One of the three; `getToken` is the one to choose. */
export interface FoyerProof {
  /**
   * Fetches a short-lived token that the website's server has signed, or null when nobody is signed in. Asked whenever
   * one is needed: at sign-in, before the last one ends, and once more after a refusal.
   */
  readonly getToken?: () => Promise<string | null> | string | null;
  /** One such token; good for as long as it lives. */
  readonly token?: string;
  /** Hexadecimal HMAC-SHA256 of the user id, where the brand takes that in place of tokens. */
  readonly hash?: string;
}

/** How the visitor stands with the website. */
type FoyerIdentity = 'guest' | 'unverified' | 'verified' | 'expired';

/** What each event carries. Message texts are not among it: host pages forward events to analytics. */
export interface FoyerEvents {
  /** The launcher stands. A listener added later is called all the same. */
  ready: { readonly brand: string };
  open: Record<string, never>;
  close: Record<string, never>;
  message: {
    readonly direction: 'in' | 'out';
    readonly id: string;
    readonly kind: 'text' | 'file' | 'event';
  };
  unread: { readonly count: number };
  identity: { readonly state: FoyerIdentity };
  /** The chat as a whole cannot be used at the moment, or a setting was not understood. */
  error: { readonly code: string; readonly message: string };
}

export type FoyerEventName = keyof FoyerEvents;
export type FoyerListener<Name extends FoyerEventName> = (detail: FoyerEvents[Name]) => void;

/**
 * What a website's script may ask for. No command throws into the page: what cannot be done is a rejected promise,
 * and one that nobody looks at stays silent.
 */
export interface FoyerCommands {
  /** Shows the panel; the first time this signs the visitor in. Fulfilled when the panel stands. */
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /**
   * Says who the visitor is and, with a proof, has it checked; without one operators see it as unproven. Before opening
   * it is only kept for later.
   */
  identify(user: FoyerUser, proof?: FoyerProof): Promise<void>;
  /** Ends the visitor's session and wipes this brand off the device; whoever comes next is a new guest, without a reload. */
  logout(): Promise<void>;
  /** Closes panel and connection; `open` goes on where this left off. */
  shutdown(): Promise<void>;
  /** Listens; returns what stops listening. The same events arrive at `window` as `foyer:<name>`. */
  on<Name extends FoyerEventName>(event: Name, listener: FoyerListener<Name>): () => void;
  /** Takes the widget off the page: elements, listeners, connection and the global. */
  destroy(): Promise<void>;
}

export type FoyerCommandName = keyof FoyerCommands;

/** A call made before the file was loaded: its arguments and the promise the snippet handed out. */
export type QueuedCall = readonly [
  args: ArrayLike<unknown>,
  fulfil?: ((value: unknown) => void) | undefined,
  reject?: ((cause: unknown) => void) | undefined,
];

/** The one global: `Foyer('open')` at any time, `Foyer.open()` once loaded. */
export interface FoyerGlobal extends FoyerCommands {
  <Name extends FoyerCommandName>(
    command: Name,
    ...args: Parameters<FoyerCommands[Name]>
  ): ReturnType<FoyerCommands[Name]>;
  readonly version: string;
}
