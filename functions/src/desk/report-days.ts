import type { ReportDay } from '@foyer/shared-core/model';
import type { ConversationTimes } from '../archive/archive.ts';
import { dayIn } from './time-zone.ts';

/** The middle of a list of numbers; the mean of the two in the middle when there is an even number of them. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Conversations by the day on which they began, every day of the range present, also those without any. */
export function reportDays(
  conversations: readonly ConversationTimes[],
  range: { readonly from: number; readonly to: number; readonly timeZone: string },
): readonly ReportDay[] {
  const dayOf = dayIn(range.timeZone);
  const days = new Map<string, ConversationTimes[]>();
  // Six hours are less than any day, also one that loses an hour.
  for (let time = range.from; time < range.to; time += 6 * 60 * 60_000) days.set(dayOf(time), []);
  days.set(dayOf(range.to - 1), []);
  for (const conversation of conversations) days.get(dayOf(conversation.begunAt))?.push(conversation);
  return [...days].map(([day, begun]) => {
    const waits = begun.flatMap(({ begunAt, answeredAt }) =>
      answeredAt === null ? [] : [answeredAt - begunAt],
    );
    return { day, conversations: begun.length, answered: waits.length, firstResponseMs: median(waits) };
  });
}
