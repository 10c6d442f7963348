import { paths, readBrandProfile } from '@foyer/shared-core/model';
import type { MailJob } from '../mail/mail-job.ts';
import type { Mail } from '../mail/mail.ts';
import type { LiveDatabase } from '../ports.ts';
import { readConversation } from './read-conversation.ts';
import { writeTranscript } from './write-transcript.ts';

/** The mail of a wish, from what stands there when it is written; null where the conversation is not the visitor's any more. */
export async function transcriptMail(
  job: Extract<MailJob, { kind: 'transcript' }>,
  database: LiveDatabase,
): Promise<Mail | null> {
  const [messages, profile] = await Promise.all([
    readConversation(database, job),
    database.read(paths.profile(job.brand)),
  ]);
  if (messages === null || profile === null) return null;
  return writeTranscript(job, readBrandProfile(job.brand, profile).name, messages);
}
