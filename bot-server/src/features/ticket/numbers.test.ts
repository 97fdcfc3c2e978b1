// Blocks of numbers: as large as the crowd needs them, no larger, and each number once.
import { eachDatabase } from '../../../test/support/databases';
import { fixedClock } from '../../core/clock';
import { newId } from '../../core/ids';
import { systemScope } from '../../core/scope';
import { numberBlock } from '../../store/tables/numberBlock';
import type { Store } from '../../store/unit';
import { makeNumbers } from './numbers';

eachDatabase((_, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  test('a block that is used up at once is followed by one twice as large, up to a bound; a quiet hour begins anew', async () => {
    const clock = fixedClock(Date.UTC(2026, 0, 5));
    const scope = systemScope(newId<'tenant'>(clock.now()));
    const numbers = makeNumbers(store, clock, 'one');
    const taken: number[] = [];
    const take = async (count: number) => {
      taken.push(...(await Promise.all(Array.from({ length: count }, () => numbers.take(scope)))));
    };
    await take(20 + 40 + 80 + 160 + 320 + 320);
    clock.forward(60_000);
    await take(20);
    const blocks = await store.read(scope).find(numberBlock, { where: {}, order: [['first', 'asc']] });
    expect(blocks.map(({ size }) => size)).toEqual([20, 40, 80, 160, 320, 320, 20]);
    expect(taken).toEqual(Array.from({ length: taken.length }, (_unused, index) => 1001 + index));
  });

  test('whoever shares the line with another process takes what that one has left', async () => {
    const clock = fixedClock(Date.UTC(2026, 0, 5));
    const scope = systemScope(newId<'tenant'>(clock.now()));
    const [one, other] = [makeNumbers(store, clock, 'one'), makeNumbers(store, clock, 'other')];
    const all: number[] = [];
    for (let turn = 0; turn < 100; turn++) all.push(await one.take(scope), await other.take(scope));
    expect(new Set(all).size).toBe(200);
    const given = await one.take(scope);
    one.giveBack(scope, given);
    expect(await one.take(scope)).toBe(given);
  });
});
