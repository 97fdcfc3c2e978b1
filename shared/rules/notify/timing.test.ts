import fc from 'fast-check';
import { civilMinute, MINUTE } from '../../kernel/time';
import { NOTICE_KINDS } from '../../kinds';
import type { Preference } from '../../model/preference';
import { DEFAULTS } from './preference';
import { timing, UNMUTABLE } from './timing';

const CHINA = 480;
const at = (time: string) =>
  Date.UTC(2026, 10, 23, ...(time.split(':').map(Number) as [number, number])) - CHINA * MINUTE;
const clock = (hour: number, minute = 0) => hour * 60 + minute;
const quiet = (from: number, to: number): Preference => ({ ...DEFAULTS, muted: [], quiet: { from, to } });
const night = quiet(clock(22), clock(7));

describe('quiet hours', () => {
  test.each<readonly [string, Preference, string, string | null]>([
    ['before they begin', night, '21:59', null],
    ['from the first minute on', night, '22:00', '2026-11-24 07:00'],
    ['before midnight', night, '23:59', '2026-11-24 07:00'],
    ['at midnight', night, '00:00', '2026-11-23 07:00'],
    ['up to the last minute', night, '06:59', '2026-11-23 07:00'],
    ['at their end', night, '07:00', null],
    ['within a day', quiet(clock(12), clock(14)), '13:30', '2026-11-23 14:00'],
    ['within a day, outside', quiet(clock(12), clock(14)), '14:00', null],
    ['until midnight', quiet(clock(20), 0), '20:30', '2026-11-24 00:00'],
    ['from a time to the same', quiet(clock(8), clock(8)), '08:00', null],
    ['all but a minute', quiet(clock(8), clock(7, 59)), '07:58', '2026-11-23 07:59'],
    ['none', { ...DEFAULTS, quiet: null }, '03:00', null],
  ])('%s', (_, preference, time, until) => {
    const found = timing('commented', false, preference, at(time), CHINA);
    if (found.send === 'never') throw new Error('is sent');
    expect(found.held ? civilMinute(found.at, CHINA) : null).toBe(until);
    if (!found.held) expect(found.at).toBe(at(time));
  });

  test('seconds within the minute do not move the end', () => {
    expect(timing('commented', false, night, at('23:00') + 59_999, CHINA)).toEqual({
      send: 'at',
      at: at('07:00') + 24 * 60 * MINUTE,
      held: true,
    });
  });

  test('what is urgent comes through', () => {
    const now = at('03:00');
    expect(timing('commented', true, night, now, CHINA)).toEqual({ send: 'at', at: now, held: false });
  });
});

describe('muted kinds', () => {
  const deaf: Preference = { ...DEFAULTS, muted: NOTICE_KINDS, quiet: null };
  test.each(NOTICE_KINDS.map((kind) => [kind]))('%s', (kind) => {
    const mattersAnyway = ['assigned', 'rejected', 'overdue'].includes(kind);
    for (const urgent of [false, true]) {
      expect(timing(kind, urgent, deaf, at('12:00'), CHINA).send).toBe(mattersAnyway ? 'at' : 'never');
    }
  });
  test('the product’s own silence is for what only informs', () => {
    for (const kind of DEFAULTS.muted) expect(UNMUTABLE).not.toContain(kind);
  });
});

test('at any time, at any offset, in any quiet hours', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      fc.integer({ min: -720, max: 840 }),
      minute,
      minute,
      fc.constantFrom(...NOTICE_KINDS),
      (now, offset, from, to, kind) => {
        const isQuiet = (instant: number) => {
          const [hours = 0, minutes = 0] = civilMinute(instant, offset).slice(-5).split(':').map(Number);
          const local = hours * 60 + minutes;
          return from < to ? from <= local && local < to : from > to && (local >= from || local < to);
        };
        const found = timing(kind, false, quiet(from, to), now, offset);
        if (found.send === 'never') throw new Error('nothing is muted');
        expect(found.held).toBe(isQuiet(now));
        if (!found.held) expect(found.at).toBe(now);
        else {
          expect(found.at).toBeGreaterThan(now);
          expect(found.at - now).toBeLessThanOrEqual(1440 * MINUTE);
          expect(isQuiet(found.at)).toBe(false);
          expect(isQuiet(found.at - 1)).toBe(true);
          // asked again when it is due, it goes out
          expect(timing(kind, false, quiet(from, to), found.at, offset)).toEqual({ ...found, held: false });
        }
      },
    ),
    { numRuns: 1000 },
  );
});
