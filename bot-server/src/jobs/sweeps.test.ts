// What has served is removed, what is still wanted stays.
import { DAY } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../test/support/databases';
import { outcome, report, startProduct, type TestProduct } from '../../test/support/product';
import { commandKey } from '../store/tables/commandKey';
import { jobSlot } from '../store/tables/jobSlot';
import { outbox } from '../store/tables/outbox';
import { sweepCommandKeys, sweepJobSlots, sweepOutbox } from './sweeps';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product?.stop());

  const create = (org: 'cuihu' | 'yunshan', key: string) => {
    const at = org === 'cuihu' ? product.mine : product.twin;
    const input = { templateId: at.template('repair'), values: report(at) };
    return product.as('resident1', org)('ticket.create', input, { key });
  };

  test('old keys are forgotten, in every organization; young ones still answer', async () => {
    expect(outcome(await create('cuihu', 'old'))).toBe(200);
    expect(outcome(await create('yunshan', 'old'))).toBe(200);
    product.clock.forward(8 * DAY);
    const young = await create('cuihu', 'young');
    await sweepCommandKeys(product.store, product.clock.now() - 7 * DAY);
    for (const { reader } of [product.mine, product.twin]) {
      expect(await reader.count(commandKey, { key: 'old' }, 9)).toBe(0);
    }
    expect((await create('cuihu', 'young')).body.ticket.id).toBe(young.body.ticket.id);
  });

  test('of the outbox, what is done goes; what waits and what was buried stays', async () => {
    const { tenantId, reader } = product.mine;
    await product.settled();
    await create('cuihu', 'done');
    await product.settled();
    await create('cuihu', 'waiting');
    const pending = () => reader.find(outbox, { where: { state: 'pending', topic: 'search' } });
    const [waiting] = await pending();
    await create('cuihu', 'buried');
    const buried = (await pending()).find(({ id }) => id !== waiting?.id);
    await product.store.unit({ tenantId }, (u) => u.change(outbox, { id: buried?.id ?? '' }, { state: 'buried' }));
    product.clock.forward(4 * DAY);
    await sweepOutbox(product.store, product.clock.now() - 3 * DAY);
    const left = await reader.find(outbox, { where: { topic: 'search' } });
    expect(left.map(({ state }) => state).sort()).toEqual(['buried', 'pending']);
    expect(left.map(({ id }) => id).sort()).toEqual([waiting?.id, buried?.id].sort());
  });

  test('slots of days gone by', async () => {
    const slot = (no: number, startedAt: number) => ({ job: 'x', slot: no, holder: 'p', startedAt, finishedAt: null });
    const rows = [slot(1, product.clock.now() - 8 * DAY), slot(2, product.clock.now())];
    await product.store.system.unit((u) => u.insert(jobSlot, rows));
    await sweepJobSlots(product.store, product.clock.now() - 7 * DAY);
    const left = await product.store.system.read.find(jobSlot, { where: { job: 'x' } });
    expect(left.map((row) => row.slot)).toEqual([2]);
  });
});
