// A poked piece of work runs once at a time, and never misses a poke.
import { makeLoop } from './loop';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('many pokes at once are one turn; pokes meanwhile are one more', async () => {
  let turns = 0;
  let release = () => {};
  const loop = makeLoop(
    () => {
      turns += 1;
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    },
    1,
    () => {},
  );
  for (let i = 0; i < 5; i++) loop.poke();
  await pause(20);
  expect(turns).toBe(1);
  for (let i = 0; i < 5; i++) loop.poke();
  await pause(20);
  expect(turns).toBe(1);
  release();
  await pause(20);
  expect(turns).toBe(2);
  release();
  await pause(20);
  expect(turns).toBe(2);
  await loop.stop();
});

test('a turn that fails is told, and the next poke works', async () => {
  const told: unknown[] = [];
  let turns = 0;
  const loop = makeLoop(
    async () => {
      if (turns++ === 0) throw new Error('planted');
    },
    0,
    (error) => told.push(error),
  );
  loop.poke();
  await pause(20);
  loop.poke();
  await pause(20);
  expect([turns, told]).toEqual([2, [new Error('planted')]]);
  await loop.stop();
});

test('stopped: it ends the turn under way and hears no more', async () => {
  let [begun, finished] = [0, 0];
  const loop = makeLoop(
    async () => {
      begun += 1;
      await pause(30);
      finished += 1;
    },
    0,
    () => {},
  );
  loop.poke();
  await pause(10);
  loop.poke();
  await loop.stop();
  loop.poke();
  await pause(50);
  expect([begun, finished]).toEqual([1, 1]);
});
