import type { CoreErrorCode } from '@foyer/shared-core';
import type { FileKind } from '@foyer/shared-core/model';

/** What only happens to moderators; the panel says of it that something went wrong. */
type ModeratorProblem =
  | 'wrong-credentials'
  | 'wrong-code'
  | 'code-expired'
  | 'weak-password'
  | 'second-factor-required'
  | 'reauthentication-required'
  | 'last-admin'
  | 'not-assignee';

/** Every text of the panel. `{name}` and the like are filled in; a language may place them where it wants. */
export interface ChatWords {
  /** Name of the panel before the brand's own name is known. */
  readonly title: string;
  readonly subtitle: string;
  /** Instead, while nobody answers. */
  readonly subtitleAway: string;
  readonly withOperator: string;
  readonly connecting: string;
  readonly reconnecting: string;
  readonly menu: string;
  readonly close: string;
  readonly popout: string;
  readonly endChat: string;
  readonly endQuestion: string;
  readonly endConfirm: string;
  readonly endCancel: string;
  readonly downloadData: string;
  readonly collected: string;
  readonly eraseData: string;
  readonly eraseQuestion: string;
  readonly eraseConfirm: string;
  readonly conversation: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly earlier: string;
  readonly latest: string;
  readonly you: string;
  readonly someone: string;
  readonly typing: string;
  readonly placeholder: string;
  readonly send: string;
  readonly attach: string;
  readonly drop: string;
  readonly camera: string;
  readonly remove: string;
  readonly smaller: string;
  readonly sendPictures: string;
  readonly sending: string;
  readonly uploading: string;
  readonly sent: string;
  readonly seen: string;
  readonly notSent: string;
  readonly retry: string;
  readonly discard: string;
  readonly joined: string;
  readonly left: string;
  readonly closed: string;
  readonly closedNote: string;
  readonly rateQuestion: string;
  readonly rateScore: string;
  readonly rateComment: string;
  readonly rateSend: string;
  readonly rateThanks: string;
  readonly openFile: string;
  readonly image: string;
  readonly fileUnavailable: string;
  readonly fileKinds: Readonly<Record<FileKind, string>>;
  readonly tooLong: string;
  readonly tryAgain: string;
  readonly sound: string;
  readonly emoji: Readonly<Record<'insert' | 'recent' | 'faces' | 'hands' | 'things', string>>;
  readonly rooms: {
    readonly title: string;
    readonly begin: string;
    readonly none: string;
    readonly open: string;
    readonly ended: string;
    readonly unread: string;
    readonly elsewhere: string;
    readonly more: string;
    readonly save: string;
    readonly mail: string;
    readonly mailed: string;
    readonly ok: string;
  };
  readonly forms: {
    readonly title: string;
    readonly start: string;
    readonly choose: string;
    readonly optional: string;
    readonly missing: string;
    readonly email: string;
    readonly phone: string;
    readonly long: string;
    readonly consent: string;
    readonly more: string;
    readonly away: string;
    readonly back: string;
    readonly leave: string;
    readonly address: string;
    readonly save: string;
    readonly kept: string;
  };
  readonly queue: {
    readonly next: string;
    readonly place: string;
    readonly wait: string;
  };
  readonly contact: string;
  readonly problems: Readonly<Record<Exclude<CoreErrorCode, ModeratorProblem>, string>>;
}
