// Whose number is told to whom, and when no longer.
import { eachDatabase } from '../../../test/support/databases';
import { outcome, reported, startProduct, type TestProduct, ticketIn } from '../../../test/support/product';

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
  });
  afterAll(() => product?.stop());

  test('the handler’s number, for whoever waits, while the work is under way', async () => {
    const { id: ticketId } = await reported(product);
    const ask = (login: string) => product.as(login)('ticket.contact', { ticketId });
    expect((await ask('resident1')).body).toEqual({ phone: null });

    const tech = product.mine.member('tech1');
    await product.as('dispatch')('ticket.assign', { ticketId, memberId: tech });
    await product.as('admin')('member.change', { id: tech, change: { phone: '13900000001' } });
    expect((await ask('resident1')).body).toEqual({ phone: '13900000001' });
    expect((await ask('dispatch')).body).toEqual({ phone: '13900000001' });
    // The handler sees the ticket, and may read the reporter's number in it.
    expect(outcome(await ask('tech1'))).toBe('403 not_yours');
    expect(outcome(await ask('audit'))).toBe('403 not_yours');
    expect(outcome(await ask('resident2'))).toBe('404 not_found');

    const { version } = ticketIn(await product.as('resident1')('ticket.get', { ticketId }));
    await product.as('resident1')('ticket.cancel', { ticketId, version, reason: '好了' });
    expect(outcome(await ask('resident1'))).toBe('409 ended');
  });
});
