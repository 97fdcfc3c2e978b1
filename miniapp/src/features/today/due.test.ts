import { describe, expect, test } from '@jest/globals';
import { due } from './due';

const CHINA = 480;
const at = (text: string) => Date.parse(`${text}+08:00`);
const now = at('2026-11-23T13:40:00');

describe('due', () => {
  test.each([
    ['2026-11-23T14:15:00', { section: 'today', label: '14:15', late: false, soon: true, count: 35, unit: 'minute' }],
    ['2026-11-23T13:40:10', { section: 'today', label: '13:40', late: false, soon: true, count: 1, unit: 'minute' }],
    ['2026-11-23T23:59:00', { section: 'today', label: '23:59', late: false, soon: false, count: 10, unit: 'hour' }],
    ['2026-11-24T00:00:00', { section: 'tomorrow', label: '00:00', late: false, soon: false, count: 10, unit: 'hour' }],
    ['2026-11-26T18:05:00', { section: 'later', label: '11/26', late: false, soon: false, count: 3, unit: 'day' }],
    ['2026-11-23T13:15:00', { section: 'late', label: '13:15', late: true, soon: false, count: 25, unit: 'minute' }],
    ['2026-11-21T09:00:00', { section: 'late', label: '11/21', late: true, soon: false, count: 2, unit: 'day' }],
    ['2026-11-23T13:40:00', { section: 'today', label: '13:40', late: false, soon: true, count: 1, unit: 'minute' }],
  ])('%s', (when, expected) => {
    expect(due(at(when), now, CHINA)).toEqual(expected);
  });

  test('the day is the organization’s, wherever the phone is', () => {
    expect(due(at('2026-11-24T00:30:00'), now, CHINA).section).toBe('tomorrow');
    expect(due(at('2026-11-24T00:30:00'), now, 0).section).toBe('today');
  });
});
