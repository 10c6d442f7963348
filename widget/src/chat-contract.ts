import type { RoomTelling } from '@foyer/shared-core/model';
import type { LiveLook } from './brand-look.ts';
import type { AskedBy, Emit } from './event-hub.ts';
import type { Mount } from './mount.ts';
import type { Direction, Options } from './options.ts';
import type { PageStorage } from './page-storage.ts';
import type { FoyerProof, FoyerState, FoyerStatus, FoyerUser } from './public-api.ts';
import type { RememberedState } from './remembered-state.ts';
import type { Language } from '@foyer/shared-core/model';

/** What the launcher's half lends to the chat's half. */
export interface ChatHost {
  /** As the page has set them so far; `redraw` is called when they have changed. */
  readonly options: Options;
  readonly language: Language;
  /** For dates and numbers: the wished language tag in full, or the language. */
  readonly locale: string;
  readonly direction: Direction;
  readonly mount: Mount;
  readonly storage: PageStorage;
  readonly remembered: RememberedState;
  readonly emit: Emit;
  readonly askedBy: AskedBy;
  readonly user: ToldUser;
  /** What the visitor was asked beside the launcher; empty when nothing was. */
  readonly greeting: () => string;
  setUnread(count: number): void;
  setStatus(status: FoyerStatus): void;
  /** How the brand's chat looks by now. */
  setLook(look: LiveLook): void;
  /** The visitor is gone: nothing of them stays on this device, and the next one is a new guest. */
  forgetVisitor(): void;
  /** The visitor has taken consent back in another tab. */
  withdrawConsent(): void;
  /** The visitor wants the chat in a window of its own. Rejects where there is none. */
  popout(): Promise<void>;
  /** The visitor wants the panel closed (its button, Escape). */
  requestClose(): void;
}

/** The chat's half once it runs. */
export interface ChatHalf {
  /**
   * Shows the panel, and signs in if that has not happened: at once, or when the visitor first touches the panel.
   * Fulfilled when it is drawn; never rejected.
   */
  show(how: { readonly focus: boolean; readonly connect: boolean }): Promise<void>;
  hide(): void;
  /** Goes live without showing anything, to count unread messages. */
  connect(): void;
  /** Draws the panel again after settings have changed. */
  redraw(): void;
  identify(user: ToldUser): Promise<void>;
  prefill(text: string): void;
  /** Rejects when the text is blank or too long. What the page says of it is told beside the conversation. */
  sendMessage(text: string, metadata?: Readonly<Record<string, string>>): Promise<void>;
  /** Rejects where the visitor has none of this id. */
  openConversation(id: string): Promise<void>;
  newConversation(): Promise<void>;
  endConversation(): Promise<void>;
  tellRoom(telling: RoomTelling): void;
  wish(wish: Wish): void;
  pageView(page: PageView): void;
  facts(): ChatFacts;
  /** What the page's content security policy has blocked of ours. */
  blocked(): readonly string[];
  /** Ends the visitor's session; the next `show` or `connect` begins with a new guest. */
  logout(): Promise<void>;
  dispose(): void;
}

/** All that the page says of its visitor. */
export type ToldUser = FoyerUser & FoyerProof & { readonly attributes?: Readonly<Record<string, string>> };

/** Whom the next conversation is for, by the page's wish; empty takes one back. */
export type Wish = Readonly<Partial<Record<'department' | 'operator', string>>>;

export interface PageView {
  readonly url: string;
  readonly title: string;
}

/** What only the chat's half can tell. */
export type ChatFacts = Pick<FoyerState, 'identity' | 'connection' | 'visitorId' | 'conversationId'>;
