// However the minutes are cut, no platform ever gets more than it takes; and what waits is told when there is room.
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../../test/support/databases';
import type { Abilities } from '../../core/channels';
import { meter } from '../../store/tables/meter';
import type { Store } from '../../store/unit';
import { sweepMeters, takeTurn } from './throttle';

const abilities = (minute: number, hour = 10_000, perMinute = 10_000): Abilities => ({
  buttons: true,
  update: true,
  recall: true,
  inbound: null,
  group: false,
  perReceiver: { minute, hour },
  perMinute,
  recallWithin: 0,
  codeWithin: 0,
});
const START = 1_800_000_000_000;
let fresh = 0;
const account = () => `account${++fresh}`;

eachDatabase((_name, open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });

  test.each([0, 14_999, 15_000, 47_123])(
    'a burst that begins %d ms into a minute is cut, whichever minute one looks at',
    async (into) => {
      const id = account();
      const sent: number[] = [];
      for (let now = START + into, waits = 0; waits < 4; ) {
        const wait = await takeTurn(store, id, 'tech1', abilities(5), now);
        if (wait === null) {
          sent.push(now);
          now += 400;
        } else {
          expect(wait).toBeGreaterThan(now);
          expect(wait - now).toBeLessThanOrEqual(MINUTE + MINUTE / 4);
          now = wait;
          waits += 1;
        }
      }
      expect(sent.length).toBeGreaterThanOrEqual(10);
      for (const from of sent)
        expect(sent.filter((at) => at >= from && at < from + MINUTE).length).toBeLessThanOrEqual(5);
    },
  );

  test('a steady trickle is not held up', async () => {
    const id = account();
    for (let index = 0; index < 30; index++) {
      expect(await takeTurn(store, id, 'tech1', abilities(5), START + index * 15_000)).toBeNull();
    }
  });

  test('the hour, and what a connection may send to all, have their own limits', async () => {
    const id = account();
    const now = START + 1;
    for (let index = 0; index < 3; index++) expect(await takeTurn(store, id, 'a', abilities(9, 3), now)).toBeNull();
    const wait = (await takeTurn(store, id, 'a', abilities(9, 3), now)) ?? 0;
    expect([wait - now > HOUR - 1, wait - now <= HOUR + HOUR / 4]).toEqual([true, true]);
    expect(await takeTurn(store, id, 'b', abilities(9, 3), now)).toBeNull();
    expect(await takeTurn(store, id, 'c', abilities(9, 9, 4), now)).toBeGreaterThan(now);
  });

  test('who is refused is not counted, and many at once are counted one by one', async () => {
    const id = account();
    const other = await open();
    const turns = await Promise.all(
      Array.from({ length: 24 }, (_, index) => takeTurn(index % 2 ? store : other, id, 'tech1', abilities(7), START)),
    );
    expect(turns.filter((turn) => turn === null)).toHaveLength(7);
    const rows = await store.system.read.find(meter, { where: { name: `${id} minute` } });
    expect(rows.map(({ count }) => count)).toEqual([7]);
  });

  test('what is long past is swept', async () => {
    await takeTurn(store, account(), 'tech1', abilities(7), START - 5 * HOUR);
    expect(await sweepMeters(store, START - 2 * HOUR)).toBe(3);
  });
});
