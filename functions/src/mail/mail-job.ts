import type {
  BrandId,
  MailLanguage,
  MessageId,
  ModeratorId,
  RoomId,
  VisitorId,
} from '@foyer/shared-core/model';
import { randomId } from '../secrets.ts';

/** Where mails wait to be written and sent; `onMailQueued` sees each as it comes. */
export const MAIL_JOBS = 'server/mail-jobs';

/** What people are told about after it was done, in case it was not they who did it. */
export type Notice =
  | 'password-changed'
  | 'factor-added'
  | 'factor-removed'
  | 'factors-reset'
  | 'recovery-codes-replaced'
  | 'recovery-code-used';

/** What moderators said in a room from a moment of server time on, for a visitor who is gone. */
export interface AnswerJob {
  readonly kind: 'answer';
  readonly brand: BrandId;
  readonly room: RoomId;
  readonly visitor: VisitorId;
  /** The mailbox that was left when the answer was due, and counted: a change of mind since leads nowhere else. */
  readonly email: string;
  readonly from: number;
  /** The last of them. */
  readonly last: MessageId;
}

/** A mail that is to be written. A job never holds a secret: the code of a link is made when the mail is. */
export type MailJob =
  /** Somebody wishes for a new password; whether the mailbox is anybody's is found out later. */
  | { readonly kind: 'reset'; readonly email: string; readonly language?: MailLanguage }
  | { readonly kind: 'invite'; readonly uid: ModeratorId; readonly language?: MailLanguage }
  | { readonly kind: 'notice'; readonly uid: ModeratorId; readonly notice: Notice }
  | AnswerJob
  /** A visitor wishes for a conversation; read when the mail is written. */
  | {
      readonly kind: 'transcript';
      readonly visitor: VisitorId;
      readonly brand: BrandId;
      readonly room: RoomId;
      readonly email: string;
      readonly locale: string;
      readonly timeZone: string;
    };

/** The update that has a mail sent; it goes along with what the mail is about. */
export function mailUpdate(job: MailJob, now: number): Readonly<Record<string, unknown>> {
  return { [`${MAIL_JOBS}/${randomId()}`]: { ...job, at: now } };
}
