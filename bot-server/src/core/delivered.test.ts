// What a platform delivered has the outcome that it had first, for as long as a copy of it could come.
import type { TenantId } from '@paidan/shared/kernel/id';
import { DAY } from '@paidan/shared/kernel/time';
import { refuse } from '@paidan/shared/refusal';
import { eachDatabase } from '../../test/support/databases';
import { startProduct, type TestProduct } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import { sweepCommandKeys } from '../jobs/sweeps';
import { commandKey } from '../store/tables/commandKey';
import type { Account, Inbound } from './channels';
import { deliveredBy, outcomeOf, turnAway } from './delivered';
import { newId } from './ids';
import { makeMarks } from './marks';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product?.stop());

  const accountIn = (tenantId: TenantId): Account => ({
    ...{ id: newId<'account'>(1), tenantId, kind: 'wecom' as const },
    ...{ values: {}, secrets: {}, credentials: '' },
  });
  const line = (key: string, more: Partial<Inbound & { type: 'text' }> = {}) =>
    ({ type: 'text', from: 'ghost', key, at: 1, text: '接单 1', ...more }) as const;

  test('fifty at once agree on one outcome, and it stays; another key, connection or organization has its own', async () => {
    const { mine, twin } = product;
    const account = accountIn(mine.tenantId);
    const one = deliveredBy(account, line('k'));
    const codes = ['not_bound', 'not_found', 'retired'] as const;
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        turnAway({ ...product, marks: makeMarks(TEST_KEY) }, one, refuse(codes[index % 3] ?? 'not_bound')),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await outcomeOf(mine.reader, one)).toEqual(outcomes[0]);
    expect(await mine.reader.count(commandKey, { key: 'k' }, 9)).toBe(1);

    expect(await outcomeOf(mine.reader, deliveredBy(account, line('other')))).toBeUndefined();
    expect(await outcomeOf(mine.reader, deliveredBy(accountIn(mine.tenantId), line('k')))).toBeUndefined();
    expect(await outcomeOf(twin.reader, one)).toBeUndefined();
  });

  test('it is kept longer than any copy is heard, and not for ever', async () => {
    const one = deliveredBy(accountIn(product.mine.tenantId), line('swept'));
    await turnAway({ ...product, marks: makeMarks(TEST_KEY) }, one, refuse('not_bound'));
    const sweep = () => sweepCommandKeys(product.store, product.clock.now() - 7 * DAY);
    product.clock.forward(DAY);
    await sweep();
    expect(await outcomeOf(product.mine.reader, one)).toMatchObject({ refusal: { code: 'not_bound' } });
    product.clock.forward(7 * DAY);
    await sweep();
    expect(await outcomeOf(product.mine.reader, one)).toBeUndefined();
  });
});
