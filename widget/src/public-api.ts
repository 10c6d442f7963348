/** What `identify` takes. Both are the page's own word and prove nothing: see `identify` of `FoyerCommands`. */
export interface FoyerUser {
  /** The website's own id of the person; a number is taken as its decimal text. */
  readonly userId?: string | number;
  readonly userName?: string;
}

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
  /** Says who the visitor is; shown to operators as unproven. Before opening it is only kept for later. */
  identify(user: FoyerUser): Promise<void>;
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
