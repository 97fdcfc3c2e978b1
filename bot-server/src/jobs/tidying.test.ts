import { makeTidying, thisProcess } from './tidying';

const MB = 1024 * 1024;

function household(start: number) {
  const now = { used: start, needed: 20 * MB, busy: 0, collected: 0 };
  const tidy = makeTidying({
    used: () => now.used,
    busy: () => now.busy,
    collect: () => {
      now.collected += 1;
      now.used = now.needed;
    },
  });
  return { now, tidy };
}

test('what starting took goes at the first quiet moment, and then nothing until something has gathered', () => {
  const { now, tidy } = household(30 * MB);
  expect([tidy(), tidy(), tidy()]).toEqual([true, false, false]);
  now.used = now.needed + 3 * MB;
  expect(tidy()).toBe(false);
  now.used = now.needed + 5 * MB;
  expect([tidy(), tidy()]).toEqual([true, false]);
  expect(now.collected).toBe(2);
});

test('nobody is kept waiting: not while there is work, nor for a heap that takes long', () => {
  const { now, tidy } = household(60 * MB);
  now.busy = 0.5;
  expect(tidy()).toBe(false);
  now.busy = 0.01;
  now.used = 400 * MB;
  expect(tidy()).toBe(false);
  now.used = 60 * MB;
  expect(tidy()).toBe(true);
});

test('a tenth of what is needed may gather where that is more', () => {
  const { now, tidy } = household(100 * MB);
  now.needed = 100 * MB;
  tidy();
  now.used = 109 * MB;
  expect(tidy()).toBe(false);
  now.used = 111 * MB;
  expect(tidy()).toBe(true);
});

test('this process: what nobody holds any more is gone, and how busy it was is told', () => {
  const { used, busy, collect } = thisProcess();
  busy();
  collect();
  const before = used();
  let held: unknown[] | null = Array.from({ length: 200_000 }, (_, at) => ({ at, text: `${at}` }));
  // Out of the room of the young.
  collect();
  expect(held.length).toBe(200_000);
  expect(used() - before).toBeGreaterThan(10 * MB);
  held = null;
  collect();
  expect(used() - before).toBeLessThan(2 * MB);
  expect(busy()).toBeGreaterThan(0.5);
});
