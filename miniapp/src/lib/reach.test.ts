// When the server is taken to be back, and when one question without an answer is nothing but that.
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { missed, onReached, reached } from './reach';

const hear = jest.fn();
let leave = () => {};
const pass = (ms: number) => jest.setSystemTime(Date.now() + ms);

beforeEach(() => {
  jest.useFakeTimers();
  pass(60_000);
  reached();
  leave = onReached(hear);
  hear.mockClear();
});
afterEach(() => {
  leave();
  jest.useRealTimers();
});

test('the first answer after a silence is told, once', () => {
  pass(1000);
  missed(Date.now());
  pass(20_000);
  reached();
  reached();
  expect(hear).toHaveBeenCalledTimes(1);
});

test('one that is refused at once each time, while others are answered, is not told', () => {
  for (let turn = 0; turn < 10; turn++) {
    missed(Date.now());
    pass(100);
    reached();
  }
  expect(hear).not.toHaveBeenCalled();
});

test('one that waits in vain, while others are answered, is not told', () => {
  for (let turn = 0; turn < 3; turn++) {
    const sentAt = Date.now();
    pass(5000);
    reached();
    pass(5000);
    missed(sentAt);
    pass(5000);
    reached();
  }
  expect(hear).not.toHaveBeenCalled();
});
