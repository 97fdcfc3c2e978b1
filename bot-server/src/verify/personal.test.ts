// Whatever is changed, taken out or slipped in among personal values is found, whoever told them and whatever names them.
import { eachDatabase } from '../../test/support/databases';
import { ORG, outcome, reported, startProduct, type TestProduct } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import type { RowOf } from '../store/columns';
import { vault as table } from '../store/tables/vault';
import { makeVault } from '../store/vault';
import { verifyTenant } from './verify';

type Row = RowOf<typeof table>;
const MINUTE = 60_000;

eachDatabase((_, open) => {
  let product: TestProduct;
  const rows = new Map<string, Row>();
  beforeAll(async () => {
    product = await startProduct(await open());
    const label = { org: ORG, kind: 's', code: 'CH-G' } as const;
    const begun = await product.call('guest.begin', { label, device: 'e'.repeat(32) });
    const page = await product.call('guest.page', { label });
    product.clock.forward(MINUTE);
    const values = { title: '专业通下水 加微信 abc12345', priority: 'normal', phone: '13911110009' };
    const input = { label, templateId: product.mine.template('public'), values, stamp: page.body.stamp };
    const sent = await product.call('guest.report', input as never, { token: begun.body.token });
    expect({ status: outcome(sent), outcome: sent.body.outcome }).toEqual({ status: 200, outcome: 'held' });
    const { id } = await reported(product, { phone: '13911110008' });
    await product.settled();
    for (const [kind, where] of [
      ['held', { kind: 'held' }],
      ['ticket', { kind: 'ticket', subject: id }],
      ['member', { kind: 'member' }],
    ] as const) {
      const [row] = await product.mine.reader.find(table, { where, limit: 1 });
      if (row === undefined) throw new Error(`there is no value of a ${kind}`);
      rows.set(kind, row);
    }
  });
  afterAll(() => product?.stop());

  const found = async (key = TEST_KEY) =>
    (await verifyTenant({ ...product.store, vault: makeVault(key) }, product.mine.tenantId)).findings;
  const write = (from: Row | null, to: Row | null) =>
    product.store.unit({ tenantId: product.mine.tenantId }, async (u) => {
      if (from !== null) expect(await u.remove(table, { id: from.id })).toBe(1);
      if (to !== null) await u.insert(table, [to]);
    });
  const unseen: string[] = [];
  const tried = async (what: string, from: Row | null, to: Row | null) => {
    await write(from, to);
    if ((await found()).length === 0) unseen.push(what);
    await write(to, from);
  };

  test('untouched, nothing is found; with another key, every value is', async () => {
    expect(await found()).toEqual([]);
    expect((await found('another key for tests, of thirty-two characters')).length).toBeGreaterThan(2);
  });

  test('each column, another row’s content, a row that is gone, and one more', async () => {
    for (const [kind, row] of rows) {
      for (const column of Object.keys(row) as (keyof Row)[]) {
        const text = String(row[column]);
        const other = column === 'erasedAt' ? 1 : `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
        await tried(`${kind}.${column}`, row, { ...row, [column]: other });
      }
      for (const [name, { body, mark, tail }] of rows)
        if (name !== kind) await tried(`${kind} holds the number of a ${name}`, row, { ...row, body, mark, tail });
      for (const [name, { kind: other, subject }] of rows)
        if (name !== kind) await tried(`${kind} is about a ${name}`, row, { ...row, kind: other, subject });
      await tried(`${kind} is gone`, row, null);
      const vault = makeVault(TEST_KEY);
      const more = vault.close(product.mine.tenantId, row, '13911110007', product.clock.now());
      await tried(`${kind} has one more`, null, more);
      await tried(`${kind} of nobody`, null, { ...more, subject: '0'.repeat(20) });
    }
    expect(unseen).toEqual([]);
    expect(await found()).toEqual([]);
  });
});
