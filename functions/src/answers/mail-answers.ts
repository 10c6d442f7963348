import { limits, paths } from '@foyer/shared-core/model';
import { FunctionError } from '../errors/function-error.ts';
import { readVisitorRecord } from '../keeping/keep-message.ts';
import { withLease } from '../lease.ts';
import { callLimits } from '../limits/call-limits.ts';
import { spend } from '../limits/limiter.ts';
import { logError, logInfo } from '../log.ts';
import { claimMailbox } from '../mail/claim-mailbox.ts';
import { MAIL_JOBS } from '../mail/mail-job.ts';
import type { LiveDatabase, Ports } from '../ports.ts';
import { AWAITED, COLLECT_MS, awaitedPath, mailedPath, type AwaitedAnswer } from './awaited-answer.ts';
import { stoppedPath } from './stop-link.ts';
import { unreadAnswers } from './unread-answers.ts';

const LEASE = { path: 'server/awaited-answers-lease', ttlMs: 5 * 60_000 };
const MOST_IN_A_RUN = 200;

/** Whoever has the chat open and reads nothing for so long has closed their eyes to it. */
const PATIENCE_MS = 24 * 60 * 60_000;

/**
 * Has a mail written for each answer that has waited long enough for a visitor who is gone. The mail and the mark that
 * it is under way are one write: however often this runs, and wherever it is broken off, each message is mailed.
 */
export async function mailAnswers(ports: Ports): Promise<void> {
  const database = await ports.database();
  await withLease(database, LEASE, async () => {
    const awaited = await database.list(AWAITED, { by: 'dueAt', from: { value: 0 }, limit: MOST_IN_A_RUN });
    for (const [, value] of awaited) {
      const answer = value as AwaitedAnswer;
      if (answer.dueAt > ports.now()) break;
      await settle(database, answer, ports.now()).catch((cause: unknown) =>
        logError('answers.failed', cause, { brand: answer.brand, room: answer.room }),
      );
    }
  });
}

async function settle(database: LiveDatabase, answer: AwaitedAnswer, now: number): Promise<void> {
  const { brand, room, visitor } = answer;
  const [messages, record, isThere, stoppedAt] = await Promise.all([
    unreadAnswers(database, answer),
    readVisitorRecord(database, brand, visitor),
    isConnected(database, answer, now),
    database.read(stoppedPath(answer)),
  ]);
  const last = messages.at(-1);
  const path = awaitedPath(brand, room);
  const email = record?.contact?.email;
  const isOver = stoppedAt !== null || answer.since + PATIENCE_MS < now;
  if (last === undefined || email === undefined || isOver) {
    await database.update({ [path]: null });
  } else if (isThere || !(await mayMail(database, answer, email, now))) {
    await database.update({ [`${path}/dueAt`]: now + COLLECT_MS });
  } else {
    const [first = last] = messages;
    await database.update({
      // One key for one set of messages: written twice, it is one mail all the same.
      [`${MAIL_JOBS}/${room}-${last.id}`]: {
        ...{ kind: 'answer', brand, room, visitor, email, from: first.at, last: last.id, at: now },
      },
      [mailedPath(brand, room)]: { at: last.at, message: last.id },
      [path]: null,
    });
    logInfo('answers.mailed', { brand, room, messages: messages.length });
  }
}

async function isConnected(
  database: LiveDatabase,
  { brand, visitor }: AwaitedAnswer,
  now: number,
): Promise<boolean> {
  const leases = ((await database.read(paths.presence(brand, visitor))) ?? {}) as Record<
    string,
    { at?: unknown }
  >;
  return Object.values(leases).some(({ at }) => typeof at === 'number' && at + limits.leaseMaxAgeMs > now);
}

/**
 * Whoever says where to write to may have named somebody else's mailbox: nobody gets a flood of mails, and nobody has
 * many mailboxes written to, be they one visitor or many of a brand.
 */
async function mayMail(
  database: LiveDatabase,
  { brand, visitor }: AwaitedAnswer,
  email: string,
  now: number,
): Promise<boolean> {
  try {
    await claimMailbox(database, { brand, visitor, email }, now);
    const counted = [
      { limit: callLimits.answersToMailbox, key: email.toLowerCase() },
      { limit: callLimits.answersToVisitor, key: `${brand}/${visitor}` },
      { limit: callLimits.answersOfBrand, key: brand },
    ];
    await spend(database, counted, now);
    return true;
  } catch (cause) {
    if (cause instanceof FunctionError && cause.code === 'too-many-attempts') return false;
    throw cause;
  }
}
