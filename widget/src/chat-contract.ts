import type { Emit } from './event-hub.ts';
import type { Mount } from './mount.ts';
import type { Direction, Options } from './options.ts';
import type { FoyerProof, FoyerUser } from './public-api.ts';
import type { RememberedState } from './remembered-state.ts';
import type { Language } from './strings/choose-language.ts';

/** What the launcher's half lends to the chat's half. */
export interface ChatHost {
  readonly options: Options;
  readonly language: Language;
  /** For dates and numbers: the wished language tag in full, or the language. */
  readonly locale: string;
  readonly direction: Direction;
  readonly mount: Mount;
  readonly remembered: RememberedState;
  readonly emit: Emit;
  readonly user: FoyerUser & FoyerProof;
  setUnread(count: number): void;
  /** The visitor wants the panel closed (its button, Escape). */
  requestClose(): void;
}

/** The chat's half once it runs. */
export interface ChatHalf {
  /** Shows the panel, and signs in if that has not happened. */
  show(how: { readonly focus: boolean }): void;
  hide(): void;
  /** Goes live without showing anything, to count unread messages. */
  connect(): void;
  identify(user: FoyerUser & FoyerProof): Promise<void>;
  /** Ends the visitor's session; the next `show` or `connect` begins with a new guest. */
  logout(): Promise<void>;
  dispose(): void;
  /** After `dispose`: nothing of this brand stays in the browser's storage. */
  forget(): void;
}
