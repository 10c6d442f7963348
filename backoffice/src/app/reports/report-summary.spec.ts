import type { ReportDay } from '@foyer/shared-core/model';
import { describe, expect, it } from 'vitest';
import { summarize } from './report-summary';

function day(conversations: number, answered: number, firstResponseMs: number | null): ReportDay {
  return { day: '2026-05-20', conversations, answered, firstResponseMs };
}

describe('summarize', () => {
  it('adds conversations and answers', () => {
    expect(summarize([day(3, 2, 1000), day(5, 5, 2000)])).toMatchObject({ conversations: 8, answered: 7 });
  });

  it('takes the middle day, or the mean of the two middle days', () => {
    expect(summarize([day(1, 1, 9000), day(1, 1, 1000), day(1, 1, 3000)]).firstResponseMs).toBe(3000);
    expect(summarize([day(1, 1, 1000), day(1, 1, 3000)]).firstResponseMs).toBe(2000);
  });

  it('leaves days without an answer out', () => {
    expect(summarize([day(4, 0, null), day(1, 1, 1000)]).firstResponseMs).toBe(1000);
  });

  it('has no response time when nothing was answered', () => {
    expect(summarize([])).toEqual({ conversations: 0, answered: 0, firstResponseMs: null });
  });
});
