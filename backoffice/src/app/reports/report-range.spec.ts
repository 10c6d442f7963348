import { describe, expect, it } from 'vitest';
import { reportRange } from './report-range';

const now = new Date(2026, 3, 15, 18, 45).getTime();

describe('reportRange', () => {
  it('ends with today, whole', () => {
    expect(reportRange(now, 0).to).toBe(new Date(2026, 3, 16).getTime());
  });

  it('has thirty days by the calendar, also over a change of the clocks', () => {
    expect(reportRange(now, 0).from).toBe(new Date(2026, 2, 17).getTime());
  });

  it('goes back without a gap or an overlap', () => {
    expect(reportRange(now, 1).to).toBe(reportRange(now, 0).from);
    expect(reportRange(now, 2).to).toBe(reportRange(now, 1).from);
  });
});
