import { describe, expect, it } from 'vitest';
import { hoursDraft, readHoursDraft } from './hours-draft';

const draft = {
  ...hoursDraft({ zone: 'Europe/Berlin', week: {}, holidays: [] }),
  days: { ...hoursDraft(undefined).days, mon: '9:00-12:00; 13:00 – 24:00', tue: '' },
  holidays: ' 2026-12-25\n\n2026-12-24\n2026-12-25',
};

describe('hours in the editor', () => {
  it('are read as they are written', () => {
    const { hours, problem } = readHoursDraft(draft);
    expect(problem).toBeNull();
    expect(hours).toMatchObject({ zone: 'Europe/Berlin', holidays: ['2026-12-24', '2026-12-25'] });
    expect(hours?.week.mon).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '24:00' },
    ]);
    expect(hours?.week.tue).toBeUndefined();
  });

  it('come back as they were stored', () => {
    const { hours } = readHoursDraft(draft);
    expect(hours && readHoursDraft(hoursDraft(hours)).hours).toEqual(hours);
    expect(readHoursDraft(hoursDraft(undefined))).toEqual({ hours: null, problem: null });
  });

  it.each([
    [{ zone: 'Berlin' }, 'zone'],
    [{ days: { ...draft.days, wed: 'nine to five' } }, 'wed'],
    [{ days: { ...draft.days, wed: '09:00-12:00, 11:00-13:00' } }, 'wed'],
    [{ holidays: '2026-02-30' }, 'holidays'],
  ])('name what is wrong: %j', (change, where) => {
    expect(readHoursDraft({ ...draft, ...change })).toMatchObject({ hours: null, problem: { where } });
  });
});
