// Telephone numbers are masked, shown one by one to whoever has to call, and it is written down who saw which and why.
import { HOUR } from '@paidan/shared/kernel/time';
import { eachDatabase } from '../../../test/support/databases';
import {
  type Caller,
  ORG,
  outcome,
  reported,
  startProduct,
  type TestProduct,
  TWIN,
  ticketIn,
} from '../../../test/support/product';
import { disclosure } from '../../store/tables/disclosure';
import { event } from '../../store/tables/event';
import { MOST_AN_HOUR } from './aggregate';

const NUMBER = '13911112222';
const MASK = '139****2222';
const reason = '联系报修人';

eachDatabase((_, open) => {
  let product: TestProduct;
  let ticketId: never;
  beforeAll(async () => {
    product = await startProduct(await open());
    ticketId = (await reported(product, { phone: NUMBER })).id as never;
  });
  afterAll(() => product?.stop());

  const as = (login: string): Caller => product.as(login);
  const phone = (login: string, more: object = {}) => {
    product.clock.forward(1);
    return as(login)('ticket.phone', { ticketId, field: 'phone', reason, ...more });
  };
  const rows = () => product.mine.reader.find(disclosure, { where: {}, order: [['at', 'asc']] });

  test('everybody is answered the mask: in the ticket, its timeline, and in lists of people', async () => {
    const dispatch = as('dispatch');
    expect(ticketIn(await dispatch('ticket.get', { ticketId })).values.phone).toBe(MASK);
    expect((await dispatch('ticket.timeline', { ticketId })).body.items[0].data.values.phone).toBe(MASK);
    // Whoever wrote it, too: they know it.
    expect(ticketIn(await as('resident1')('ticket.get', { ticketId })).values.phone).toBe(MASK);
    const people = (await as('admin')('member.list', {})).body.items;
    const shown = people.map((each: { phone: string | null }) => each.phone).filter(Boolean);
    expect(shown.length).toBeGreaterThan(3);
    for (const each of shown) expect(each).toMatch(/^\d{0,3}\*{4}\d{2,4}$/);
  });

  test('those who give work out and the front desk call, and it is written down who, which and why', async () => {
    const before = (await rows()).length;
    for (const login of ['dispatch', 'admin', 'front', 'resident1']) {
      expect([login, (await phone(login)).body]).toEqual([login, { phone: NUMBER }]);
    }
    const noted = (await rows()).slice(before);
    expect(noted.map(({ byId }) => byId)).toEqual(
      ['dispatch', 'admin', 'front', 'resident1'].map((login) => product.mine.member(login)),
    );
    expect(noted[0]).toMatchObject({ of: 'ticket', ticketId, field: 'phone', reason, memberId: null });
    const told = await product.mine.reader.find(event, { where: { kind: 'disclosure' } });
    expect(told).toHaveLength((await rows()).length);
    // Long enough that no fingerprint of an event can spell it by chance.
    for (const part of [NUMBER.slice(0, 8), NUMBER.slice(-8)]) expect(JSON.stringify(told)).not.toContain(part);
    // The ticket itself has not moved on by being looked at.
    const { version } = ticketIn(await as('dispatch')('ticket.get', { ticketId }));
    const { items } = (await as('dispatch')('ticket.timeline', { ticketId })).body;
    expect(items).toHaveLength(version);
  });

  test.each<readonly [string, string, object, string]>([
    ['whoever may only look', 'audit', {}, '403 not_yours'],
    ['whoever does not see the ticket', 'resident2', {}, '404 not_found'],
    ['a technician who has not got it', 'tech2', {}, '404 not_found'],
    ['without a reason', 'dispatch', { reason: ' ' }, '400 invalid'],
    ['with none at all', 'dispatch', { reason: undefined }, '400 invalid'],
    ['of a field that holds none', 'dispatch', { field: 'title' }, '404 not_found'],
    ['of a field that is not there', 'dispatch', { field: 'constructor' }, '404 not_found'],
  ])('refused: %s', async (_name, login, more, expected) => {
    const before = (await rows()).length;
    expect(outcome(await phone(login, more))).toBe(expected);
    expect((await rows()).length).toBe(before);
  });

  test('whoever has it calls while the work is under way, and no longer', async () => {
    const { id } = await reported(product, { phone: NUMBER });
    const ask = (login: string) => as(login)('ticket.phone', { ticketId: id as never, field: 'phone', reason });
    const memberId = product.mine.member('tech1');
    ticketIn(await as('dispatch')('ticket.assign', { ticketId: id as never, memberId }));
    expect((await ask('tech1')).body).toEqual({ phone: NUMBER });
    ticketIn(await as('resident1')('ticket.cancel', { ticketId: id as never, reason: '好了' }));
    expect(outcome(await ask('tech1'))).toBe('409 ended');
    expect((await ask('dispatch')).body).toEqual({ phone: NUMBER });
  });

  test('where there is none: nothing to show, and nothing is noted', async () => {
    const { id } = await reported(product);
    const before = (await rows()).length;
    ticketIn(await as('dispatch')('ticket.assign', { ticketId: id as never, memberId: product.mine.member('front') }));
    await as('admin')('member.change', { id: product.mine.member('front'), change: { phone: null } });
    expect((await as('dispatch')('ticket.contact', { ticketId: id as never })).body).toEqual({ phone: null });
    const asked = await as('admin')('member.phone', { id: product.mine.member('front'), reason });
    expect(asked.body).toEqual({ phone: null });
    expect((await rows()).length).toBe(before);
  });

  test('asked again under the same key, it is noted once', async () => {
    const send = { token: await product.tokenFor('dispatch'), headers: { 'Idempotency-Key': 'call-1' } };
    const before = (await rows()).length;
    const input = { ticketId, field: 'phone', reason };
    for (let time = 0; time < 3; time++) {
      expect((await product.call('ticket.phone', input, send)).body).toEqual({ phone: NUMBER });
    }
    expect((await rows()).length).toBe(before + 1);
    expect(outcome(await product.call('ticket.phone', { ...input, reason: '别的' }, send))).toBe('409 key_reused');
  });

  test('the handler’s number, for whoever waits, while the work is under way', async () => {
    const { id } = await reported(product);
    const ask = (login: string) => {
      product.clock.forward(1);
      return as(login)('ticket.contact', { ticketId: id as never });
    };
    expect((await ask('resident1')).body).toEqual({ phone: null });
    const tech = product.mine.member('tech1');
    await as('dispatch')('ticket.assign', { ticketId: id as never, memberId: tech });
    await as('admin')('member.change', { id: tech, change: { phone: '13900000001' } });
    expect((await ask('resident1')).body).toEqual({ phone: '13900000001' });
    expect((await ask('dispatch')).body).toEqual({ phone: '13900000001' });
    expect((await rows()).at(-1)).toMatchObject({ of: 'handler', ticketId: id, memberId: tech, reason: null });
    // The handler has their own number.
    expect(outcome(await ask('tech1'))).toBe('403 not_yours');
    expect(outcome(await ask('audit'))).toBe('403 not_yours');
    expect(outcome(await ask('resident2'))).toBe('404 not_found');
    const { version } = ticketIn(await as('resident1')('ticket.get', { ticketId: id as never }));
    await as('resident1')('ticket.cancel', { ticketId: id as never, version, reason: '好了' });
    expect(outcome(await ask('resident1'))).toBe('409 ended');
  });

  test('a member’s, for those who call and those who keep the list of people; what was shown masked is no number', async () => {
    const id = product.mine.member('tech1');
    product.clock.forward(1);
    const asked = await as('admin')('member.phone', { id, reason: '核对资料' });
    expect(asked.body).toEqual({ phone: '13900000001' });
    expect(outcome(await as('resident1')('member.phone', { id, reason }))).toBe('403 forbidden');
    for (const login of ['dispatch', 'front']) {
      product.clock.forward(1);
      expect([login, (await as(login)('member.phone', { id, reason })).body]).toEqual([
        login,
        { phone: '13900000001' },
      ]);
    }
    // Whoever only looks through everything reads the list, masked.
    const before = (await rows()).length;
    const audit = await as('audit')('member.phone', { id, reason });
    expect(outcome(audit)).toBe('403 not_a_caller');
    expect(audit.body.error.message).toMatch(/dispatchers, the front desk and administrators/);
    expect((await as('audit')('member.get', { id })).body.record.phone).toBe('139****0001');
    expect((await rows()).length).toBe(before);
    expect(outcome(await as('admin')('member.phone', { id: product.twin.member('tech1'), reason }))).toBe(
      '404 not_found',
    );
    const mask = (await as('admin')('member.get', { id })).body.record.phone;
    expect(mask).toBe('139****0001');
    expect(outcome(await as('admin')('member.change', { id, change: { phone: mask } }))).toBe('400 invalid');
    // Of two in one millisecond, neither is the newest.
    product.clock.forward(1);
    expect((await as('admin')('member.phone', { id, reason })).body).toEqual({ phone: '13900000001' });
  });

  test('the list tells who saw what and why, the newest first, page by page, and no number', async () => {
    const list = async (input: object) => (await as('admin')('disclosure.list', input)).body;
    const all = await list({ limit: 100 });
    expect(all.items).toHaveLength((await rows()).length);
    expect(JSON.stringify(all)).not.toMatch(/139\d{8}/);
    expect(all.items[0]).toMatchObject({ of: 'member', reason, by: { id: product.mine.member('admin') } });
    const first = await list({ limit: 2 });
    const second = await list({ limit: 100, cursor: first.next });
    expect([...first.items, ...second.items]).toEqual(all.items);
    const mine = await list({ byId: product.mine.member('resident1'), ticketId });
    expect(mine.items).toHaveLength(1);
    expect(mine.items[0].ticket).toMatchObject({ id: ticketId });
    expect((await list({ from: product.clock.now() + 1 })).items).toEqual([]);
    expect((await list({ before: product.clock.now() + 1, limit: 100 })).items).toHaveLength(all.items.length);
    expect(outcome(await as('resident1')('disclosure.list', {}))).toBe('403 forbidden');
    expect(outcome(await as('admin')('disclosure.list', { cursor: 'x' }))).toBe('400 invalid');
    expect((await product.as('admin', 'yunshan')('disclosure.list', {})).body.items).toEqual([]);
  });

  test('whoever copies the list is stopped, for as long as an hour', async () => {
    product.clock.forward(HOUR + 1);
    const member = product.mine.member('tech1');
    const ask = () => as('dispatch')('member.phone', { id: member, reason });
    for (let time = 0; time < MOST_AN_HOUR; time++) expect((await ask()).status).toBe(200);
    const stopped = await ask();
    expect(outcome(stopped)).toBe('429 too_many');
    expect(Number(stopped.headers.get('Retry-After'))).toBe(3600);
    expect((await as('front')('member.phone', { id: member, reason })).status).toBe(200);
    product.clock.forward(HOUR + 1);
    expect((await ask()).status).toBe(200);
  });

  test('a crowd of them, asking at once, is shown as many as one after the other', async () => {
    product.clock.forward(HOUR + 1);
    const before = (await rows()).length;
    const id = product.mine.member('tech1');
    // On a slow machine not everybody's turn comes within the second that a lock is waited for: those ask again.
    const ask = async () => {
      for (;;) {
        const reply = await as('dispatch')('member.phone', { id, reason });
        if (reply.status !== 503) return reply;
      }
    };
    const asked = await Promise.all(Array.from({ length: MOST_AN_HOUR + 25 }, ask));
    const outcomes = asked.map(outcome);
    expect(outcomes.filter((one) => one === 200)).toHaveLength(MOST_AN_HOUR);
    expect(outcomes.filter((one) => one === '429 too_many')).toHaveLength(25);
    expect((await rows()).length).toBe(before + MOST_AN_HOUR);
  });

  test('of a report that waits: shown before it is decided on, and noted', async () => {
    const label = { org: ORG, kind: 's', code: 'CH-G' } as const;
    const begun = await product.call('guest.begin', { label, device: 'd'.repeat(32) });
    const { stamp } = (await product.call('guest.page', { label })).body;
    const values = { title: '专业通下水 加微信 abc12345', priority: 'normal', phone: NUMBER };
    const input = { label, templateId: product.mine.template('public'), values, stamp };
    const sent = await product.call('guest.report', input as never, { token: begun.body.token });
    expect(sent.body.outcome).toBe('held');
    const [waiting] = (await as('dispatch')('held.list', {})).body.items;
    expect(waiting.phone).toBe(MASK);
    const ask = (login: string, org = ORG) => {
      product.clock.forward(HOUR);
      return product.as(login, org)('held.phone', { id: waiting.id, reason: '回电核实' });
    };
    expect((await ask('dispatch')).body).toEqual({ phone: NUMBER });
    const [noted] = (await as('admin')('disclosure.list', { limit: 1 })).body.items;
    expect(noted).toMatchObject({
      ...{ of: 'held', reason: '回电核实', member: null, ticket: null },
      by: { id: product.mine.member('dispatch') },
    });
    const before = (await rows()).length;
    for (const login of ['front', 'audit', 'tech1', 'resident1'])
      expect([login, outcome(await ask(login))]).toEqual([login, '403 forbidden']);
    expect(outcome(await ask('dispatch', TWIN))).toBe('404 not_found');
    expect(outcome(await as('dispatch')('held.phone', { id: waiting.id, reason: ' ' }))).toBe('400 invalid');
    expect((await rows()).length).toBe(before);
    // Once it is a ticket, what was noted stands with it.
    await as('dispatch')('held.release', { ids: [waiting.id] });
    const [after] = (await as('admin')('disclosure.list', { limit: 1 })).body.items;
    expect(after.ticket).toMatchObject({ title: values.title });
    expect((await ask('dispatch')).body).toEqual({ phone: NUMBER });
  });

  test('the timelines prove themselves; a row that says something else is found', async () => {
    expect(await product.findings()).toEqual([]);
    const [row] = await rows();
    if (row === undefined) throw new Error('nothing was noted');
    await product.store.unit(product.mine, (u) => u.change(disclosure, { id: row.id }, { reason: '没看过' }));
    expect(await product.findings()).toMatchObject([{ streamId: row.id }]);
    await product.store.unit(product.mine, (u) => u.remove(disclosure, { id: row.id }));
    expect((await product.findings()).length).toBeGreaterThan(0);
  });
});
