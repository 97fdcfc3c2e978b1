// What the sample organization has done already: real tickets with a proven timeline, lived once, told to nobody.
import { DAY, HOUR } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { startProduct, type TestProduct } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import { makeMarks } from '../core/marks';
import { makeNumbers } from '../features/ticket/numbers';
import { outbox } from '../store/tables/outbox';
import { ticket } from '../store/tables/ticket';
import type { Store } from '../store/unit';
import { plantFinished } from './finished';

eachDatabase((_, open) => {
  let store: Store;
  let product: TestProduct;
  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    const deps = {
      store,
      clock: product.clock,
      marks: makeMarks(TEST_KEY),
      numbers: makeNumbers(store, product.clock, 'test'),
    };
    await Promise.all([plantFinished(deps), plantFinished(deps)]);
    await plantFinished(deps);
  });
  afterAll(() => product?.stop());

  test('is there once, finished and rated, in the days before now, and proves itself', async () => {
    const rows = await product.mine.reader.find(ticket, { where: {} });
    expect(rows).toHaveLength(7);
    expect(new Set(rows.map(({ phase }) => phase))).toEqual(new Set(['closed']));
    expect(rows.every(({ stars }) => stars !== null && stars >= 3)).toBe(true);
    const now = product.clock.now();
    expect(
      rows.every(({ createdAt, endedAt }) => createdAt > now - 31 * DAY && endedAt !== null && endedAt < now),
    ).toBe(true);
    expect(await product.twin.reader.find(ticket, { where: {} })).toEqual([]);
    const topics = await store.system.read.find(outbox, { where: {}, columns: ['topic'] });
    expect(topics.filter(({ topic }) => topic !== 'search' && topic !== 'signOut')).toEqual([]);
    await product.settled();
    expect(await product.findings()).toEqual([]);
  });

  test('a technician’s day, a lift’s history and a resident’s reports have something in them', async () => {
    const me = product.mine.member('tech1');
    const done = await product.as('tech1')('ticket.list', { assigneeId: me, order: 'updated' });
    const today = done.body.items.filter(
      ({ updatedAt }: { updatedAt: number }) => updatedAt > product.clock.now() - 4 * HOUR,
    );
    expect(today).toHaveLength(2);
    const lift = await product.as('tech1')('asset.history', { id: product.mine.asset('CH-1-1-LIFT') });
    expect([lift.status, lift.body.items.length]).toEqual([200, 2]);
    const mine = await product.as('resident1')('ticket.list', {});
    expect(mine.body.items).toHaveLength(4);
    const found = await product.as('dispatch')('ticket.list', { text: '喷灌' });
    expect(found.body.items.map(({ title }: { title: string }) => title)).toEqual(['花园喷灌漏水']);
  });
});
