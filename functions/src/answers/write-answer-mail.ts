import { paths, readBrandProfile, type BrandProfile, type Message } from '@foyer/shared-core/model';
import { readAccess, accessPath } from '../brand-access/stored-access.ts';
import { mailLanguage } from '../config.ts';
import { deskAddress } from '../desk/desk-address.ts';
import { plainText } from '../input.ts';
import { orNull, readVisitorRecord } from '../keeping/keep-message.ts';
import type { Mail } from '../mail/mail.ts';
import type { AnswerJob } from '../mail/mail-job.ts';
import { visitorLanguage } from '../mail/visitor-language.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { answerTexts } from './answer-texts.ts';
import { stopLink, stoppedPath } from './stop-link.ts';
import { answersFrom } from './unread-answers.ts';

const LONGEST_NAME = 80;

/**
 * The mail with what moderators have answered; null where there is nobody to send it to any more. Nothing that the
 * visitor wrote is in it: whoever names somebody else's mailbox cannot put words into it.
 */
export async function writeAnswerMail(job: AnswerJob, ports: Ports): Promise<Mail | null> {
  const { brand, room, visitor, email: to, last } = job;
  const database = await ports.database();
  const [record, profile, bannedUntil, messages, access, stoppedAt] = await Promise.all([
    readVisitorRecord(database, brand, visitor),
    database.read(paths.profile(brand)),
    database.read(`${paths.ban(brand, visitor)}/until`),
    answersOf(database, job),
    database.read(accessPath(brand)),
    database.read(stoppedPath(job)),
  ]);
  const name = orNull<BrandProfile>(profile, (value) => readBrandProfile(brand, value))?.name;
  // Erased since, or told to stop.
  if (record?.contact === undefined || stoppedAt !== null) return null;
  if (name === undefined || messages.length === 0) return null;
  if (typeof bannedUntil === 'number' && bannedUntil > ports.now()) return null;
  const language = visitorLanguage(record.contact.locale ?? mailLanguage.value());
  const texts = answerTexts[language];
  const stop = await stopLink(database, job, language);
  const brandName = plainText(name, LONGEST_NAME);
  // Where the page says it is, anybody can say: a mail leads to what the brand has named, and nowhere else.
  const { origins } = readAccess(access);
  const page = URL.parse(record.page?.url ?? '')?.origin;
  const site = origins.find((origin) => origin === page) ?? origins[0];
  const lines = [
    texts.greeting,
    texts.intro(brandName),
    ...messages.map((message) => said(message, texts.file)),
    site === undefined ? texts.goOn : `${texts.goOn}\n${site}/`,
    `${texts.why(brandName)}\n${texts.stop}\n${stop}`,
  ];
  return {
    to,
    subject: texts.subject(brandName),
    text: `${lines.join('\n\n')}\n`,
    // The same for the same messages: a mailbox that gets it twice may show it once.
    id: `<${room}.${last}@${deskAddress().hostname}>`,
    isAutomatic: true,
    stop,
  };
}

function said(message: Message, file: (name: string) => string): string {
  const name = plainText(message.name ?? '', LONGEST_NAME);
  const words =
    message.kind === 'text'
      ? message.text
      : message.kind === 'file'
        ? file(plainText(message.file.name, 200))
        : '';
  return `${name}:\n${words.replace(/^/gm, '  ')}`;
}

async function answersOf(database: LiveDatabase, job: AnswerJob): Promise<readonly Message[]> {
  const messages = await answersFrom(database, job, job.from);
  return messages.slice(0, messages.findIndex(({ id }) => id === job.last) + 1);
}
