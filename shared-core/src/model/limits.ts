/**
 * Limits that the security rules enforce and the clients keep to. The rules are generated from these constants,
 * so a client and the rules never disagree. Lengths are UTF-16 units (what `.length` counts in the rules, too).
 */
export const limits = {
  /** Longest text of one message. */
  messageText: 4000,
  /** Longest excerpt of the last message that a room carries for the lists. */
  excerpt: 140,
  /** Longest name of a person, a brand or a department. */
  name: 80,
  /** Longest web address. */
  url: 2048,
  /** Longest title of a page. */
  pageTitle: 200,
  /** Longest welcome text of a brand. */
  welcome: 500,
  /** Longest comment beside a rating. */
  ratingComment: 500,
  /** Longest text that says when a brand answers. */
  hours: 4000,
  /** Most slots of one day. */
  slots: 6,
  /** Most days off that a brand names. */
  holidays: 100,
  /** Longest text that says what a brand asks before the chat. */
  forms: 8000,
  /** Most fields of a form. */
  formFields: 10,
  /** Longest text that says what a brand wants masked … */
  maskTexts: 1500,
  /** … most patterns in it, and the longest of them. */
  masks: 20,
  mask: 60,
  /** Most files of a visitor in one conversation. */
  roomFiles: 100,
  /** Longest text that says what a brand lets visitors attach. */
  fileTerms: 500,
  /** Longest stored look of a brand: JSON. */
  look: 500,
  /** Longest text that says what a page tells of a conversation … */
  told: 8000,
  /** … its longest single text, and most of each kind. */
  toldText: 200,
  toldAttributes: 20,
  toldTags: 10,
  toldEvents: 20,
  /** Longest text that says what a brand says first … */
  triggerTexts: 3000,
  /** … most messages in it, the longest of them, and the longest wait in seconds. */
  triggers: 5,
  triggerText: 300,
  triggerSeconds: 600,
  /** Longest text that holds a brand's own words in one language. */
  ownWords: 8000,
  /** Longest answer to one field of a form. */
  answer: 500,
  /** Longest e-mail address. */
  email: 254,
  /** A language tag. */
  locale: 35,
  /** Longest file name that is kept. */
  fileName: 200,
  /** Largest attachment, in bytes. */
  fileBytes: 10 * 1024 * 1024,
  /** Least time between two messages of one sender, in milliseconds. */
  messageIntervalMs: 300,
  /** Least time between two typing starts of one person in one room, in milliseconds. */
  typingIntervalMs: 2000,
  /** Least time between two reports of the page that a visitor looks at, in milliseconds. */
  pageIntervalMs: 1000,
  /** So many conversations a visitor may open at once … */
  roomsAtOnce: 10,
  /** … and on average one more in this time since the first visit, in milliseconds. */
  roomRefillMs: 3_600_000,
  /** A typing mark older than this counts as off, in milliseconds. */
  typingMaxAgeMs: 10_000,
  /** Most rows of one list query. */
  listRows: 100,
  /** A presence lease is renewed this often, in milliseconds … */
  leaseRenewMs: 45_000,
  /** … and counts as gone when it is older than this. */
  leaseMaxAgeMs: 90_000,
  /** Least time between two renewals of one lease, in milliseconds. */
  leaseIntervalMs: 10_000,
  /** A desk counts as empty only after so long without anybody: a page that is loaded anew is no absence, in milliseconds. */
  deskGraceMs: 10_000,
  /** Whoever would wait longer is told their place only, in seconds. */
  waitSeconds: 3600,
  /** Most leases that one person may hold, so that nobody fills the database with them. */
  leaseSlots: 256,
} as const;

/** What may be attached. `image/svg+xml`, HTML and scripts are absent on purpose: they run when opened. */
export const attachmentTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const;

export type AttachmentType = (typeof attachmentTypes)[number];

/** Whether a file of this type may be attached. */
export function isAttachmentType(type: string): type is AttachmentType {
  return (attachmentTypes as readonly string[]).includes(type);
}
