import { describe, expect, it } from 'vitest';
import { areSlotsSound, readHours } from './hours.ts';
import type { Hours } from './hours.ts';
import { openingAt } from './opening.ts';

const berlin: Hours = {
  zone: 'Europe/Berlin',
  week: {
    mon: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
    tue: [{ from: '09:00', to: '12:00' }],
    sat: [{ from: '22:00', to: '24:00' }],
    sun: [{ from: '02:30', to: '05:00' }],
  },
  holidays: ['2026-01-05'],
};
const at = (iso: string): number => Date.parse(iso);

describe('whether a brand answers', () => {
  it.each([
    ['just before the first slot', '2026-01-12T07:59:59Z', '2026-01-12T08:00:00Z'],
    ['as the first slot begins', '2026-01-12T08:00:00Z', null],
    ['at the last moment of it', '2026-01-12T10:59:59.999Z', null],
    ['in the break', '2026-01-12T11:00:00Z', '2026-01-12T12:00:00Z'],
    ['after the last slot of the day', '2026-01-12T16:00:00Z', '2026-01-13T08:00:00Z'],
    ['on a day off in the week', '2026-01-14T10:00:00Z', '2026-01-17T21:00:00Z'],
    ['before midnight', '2026-01-17T22:59:00Z', null],
    ['after midnight', '2026-01-17T23:00:00Z', '2026-01-18T01:30:00Z'],
    ['on a holiday', '2026-01-05T09:00:00Z', '2026-01-06T08:00:00Z'],
    ['in summer, an hour earlier in UTC', '2026-07-06T07:00:00Z', null],
    ['in summer, before', '2026-07-06T06:59:00Z', '2026-07-06T07:00:00Z'],
    // On 29 March the clock goes from 02:00 to 03:00: half past two does not exist.
    ['the night the clock is set forward', '2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z'],
    ['after the night it was', '2026-03-29T03:00:00Z', '2026-03-30T07:00:00Z'],
    // On 25 October half past two comes twice.
    ['the night the clock is set back', '2026-10-25T00:29:00Z', '2026-10-25T00:30:00Z'],
    ['the Monday after', '2026-10-25T10:00:00Z', '2026-10-26T08:00:00Z'],
  ])('%s', (_, now, opensAt) => {
    const opening = openingAt(berlin, at(now));
    expect('opensAt' in opening && opening.opensAt ? new Date(opening.opensAt).toISOString() : null).toBe(
      opensAt && new Date(opensAt).toISOString(),
    );
    expect(opening.isOpen).toBe(opensAt === null);
  });

  it('does not say when where no slot ever comes', () => {
    expect(openingAt({ ...berlin, week: {} }, at('2026-01-12T10:00:00Z'))).toEqual({ isOpen: false });
  });

  it('keeps nobody away where the zone is not known', () => {
    expect(openingAt({ ...berlin, zone: 'Mars/Olympus' }, at('2026-01-14T10:00:00Z'))).toEqual({
      isOpen: true,
    });
  });

  it('goes by the brand’s own calendar, wherever the visitor is', () => {
    const auckland: Hours = {
      zone: 'Pacific/Auckland',
      week: { thu: [{ from: '00:00', to: '24:00' }] },
      holidays: [],
    };
    expect(openingAt(auckland, at('2026-01-14T10:59:00Z')).isOpen).toBe(false);
    expect(openingAt(auckland, at('2026-01-14T11:00:00Z')).isOpen).toBe(true);
  });
});

describe('stored hours', () => {
  it('become what they were', () => {
    expect(readHours(JSON.stringify(berlin))).toEqual(berlin);
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['no zone', '{"week":{}}'],
    ['a day of text', '{"zone":"UTC","week":{"mon":"09:00"}}'],
    ['a slot that ends before it begins', '{"zone":"UTC","week":{"mon":[{"from":"09:00","to":"08:00"}]}}'],
    ['an hour that no day has', '{"zone":"UTC","week":{"mon":[{"from":"25:00","to":"26:00"}]}}'],
    ['a holiday of words', '{"zone":"UTC","week":{},"holidays":["Easter"]}'],
  ])('that are %s are refused', (_, text) => {
    expect(() => readHours(text)).toThrow(expect.objectContaining({ code: 'bad-record' }));
  });

  it('have slots that do not overlap', () => {
    expect(areSlotsSound(berlin.week.mon ?? [])).toBe(true);
    expect(areSlotsSound([...(berlin.week.mon ?? []), { from: '16:00', to: '18:00' }])).toBe(false);
  });
});
