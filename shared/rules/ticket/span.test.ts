import { DAY, HOUR, MINUTE, SECOND } from '../../kernel/time';
import { ageOf, lengthOf, spanOf } from './span';

describe('how far off', () => {
  test.each([
    ['nothing', 0, '1 minute'],
    ['a second', SECOND, '1 minute'],
    ['seconds short of two minutes', 2 * MINUTE - 5 * SECOND, '2 minute'],
    ['seconds after two minutes', 2 * MINUTE + 5 * SECOND, '2 minute'],
    ['a minute short of an hour', HOUR - MINUTE, '59 minute'],
    ['a moment short of an hour', HOUR - 1, '1 hour'],
    ['an hour', HOUR, '1 hour'],
    ['an hour and a half', 1.5 * HOUR, '1 hour 30 minute'],
    ['a minute short of two hours', 2 * HOUR - MINUTE, '1 hour 59 minute'],
    ['a minute short of a day', DAY - MINUTE, '23 hour 59 minute'],
    ['a moment short of a day', DAY - 1, '1 day'],
    ['a day and some minutes', DAY + 59 * MINUTE, '1 day'],
    ['a day and a half', 1.5 * DAY, '1 day 12 hour'],
    ['a minute short of two days', 2 * DAY - MINUTE, '1 day 23 hour'],
    ['two days, promised seconds ago', 2 * DAY - 20 * SECOND, '2 day'],
    ['two days', 2 * DAY, '2 day'],
    ['an hour short of a week', 7 * DAY - HOUR, '6 day 23 hour'],
    ['a week', 7 * DAY, '7 day'],
    ['nine days and a half', 9.5 * DAY, '9 day'],
  ] as const)('%s', (_, distance, said) => {
    const say = (ms: number) =>
      spanOf(ms)
        .map(({ count, unit }) => `${count} ${unit}`)
        .join(' ');
    expect(say(distance)).toBe(said);
    // Late by as much reads as much.
    expect(say(-distance)).toBe(said);
  });

  test('one more minute never reads as less, and what is told is never off by as much as its smallest unit', () => {
    const size = { minute: MINUTE, hour: HOUR, day: DAY };
    let before = 0;
    for (let distance = MINUTE; distance < 9 * DAY; distance += MINUTE) {
      const told = spanOf(distance);
      const sum = told.reduce((all, { count, unit }) => all + count * size[unit], 0);
      const least = distance < DAY ? MINUTE : distance < 7 * DAY ? HOUR : DAY;
      if (sum < before || sum > distance || distance - sum >= least) throw new Error(`${distance} reads ${sum}`);
      before = sum;
    }
    expect(before).toBe(8 * DAY);
  });
});

describe('how long ago', () => {
  test.each([
    ['a second', SECOND, 1, 'minute'],
    ['almost two minutes', 2 * MINUTE - 1, 1, 'minute'],
    ['almost an hour', HOUR - 1, 59, 'minute'],
    ['an hour and a half', 1.5 * HOUR, 1, 'hour'],
    ['almost a day', DAY - 1, 23, 'hour'],
    ['almost two days', 2 * DAY - 1, 1, 'day'],
    ['two days', 2 * DAY, 2, 'day'],
  ] as const)('%s', (_, age, count, unit) => expect(ageOf(age)).toEqual({ count, unit }));
});

describe('how long', () => {
  test.each([
    [30 * MINUTE, 30, 'minute'],
    [90 * MINUTE, 90, 'minute'],
    [3 * HOUR, 3, 'hour'],
    [DAY, 1, 'day'],
    [36 * HOUR, 36, 'hour'],
    [5 * DAY, 5, 'day'],
  ] as const)('%i ms', (length, count, unit) => expect(lengthOf(length)).toEqual({ count, unit }));
});
