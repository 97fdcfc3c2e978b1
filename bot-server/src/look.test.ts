// What the clock would wake within a second is looked for at once where time was moved on. Here no clock wakes anybody.
import { eachDatabase } from '../test/support/databases';
import { PATIENCE_MS } from '../test/support/patience';
import { reported, startProduct, type TestProduct } from '../test/support/product';
import { timer } from './store/tables/timer';

jest.mock('node-cron', () => ({ schedule: () => ({ destroy: async () => undefined }) }));

const MONTH = 30 * 86_400_000;

eachDatabase((_name, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open(), { work: true });
  });
  afterAll(() => product?.stop());

  test('timers that are due since time was moved on', async () => {
    const { clock, mine } = product;
    await reported(product);
    clock.forward(MONTH);
    const due = () => mine.reader.count(timer, { state: 'pending', dueAt: { lte: clock.now() } }, 9);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await due()).toBeGreaterThan(0);
    product.product.look();
    for (const end = Date.now() + PATIENCE_MS; (await due()) > 0; ) {
      if (Date.now() > end) throw new Error('waited in vain');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
});
