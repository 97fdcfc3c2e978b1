import { describe, expect, test } from '@jest/globals';
import { due } from './due';

const CHINA = 480;
const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-23T13:40:00');

const read = (when: string) => {
  const { span, ...rest } = due(at(when), now, CHINA);
  return { ...rest, span: span.map(({ count, unit }) => `${count} ${unit}`).join(' ') };
};

describe('due', () => {
  test.each([
    ['2026-11-23T14:15:00', { section: 'today', label: '14:15', late: false, soon: true, span: '35 minute' }],
    ['2026-11-23T13:40:10', { section: 'today', label: '13:40', late: false, soon: true, span: '1 minute' }],
    ['2026-11-23T23:59:00', { section: 'today', label: '23:59', late: false, soon: false, span: '10 hour 19 minute' }],
    [
      '2026-11-24T00:00:00',
      { section: 'tomorrow', label: '00:00', late: false, soon: false, span: '10 hour 20 minute' },
    ],
    ['2026-11-26T18:05:00', { section: 'later', label: '11/26', late: false, soon: false, span: '3 day 4 hour' }],
    ['2026-11-23T13:15:00', { section: 'late', label: '13:15', late: true, soon: false, span: '25 minute' }],
    ['2026-11-21T09:00:00', { section: 'late', label: '11/21', late: true, soon: false, span: '2 day 4 hour' }],
    ['2026-11-23T13:40:00', { section: 'today', label: '13:40', late: false, soon: true, span: '1 minute' }],
  ])('%s', (when, expected) => {
    expect(read(when)).toEqual(expected);
  });

  // The same edges as at the desk (the console's time.test.ts): one ticket, one number.
  test.each([
    ['2026-11-25T13:39:59', '2 day'],
    ['2026-11-25T13:39:00', '1 day 23 hour'],
    ['2026-11-25T13:40:00', '2 day'],
    ['2026-11-24T13:39:00', '23 hour 59 minute'],
    ['2026-11-23T14:39:00', '59 minute'],
    ['2026-11-23T13:40:00', '1 minute'],
    ['2026-11-21T14:40:00', '1 day 23 hour'],
  ])('%s is %s off', (when, expected) => expect(read(when).span).toBe(expected));

  test('the day is the organization’s, wherever the phone is', () => {
    expect(due(at('2026-11-24T00:30:00'), now, CHINA).section).toBe('tomorrow');
    expect(due(at('2026-11-24T00:30:00'), now, 0).section).toBe('today');
  });
});
