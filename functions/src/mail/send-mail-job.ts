import { writeAnswerMail } from '../answers/write-answer-mail.ts';
import type { MailLanguage, Moderator, ModeratorId } from '@foyer/shared-core/model';
import { mailAddress, mailLanguage } from '../config.ts';
import { deskAddress } from '../desk/desk-address.ts';
import { logError, logInfo } from '../log.ts';
import { issuePasswordCode } from '../passwords/password-code.ts';
import { withLease } from '../lease.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { activeModerator } from '../sign-in/active-moderator.ts';
import { transcriptMail } from '../transcript/transcript-mail.ts';
import type { Mail } from './mail.ts';
import { MAIL_JOBS, type MailJob } from './mail-job.ts';
import { mailTexts } from './mail-texts.ts';
import { openMailer } from './open-mailer.ts';
import { writeMail } from './write-mail.ts';

/** A mail that could not be sent for so long is of no use to anybody. */
const STALE_MS = 24 * 60 * 60_000;

/** Longer than the mail server may take. */
const LEASE_MS = 90_000;

interface Recipient {
  readonly moderator: Moderator;
  readonly email: string;
}

/**
 * Writes and sends the mail of a job, then forgets the job: at least once, because a mail twice is better than none.
 * Throws 'failed' when the mail was not taken, so that it is tried again.
 */
export async function sendMailJob(id: string, ports: Ports): Promise<void> {
  const database = await ports.database();
  // An event that comes twice at once is one mail; whoever dies at it leaves it to the sweep.
  await withLease(database, { path: `server/mail-leases/${id}`, ttlMs: LEASE_MS }, () =>
    send(database, id, ports),
  );
}

async function send(database: LiveDatabase, id: string, ports: Ports): Promise<void> {
  const path = `${MAIL_JOBS}/${id}`;
  const job = (await database.read(path)) as (MailJob & { readonly at: number }) | null;
  if (job === null) return;
  if (job.at + STALE_MS < ports.now()) {
    logError('mail.given-up', new Error('stale'), { job: id, kind: job.kind });
  } else {
    const mail = await write(job, ports);
    if (mail !== null) await (await openMailer(mailAddress.value())).send(mail);
    logInfo('mail.done', { kind: job.kind, sent: mail !== null });
  }
  await database.update({ [path]: null });
}

/** The mail of a job, or null where it is nobody's. */
async function write(job: MailJob, ports: Ports): Promise<Mail | null> {
  if (job.kind === 'answer') return writeAnswerMail(job, ports);
  if (job.kind === 'transcript') return transcriptMail(job, await ports.database());
  const to =
    job.kind === 'reset' ? await recipientByEmail(job.email, ports) : await recipientOf(job.uid, ports);
  if (to === null) return null;
  const told = job.kind === 'notice' ? undefined : job.language;
  const language = told ?? (mailLanguage.value() === 'de' ? 'de' : 'en');
  const person = { email: to.email, name: to.moderator.name, language };
  if (job.kind === 'notice') return writeMail(person, mailTexts[language].notices[job.notice]);
  const code = await issuePasswordCode(
    await ports.database(),
    { uid: to.moderator.id, kind: job.kind },
    ports.now(),
  );
  return writeMail(person, textOf(language, job.kind), linkOf(code, job.kind));
}

function textOf(language: MailLanguage, kind: 'reset' | 'invite'): (typeof mailTexts)[MailLanguage]['reset'] {
  return mailTexts[language][kind];
}

/** Behind the `#`: what stands there is sent to no server and stands in no log. */
function linkOf(code: string, kind: 'reset' | 'invite'): string {
  return `${new URL('password', deskAddress()).href}#code=${code}${kind === 'invite' ? '&invited' : ''}`;
}

async function recipientByEmail(email: string, ports: Ports): Promise<Recipient | null> {
  const account = await (await ports.accounts()).byEmail(email);
  if (account === null) return null;
  const moderator = await activeModerator(await ports.database(), account.uid);
  // The mail goes to the address that the account has, not to one that was typed and only looks like it.
  return moderator === null ? null : { moderator, email: account.email };
}

async function recipientOf(uid: ModeratorId, ports: Ports): Promise<Recipient | null> {
  const [moderator, emails] = await Promise.all([
    activeModerator(await ports.database(), uid),
    (await ports.accounts()).emails([uid]),
  ]);
  const email = emails.get(uid);
  return moderator === null || email === undefined ? null : { moderator, email };
}
