// What WeChat's content check found is told to those who dispatch, and not to whoever wrote it.
import type { ScreeningId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../../test/support/databases';
import { reported, startProduct, type TestProduct, ticketIn } from '../../../test/support/product';
import { newId } from '../../core/ids';
import { screening } from '../../store/tables/screening';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product.stop());

  test('risky before doubtful, and nothing where all is well', async () => {
    const { id } = await reported(product);
    const seen = async (login: string) => ticketIn(await product.as(login)('ticket.get', { ticketId: id })).screening;
    const found = (verdict: 'pass' | 'review' | 'risky', seq: number) => {
      const row = { id: newId<'screening'>(1) as ScreeningId, ticketId: id, seq, fileId: null, traceId: null };
      return product.store.unit(product.mine, (u) => u.insert(screening, [{ ...row, verdict, label: 100, at: 1 }]));
    };
    await found('pass', 1);
    expect(await seen('dispatch')).toBeNull();
    await found('review', 2);
    expect(await seen('dispatch')).toBe('review');
    await found('risky', 3);
    expect(await seen('dispatch')).toBe('risky');
    expect(await seen('resident1')).toBeNull();
  });
});
