// What was done without a signal comes later: the timeline tells both times, to whoever reads it, and still proves itself.
import { HOUR } from '@paidan/shared/kernel/time';
import { doneAtIn } from '@paidan/shared/rules/ticket/doneAt';
import type { Store } from '../src/store/unit';
import { verifyTenant } from '../src/verify/verify';
import { eachDatabase } from './support/databases';
import { ORG, type Organization, organizationOf, report, ticketIn } from './support/product';
import { startServer, type TestServer } from './support/server';

eachDatabase((_, open) => {
  let store: Store;
  let server: TestServer;
  let mine: Organization;
  beforeAll(async () => {
    store = await open();
    server = await startServer(store);
    mine = await organizationOf(store, ORG);
  });
  afterAll(() => server?.stop());

  /** A report as its reporter, and a remark that waited on the phone. */
  async function remarked(
    said: string,
  ): Promise<{ readonly status: number; readonly times: readonly (number | null)[] }> {
    const token = await server.tokenFor('resident1');
    const input = { templateId: mine.template('repair'), values: report(mine) };
    const { id: ticketId } = ticketIn(await server.call('ticket.create', input as never, { token }));
    const headers = { 'X-Paidan-Done-At': said };
    const { status } = await server.call('ticket.comment', { ticketId, text: '地下室没信号' } as never, {
      token,
      headers,
    });
    const { body } = await server.call('ticket.timeline', { ticketId } as never, { token });
    return { status, times: body.items.map(doneAtIn) };
  }

  test('an hour ago: told beside the time at which it came, and the chain holds', async () => {
    const done = Date.now() - HOUR;
    const { status, times } = await remarked(String(done));
    expect([status, times.at(-1), times[0]]).toEqual([200, done, null]);
    expect((await verifyTenant(store, mine.tenantId)).findings).toEqual([]);
  });

  test('whatever the command: what is folded out of its events knows nothing of it', async () => {
    const resident = await server.tokenFor('resident1');
    const token = await server.tokenFor('dispatch');
    const headers = { 'X-Paidan-Done-At': String(Date.now() - HOUR) };
    const input = { templateId: mine.template('repair'), values: report(mine) };
    const made = await server.call('ticket.create', input as never, { token: resident, headers });
    const shown = { ticketId: ticketIn(made).id, field: 'phone', reason: '联系报修人' };
    expect((await server.call('ticket.phone', shown as never, { token, headers })).status).toBe(200);
    const { version, values } = (await server.call('preference.get', { of: 'me' }, { token })).body;
    const changed = { of: 'me', version, values: { ...values, quiet: null } };
    expect((await server.call('preference.change', changed as never, { token, headers })).status).toBe(200);
    expect((await verifyTenant(store, mine.tenantId)).findings).toEqual([]);
  });

  test.each([
    ['a clock that is ahead', () => String(Date.now() + HOUR)],
    ['a clock that was never set', () => '0'],
  ])('%s: done all the same, and nothing is told of it', async (_what, said) => {
    const { status, times } = await remarked(said());
    expect([status, ...new Set(times)]).toEqual([200, null]);
  });

  test.each(['soon', '-1', '1e12', '1'.repeat(16)])(
    '%s is no moment: refused, with the header by name',
    async (said) => {
      const token = await server.tokenFor('admin');
      const headers = { 'X-Paidan-Done-At': said };
      const { status, body } = await server.call('department.create', { name: '一部' }, { token, headers });
      expect([status, body.error.code, body.error.data.where]).toEqual([400, 'invalid', 'X-Paidan-Done-At']);
    },
  );
});
