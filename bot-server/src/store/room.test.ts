import { makeRoom } from './room';

test('full from the first rows that did not fit, until some did and none was turned away for a while', () => {
  let now = 5;
  const room = makeRoom(() => now);
  room.found();
  expect(room.isFull()).toBe(false);
  room.missed();
  expect(room.isFull()).toBe(true);
  now += 3_600_000;
  // Nobody has tried since.
  expect(room.isFull()).toBe(true);
  room.missed();
  room.found();
  now += 9_000;
  // What is small goes through all the time.
  expect(room.isFull()).toBe(true);
  now += 2_000;
  expect(room.isFull()).toBe(false);
});
