// A phone that is hours off: what it learns from answers, and what it does not believe.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { HOUR, SECOND } from '@paidan/shared/kernel/time';
import { isClockOff, learnClock, now } from './clock';

const REALLY = 1_795_000_000_000;
const answer = (header: object, took = 100) => {
  const sentAt = Date.now();
  jest.setSystemTime(sentAt + took);
  learnClock(header, sentAt);
};
const told = (time: number) => ({ 'X-Paidan-Now': String(time) });

beforeEach(() => {
  localStorage.clear();
  jest.useFakeTimers();
  jest.setSystemTime(REALLY);
  answer(told(REALLY));
});
afterEach(() => void jest.useRealTimers());

describe('a wrong clock', () => {
  test.each([
    ['three hours behind', -3 * HOUR],
    ['a day ahead', 24 * HOUR],
  ])('%s: the server’s time counts, and stays known without signal', (_name, wrong) => {
    jest.setSystemTime(REALLY + wrong);
    answer(told(REALLY + 50));
    expect(Math.abs(now() - REALLY)).toBeLessThan(SECOND);
    expect(isClockOff()).toBe(true);
    jest.setSystemTime(REALLY + wrong + 2 * HOUR);
    expect(Math.abs(now() - REALLY - 2 * HOUR)).toBeLessThan(SECOND);
    // Put right by its owner.
    jest.setSystemTime(REALLY);
    answer(told(REALLY));
    expect([now() - Date.now(), isClockOff()]).toEqual([0, false]);
  });

  test.each([
    ['a few seconds', told(REALLY + 15 * SECOND), 100],
    ['an answer that took long', told(REALLY + HOUR), 9 * SECOND],
    ['no time told', {}, 100],
    ['nonsense', { 'x-paidan-now': 'soon' }, 100],
    ['seconds instead of milliseconds', told(REALLY / 1000), 100],
  ])('%s changes nothing', (_name, header, took) => {
    answer(header, took);
    expect([now() - Date.now(), isClockOff()]).toEqual([0, false]);
  });

  test.each([
    ['lower case', { 'x-paidan-now': String(REALLY + HOUR) }],
    ['a list', { 'X-PAIDAN-NOW': [String(REALLY + HOUR)] }],
    ['a browser’s', new Map([['x-paidan-now', String(REALLY + HOUR)]])],
  ])('%s', (_name, header) => {
    answer(header);
    expect(Math.abs(now() - Date.now() - HOUR)).toBeLessThan(SECOND);
  });
});
