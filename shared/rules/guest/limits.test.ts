import fc from 'fast-check';
import { MINUTE } from '../../kernel/time';
import { minutesUntil, slide, WINDOW } from './limits';

const START = 1_000 * WINDOW;
/** Moments between attempts. */
const gaps = fc.array(fc.integer({ min: 0, max: WINDOW / 2 }), { maxLength: 60 });

/** Whoever keeps trying: when each was let through. */
function tried(steps: readonly number[], most: number): readonly number[] {
  let times: readonly number[] = [];
  let now = START;
  const through: number[] = [];
  for (const step of steps) {
    now += step;
    const slid = slide(times, most, now);
    if (!slid.ok) continue;
    times = slid.times;
    through.push(now);
  }
  return through;
}

test('in no window of an hour, wherever it begins, are there more than allowed', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 8 }), (steps, most) => {
      const through = tried(steps, most);
      for (const from of through) {
        expect(through.filter((time) => time >= from && time < from + WINDOW).length).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test('whoever comes back when told to is let through, and a moment earlier is not', () => {
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 5 }), (steps, most) => {
      let times: readonly number[] = [];
      let now = START;
      for (const step of steps) {
        now += step;
        const slid = slide(times, most, now);
        if (slid.ok) times = slid.times;
        else {
          expect(slid.until).toBeGreaterThan(now);
          expect(slide(times, most, slid.until).ok).toBe(true);
          expect(slide(times, most, slid.until - 1).ok).toBe(false);
        }
      }
    }),
  );
});

test('what is kept never grows beyond what is allowed, and its order does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 * WINDOW }), { maxLength: 30 }), (offsets) => {
      const times = offsets.map((offset) => START - offset);
      const now = START + 1;
      expect(slide(times, 10, now)).toEqual(slide([...times].reverse(), 10, now));
      const slid = slide(times, 10, now);
      if (slid.ok) expect(slid.times.length).toBeLessThanOrEqual(10);
    }),
  );
});

test('minutes to wait are whole and never none', () => {
  expect(minutesUntil(START + 1, START)).toBe(1);
  expect(minutesUntil(START + 10 * MINUTE, START)).toBe(10);
  expect(minutesUntil(START - 5, START)).toBe(1);
});
