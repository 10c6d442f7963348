import type { Limit } from './limiter.ts';

const MINUTE = 60_000;

/** What one caller may do with functions that are not about signing in. */
export const callLimits = {
  /** Looks at files of one visitor: each is a signature, and what is downloaded has to be paid for. */
  filesOfVisitor: { name: 'files-visitor', most: 60, windowMs: MINUTE },
  /** The same of one moderator, who goes through many conversations. */
  filesOfModerator: { name: 'files-moderator', most: 600, windowMs: MINUTE },
  /** Pieces of their own data that one visitor fetches: more than anybody has in a minute. */
  ownData: { name: 'own-data', most: 300, windowMs: MINUTE },
  /** Erasures of one visitor. */
  erasures: { name: 'erasures', most: 5, windowMs: 60 * MINUTE },
  /** Conversations that one visitor has sent by mail, one caller's address, and all to one mailbox: none is to be flooded. */
  transcripts: { name: 'transcripts', most: 5, windowMs: 60 * MINUTE },
  transcriptsFrom: { name: 'transcripts-from', most: 20, windowMs: 60 * MINUTE },
  transcriptsTo: { name: 'transcripts-to', most: 5, windowMs: 60 * MINUTE },
  /** Of all visitors of one brand together, so that a flood from many addresses ends somewhere. */
  transcriptsOfBrand: { name: 'transcripts-brand', most: 300, windowMs: 60 * MINUTE },
  /** Tokens that one website's server asks for. */
  visitorTokens: { name: 'visitor-tokens', most: 1200, windowMs: MINUTE },
  /** Bans that one moderator imposes or lifts. */
  bans: { name: 'bans', most: 30, windowMs: MINUTE },
  /** Looks at the audit log of one admin. */
  audit: { name: 'audit', most: 100, windowMs: MINUTE },
  /** Refusals of one caller that leave a line in the audit log. */
  refusalsOfActor: { name: 'refusals-actor', most: 5, windowMs: MINUTE },
  /** The same of all visitors together: anybody can become as many visitors as they like. */
  refusalsOfVisitors: { name: 'refusals-visitors', most: 120, windowMs: MINUTE },
  /** Answers that go to one mailbox, whoever has named it. */
  answersToMailbox: { name: 'answers-mailbox', most: 20, windowMs: 60 * MINUTE },
  /** The same for one visitor, and for all of one brand. */
  answersToVisitor: { name: 'answers-visitor', most: 20, windowMs: 60 * MINUTE },
  answersOfBrand: { name: 'answers-brand', most: 2000, windowMs: 60 * MINUTE },
  /** Orders from one address to stop mails. */
  mailStops: { name: 'mail-stops', most: 60, windowMs: 60 * MINUTE },
} as const satisfies Readonly<Record<string, Limit>>;
