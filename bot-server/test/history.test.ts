// What was done to a thing before: told in short to whoever works on it, page by page, the newest first.
import type { TicketId } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import { eachDatabase } from './support/databases';
import { outcome, report, startProduct, type TestProduct, ticketIn } from './support/product';

eachDatabase((_, open) => {
  let product: TestProduct;
  let asset: ReturnType<TestProduct['mine']['asset']>;
  beforeAll(async () => {
    product = await startProduct(await open());
    asset = product.mine.asset('CH-POWER');
  });
  afterAll(() => product?.stop());

  async function onAsset(more = {}): Promise<TicketId> {
    product.clock.forward(MINUTE);
    const { category: _, ...values } = report(product.mine, { asset, ...more }) as { category?: string };
    const templateId = product.mine.template('public');
    return ticketIn(await product.as('resident1')('ticket.create', { templateId, values: values as never })).id;
  }
  async function done(login: string, remedy: string): Promise<TicketId> {
    const ticketId = await onAsset();
    const tech = product.as(login);
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member(login) }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
    ticketIn(await tech('ticket.complete', { ticketId, values: { remedy } }));
    ticketIn(await product.as('dispatch')('ticket.confirm', { ticketId, values: {} }));
    ticketIn(await product.as('resident1')('ticket.rate', { ticketId, values: { rating: { stars: 5 } } }));
    return ticketId;
  }
  const history = async (login: string, more = {}) =>
    (await product.as(login)('asset.history', { id: asset, ...more })).body;

  test('what is under way and what is over, with what was done, when and by whom', async () => {
    const first = await done('tech1', '更换了接触器');
    const second = await done('tech2', '紧固了端子');
    const open = await onAsset({ title: '又跳闸了' });
    const off = await onAsset({ title: '看错了' });
    ticketIn(await product.as('resident1')('ticket.cancel', { ticketId: off, reason: '误报' }));
    const told = await history('tech1');
    expect(told.asset).toMatchObject({ id: asset, code: 'CH-POWER', state: 'active' });
    expect(told.open).toMatchObject([{ id: open, title: '又跳闸了', phase: 'open', did: [], handler: null }]);
    expect(told.items.map((one: { id: string }) => one.id)).toEqual([off, second, first]);
    expect(told.items[2]).toMatchObject({
      ...{ phase: 'closed', did: ['更换了接触器'], flags: 0, mayOpen: true },
      ...{ handler: { id: product.mine.member('tech1') }, completedAt: expect.any(Number) },
    });
    // A colleague's ticket is told, and not opened.
    expect(told.items[1]).toMatchObject({ did: ['紧固了端子'], mayOpen: false });
    expect(outcome(await product.as('tech1')('ticket.get', { ticketId: second }))).toBe('404 not_found');
    expect(JSON.stringify(told)).not.toMatch(/13800138009/);
  });

  test('page by page', async () => {
    const all = await history('admin');
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await history('admin', { limit: 1, ...(cursor && { cursor }) });
      expect(page.open.length).toBe(cursor === undefined ? all.open.length : 0);
      pages.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(pages).toEqual(all.items);
    expect(outcome(await product.as('admin')('asset.history', { id: asset, cursor: 'x' }))).toBe('400 invalid');
  });

  test('whoever does not work on things reads of their own tickets only', async () => {
    expect((await history('resident1')).items).toHaveLength(3);
    const others = await history('resident2');
    expect([others.open, others.items]).toEqual([[], []]);
    expect(others.asset.code).toBe('CH-POWER');
  });

  test('a retired asset keeps its story', async () => {
    const made = await product.as('admin')('asset.create', { code: 'OLD-1', name: '旧泵' });
    await product.as('admin')('asset.retire', { id: made.body.record.id });
    const { body } = await product.as('tech1')('asset.history', { id: made.body.record.id });
    expect(body).toMatchObject({ asset: { state: 'retired' }, open: [], items: [] });
  });
});
