/* The public types of the widget. Written by widget/build/public-types.js from widget/src/public-api.ts. */

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
/** Single values by names of letters, digits, `-` and `_`. */
type FoyerValues = Readonly<Record<string, string | number | boolean>>;
/** `away`: within the hours, with nobody at the desk. `offline`: outside of them, or nobody is there and no hours are set. */
export type FoyerStatus = 'online' | 'away' | 'offline';
/** How the visitor stands with the website. */
type FoyerIdentity = 'guest' | 'unverified' | 'verified' | 'expired';
/** Whether anything may be stored in the browser: until it is `granted`, all lives as long as the page. */
export type FoyerConsent = 'granted' | 'denied' | 'pending';
type FoyerFeature = 'upload' | 'emoji' | 'sound' | 'popout' | 'endChat' | 'transcript';
/**
 * Settings, by the same names in `boot(…)`, `update(…)`, `window.FoyerSettings` and, in dashes, as `data-*` of the script
 * tag (`data-offset-x="12"`). What is not understood is left at its default and told by an `error` event.
 */
export interface FoyerSettings {
  /** Which brand this is; only before the widget stands. */
  readonly brand?: string;
  /** `false`: the widget stays away until `boot()`. */
  readonly autoStart?: boolean;
  /** `#rrggbb`, until the brand's own colour is known. */
  readonly color?: string;
  readonly theme?: 'light' | 'dark' | 'auto';
  /** Of the panel's corners in CSS pixels, 0–28; the rest is at most as round. */
  readonly radius?: number;
  /** The corner; without it the end of the reading direction. */
  readonly position?: 'left' | 'right';
  /** Distance from the corner in CSS pixels, 0–400; on phones their own where given. */
  readonly offsetX?: number;
  readonly offsetY?: number;
  readonly mobileOffsetX?: number;
  readonly mobileOffsetY?: number;
  readonly zIndex?: number;
  /** Language tag; without it the page's language, then the browser's. */
  readonly locale?: string;
  readonly dir?: 'ltr' | 'rtl';
  /** Texts of the panel that are to read otherwise, by their names in the language files. */
  readonly messages?: Readonly<Record<string, string>>;
  /** Words beside the launcher's icon. */
  readonly label?: string;
  readonly icon?: 'chat' | 'question';
  readonly launcher?: 'visible' | 'hidden';
  /** Elements of the page that open and close the chat when clicked. */
  readonly launcherSelector?: string;
  /** An element of the page that the panel is to fill, without a launcher. */
  readonly container?: string;
  /** Shows the panel at once; nothing is sent or stored before the visitor touches it. */
  readonly openOnLoad?: boolean;
  /** `closed`: a new page begins closed, however the last one was left. */
  readonly persistOpen?: 'last' | 'closed';
  /** Where the visitor is remembered: for good, for this tab, or for this page only. */
  readonly storage?: 'local' | 'session' | 'none';
  readonly consent?: FoyerConsent;
  /** Another way to reach you, offered where the chat cannot connect: a mail address, or an https, mailto or tel link. */
  readonly contact?: string;
  /** Where the launcher stands: devices and addresses, as `desktop /shop/* !/shop/pay`. Commands work everywhere. */
  readonly showOn?: string | readonly string[];
  /** Asks once, when the widget starts, for what the brand says before the chat is opened: `status`, its messages. */
  readonly prefetch?: boolean;
  /** No launcher while the brand is offline, unless a conversation is open; asks as `prefetch` does. */
  readonly hideWhenOffline?: boolean;
  /** Controls that the panel is to do without: `{ upload: false }`, as an attribute `no-upload no-emoji`. */
  readonly features?: string | Readonly<Partial<Record<FoyerFeature, boolean>>>;
  readonly userId?: string | number;
  readonly userName?: string;
  /** Who the visitor is and how the website proves it, as `identify` takes both; counts over the two before. */
  readonly identity?: FoyerUser & FoyerProof;
  /** As `setAttributes`, `addTags` and `setDepartment` say it; tags as an attribute with commas between them. */
  readonly attributes?: FoyerValues;
  readonly tags?: string | readonly string[];
  readonly department?: string;
  /** As `setOperator`. */
  readonly operator?: string;
  /**
   * What stands in the form before the chat until the visitor changes it, by the fields' labels, or by `email`, `phone`
   * and `department`. Nothing ticks a box but the visitor.
   */
  readonly prechat?: Readonly<Record<string, string>>;
}
/** What each event carries. Message texts are not among it: host pages forward events to analytics. */
export interface FoyerEvents {
  /** The launcher stands. A listener added later is called all the same. */
  ready: {
    readonly brand: string;
  };
  open: Record<string, never>;
  close: Record<string, never>;
  /** The launcher was shown or hidden by a command. */
  show: Record<string, never>;
  hide: Record<string, never>;
  message: {
    readonly direction: 'in' | 'out';
    readonly id: string;
    readonly kind: 'text' | 'file' | 'event';
  };
  /** What became of a message of the visitor; `reason` where it was not sent. */
  messageState: {
    readonly id: string;
    readonly state: 'queued' | 'sent' | 'seen' | 'failed';
    readonly reason?: string;
  };
  /**
   * Not told but asked: a listener may answer with another text, with `false` to keep it back, or with a promise of either,
   * for three seconds at most. What it does otherwise lets the text pass. It does not arrive at `window`.
   */
  beforeSend: {
    readonly text: string;
  };
  /**
   * Asked once of each text that operators wrote, before it is shown: a listener may answer, at once, with another text or
   * with `false` to leave the message out. What it does otherwise changes nothing. It does not arrive at `window`.
   */
  beforeRender: {
    readonly id: string;
    readonly text: string;
    readonly name: string;
  };
  unread: {
    readonly count: number;
  };
  conversationStarted: {
    readonly id: string;
  };
  conversationEnded: {
    readonly id: string;
  };
  /** The visitor, or `open({ conversationId })`, has chosen one of several. */
  conversationOpened: {
    readonly id: string;
  };
  operator: {
    readonly state: 'joined' | 'left' | 'typing';
    readonly name: string;
  };
  /** Where the conversation stands while nobody answers it; `waitSeconds`, in whole minutes, where that is known. */
  queue: {
    readonly position: number;
    readonly waitSeconds?: number;
  };
  /** The form before the chat was sent; `department` where one was chosen. */
  prechatSubmit: {
    readonly department?: string;
  };
  /** The visitor has said where to answer while nobody is there. */
  offlineSubmit: Record<string, never>;
  /** The visitor has given an e-mail address in one of the forms; which one is told at the desk only. */
  emailSupplied: Record<string, never>;
  /** The visitor has rated a conversation that is over. */
  rating: {
    readonly score: number;
    readonly hasComment: boolean;
  };
  /** A file of the visitor's has arrived; its name is the visitor's own word. */
  fileUpload: {
    readonly name: string;
    readonly size: number;
    readonly type: string;
  };
  connection: {
    readonly state: 'idle' | 'connecting' | 'online' | 'offline';
  };
  identity: {
    readonly state: FoyerIdentity;
  };
  /** The token is about to end: `getToken` is asked next; a page that has given one token identifies with a new one. */
  tokenExpiring: Record<string, never>;
  /** Whether somebody answers; known once the chat was opened, or with `prefetch`. */
  status: {
    readonly state: FoyerStatus;
  };
  /** The chat was opened while `consent` is pending: the page may ask now. */
  consentRequired: Record<string, never>;
  /** The chat as a whole cannot be used at the moment, or a setting or command was not understood. */
  error: {
    readonly code: string;
    readonly message: string;
  };
}
export type FoyerEventName = keyof FoyerEvents;
export type FoyerListener<Name extends FoyerEventName> = (detail: FoyerEvents[Name]) => unknown;
/** What `get` tells. */
export interface FoyerState {
  readonly brand: string;
  readonly version: string;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly consent: FoyerConsent;
  /** What the page has said of its visitor, without any proof. */
  readonly user: FoyerUser;
  readonly identity: FoyerIdentity;
  /** Null while it is not known: before opening, without `prefetch`. */
  readonly status: FoyerStatus | null;
  readonly connection: FoyerEvents['connection']['state'];
  /** Null before the visitor has signed in by opening the chat. */
  readonly visitorId: string | null;
  readonly conversationId: string | null;
}
/** What support needs to know of a widget that does not do what it should. Holds no secret and no text of anybody. */
interface FoyerDiagnosis {
  readonly version: string;
  readonly brand: string;
  /** Where the script came from and sign-in goes. */
  readonly origin: string;
  readonly language: string;
  readonly state: FoyerState;
  /** What the browser lends: whether storage is kept, whether it says it is online. */
  readonly storage: 'kept' | 'blocked' | 'off';
  readonly online: boolean;
  /** Script tags of Foyer on this page. */
  readonly tags: number;
  /** What was refused or went wrong, oldest first, at most twenty. */
  readonly errors: readonly FoyerEvents['error'][];
  /** What the page's content security policy has blocked of the widget since the chat was first opened. */
  readonly blocked: readonly string[];
}
/**
 * What a website's script may ask for. No command throws into the page: what cannot be done is a rejected promise,
 * and one that nobody looks at stays silent.
 */
export interface FoyerCommands {
  /** Puts the widget on the page, where `autoStart` is off or the tag names no brand; else as `update`. */
  boot(settings?: FoyerSettings): Promise<void>;
  /** Fulfilled when the launcher stands. */
  ready(): Promise<void>;
  /**
   * Shows the panel; the first time this signs the visitor in. Fulfilled when the panel stands, and shows the conversation
   * that is named; rejected where the visitor has none of this id.
   */
  open(how?: { readonly prefill?: string; readonly conversationId?: string }): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  /** Shows and hides the launcher. */
  show(): Promise<void>;
  hide(): Promise<void>;
  /** Changes settings while the widget stands. */
  update(settings: FoyerSettings): Promise<void>;
  /**
   * Says who the visitor is and, with a proof, has it checked; without one operators see it as unproven. Before opening
   * it is only kept for later.
   */
  identify(user: FoyerUser, proof?: FoyerProof): Promise<void>;
  /**
   * Says more of the visitor, for operators to see as unproven: at most twenty, by names of letters, digits, `-` and `_`.
   * Adds to what was said before; kept for later while the chat was not opened.
   */
  setAttributes(values: FoyerValues): Promise<void>;
  /** Says more of the conversation that is open, or of the next one, as `setAttributes` does of the visitor. */
  setConversationAttributes(values: FoyerValues): Promise<void>;
  /** Sends the next conversation to a department; an empty one takes that back. What the visitor chooses in the form counts over it. */
  setDepartment(id: string): Promise<void>;
  /**
   * Lets the next conversation ask for somebody of the desk, by their id; an empty one takes that back. It is a wish:
   * the desk shows it, and everybody of the brand may answer all the same.
   */
  setOperator(id: string): Promise<void>;
  /** Marks the conversation, at most ten words of up to 40 characters; apart from what operators write. */
  addTags(tags: readonly string[]): Promise<void>;
  removeTags(tags: readonly string[]): Promise<void>;
  /**
   * Says that something has happened, for operators to see beside the conversation as unproven: the latest twenty, each
   * with up to five values. Nothing is sent before there is a conversation.
   */
  track(event: string, data?: FoyerValues): Promise<void>;
  /** Ends the visitor's session and wipes this brand off the device; whoever comes next is a new guest, without a reload. */
  logout(): Promise<void>;
  /** Closes panel and connection; `open` goes on where this left off. */
  shutdown(): Promise<void>;
  /** Puts a text into the field, for the visitor to send or not. */
  prefill(text: string): Promise<void>;
  /**
   * Sends a text as the visitor, signing in where that has not happened. With metadata, at most five values, operators
   * see these beside the conversation as `track` has them.
   */
  sendMessage(
    text: string,
    how?: {
      readonly metadata?: FoyerValues;
    },
  ): Promise<void>;
  /**
   * Opens the chat in a window of its own, with the same visitor. Rejects where the browser opens no window (call it on a
   * click), where nothing is stored, and where Trusted Types forbid a policy named `foyer`.
   */
  popout(): Promise<void>;
  /** Shows a message beside the launcher while the panel is closed, at most 500 characters; nothing is stored or sent. */
  showMessage(text: string): Promise<void>;
  /** Shows an empty conversation, which the next message opens; one that is open stays so. */
  newConversation(): Promise<void>;
  /** Ends the open conversation. */
  endConversation(): Promise<void>;
  /** Which page the visitor is on, where a route change alone does not tell. */
  pageView(page: { readonly url: string; readonly title?: string }): Promise<void>;
  /** Whether anything may be stored in the browser; taking it back removes what is. */
  consent(state: FoyerConsent): Promise<void>;
  get<Name extends keyof FoyerState>(name: Name): Promise<FoyerState[Name]>;
  diagnose(): Promise<FoyerDiagnosis>;
  /** Listens; returns what stops listening. The same events arrive at `window` as `foyer:<name>`, with the brand. */
  on<Name extends FoyerEventName>(event: Name, listener: FoyerListener<Name>): () => void;
  /** Takes the widget off the page: elements, listeners, connection, storage and the global. */
  destroy(): Promise<void>;
}
export type FoyerCommandName = keyof FoyerCommands;
/** A call made before the file was loaded: its arguments and the promise the snippet handed out. */
export type QueuedCall = readonly [
  args: ArrayLike<unknown>,
  fulfil?: ((value: unknown) => void) | undefined,
  reject?: ((cause: unknown) => void) | undefined,
];
/** The commands of one brand: `foyer('open')` and `foyer.open()` are the same. */
export interface FoyerBrand extends FoyerCommands {
  <Name extends FoyerCommandName>(
    command: Name,
    ...args: Parameters<FoyerCommands[Name]>
  ): ReturnType<FoyerCommands[Name]>;
  readonly version: string;
}
/** The one global: the commands of the first tag's brand, and of any other brand by its name. */
export interface FoyerGlobal extends FoyerBrand {
  /** Another brand of this page; one without a tag of its own comes to life by `boot()`. */
  brand(name: string): FoyerBrand;
}

/** Where the widget's file is, whose it is, and how it is to be. */
export interface FoyerSource {
  /** Address of `foyer.js`: your project's Hosting. */
  readonly src: string;
  readonly settings: FoyerSettings & {
    readonly brand: string;
  };
  /** Of your content security policy, where scripts need one. */
  readonly nonce?: string;
  /** `sha384-…` of the file, where you pin one version. */
  readonly integrity?: string;
}
/**
 * Loads the widget once, however often it is asked for, and puts the brand's widget on the page. May be called again
 * with other settings: they are changed live. Rejects when the file cannot be had.
 */
export declare function loadFoyer({ src, settings, nonce, integrity }: FoyerSource): Promise<FoyerBrand>;

declare global {
  interface Window {
    /** Callable before the file has loaded only where the page has a queue in its place; see docs/widget.md. */
    Foyer: FoyerGlobal;
    /** Settings for the first script tag of Foyer. */
    FoyerSettings?: FoyerSettings;
  }
}
