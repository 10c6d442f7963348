import type { Role } from '../claims.ts';
import type { BrandId, RoomId, VisitorId } from '../ids.ts';

/** One message found in the archive. */
export interface SearchHit {
  readonly brand: BrandId;
  readonly room: RoomId;
  readonly message: string;
  readonly by: string;
  readonly role: Role;
  readonly name?: string;
  readonly at: number;
  readonly text: string;
}

/** One day of a report, in the report's time zone. */
export interface ReportDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly conversations: number;
  /** How many of them had an answer of a moderator. */
  readonly answered: number;
  /** Median time from the first message to the first answer in milliseconds; null when none was answered. */
  readonly firstResponseMs: number | null;
}

/** What the website's own system says of a visitor. */
export interface CustomerCard {
  readonly title: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  /** Whether the user id that was looked up had been vouched for; otherwise the page merely said it. */
  readonly vouched: boolean;
}

/** Calls that read the archive, or the website's own system. */
export interface ArchiveCalls {
  /** Full-text search over the archive of the caller's brands, newest first. */
  searchArchive: {
    request: { readonly text: string; readonly brand?: BrandId; readonly limit?: number };
    response: { readonly hits: readonly SearchHit[] };
  };
  /** Conversations per day and first response time, by the day a conversation began. Times in milliseconds. */
  conversationReport: {
    request: {
      readonly brand: BrandId;
      readonly from: number;
      readonly to: number;
      readonly timeZone: string;
    };
    response: { readonly days: readonly ReportDay[]; readonly asOf: number };
  };
  /** What the website's own system knows of a visitor; null when the brand has no such source or it knows nothing. */
  customerCard: {
    request: { readonly brand: BrandId; readonly visitorId: VisitorId };
    response: { readonly card: CustomerCard | null };
  };
}
