// Work of people who have left: listed for whoever may give it out, and handed over ticket by ticket.
import { createHash } from 'node:crypto';
import type { MemberId } from '@paidan/shared/kernel/id';
import { canonical } from '@paidan/shared/kernel/json';
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
import { TEST_KEY } from '../../../test/support/server';
import { makeMarks } from '../../core/marks';
import type { Scope } from '../../core/scope';
import { makeTemplates } from '../../lookups/templates';
import { commandKey } from '../../store/tables/commandKey';
import { ticketAggregate } from '../ticket/aggregate';
import { handoverHandlers } from './handlers';

eachDatabase((_, open) => {
  let product: TestProduct;
  let dispatch: Caller;
  let admin: Caller;
  const member = (login: string) => product.mine.member(login);
  beforeAll(async () => {
    product = await startProduct(await open());
    dispatch = product.as('dispatch');
    admin = product.as('admin');
  });
  afterAll(() => product?.stop());

  /** A ticket that this person works on. */
  const givenTo = async (login: string) => {
    const { id, no } = await reported(product);
    ticketIn(await dispatch('ticket.assign', { ticketId: id, memberId: member(login) }));
    return { id, no };
  };
  const leaves = async (login: string) => {
    const reply = await admin('member.retire', { id: member(login) });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  };
  const listed = async (by: Caller = dispatch) => (await by('handover.list', {})).body.items;
  const ticket = async (ticketId: Awaited<ReturnType<typeof givenTo>>['id']) =>
    ticketIn(await admin('ticket.get', { ticketId }));

  test('whoever is there is not listed; whoever left is, with what is open and since when', async () => {
    const [one, two] = [await givenTo('tech1'), await givenTo('tech1')];
    expect(await listed()).toEqual([]);
    await leaves('tech1');
    expect(await listed()).toEqual([
      {
        member: { id: member('tech1'), name: '张伟' },
        leftAt: product.clock.now(),
        tickets: [one, two].map(({ id, no }) => ({ id, no, title: '厨房水管漏水' })),
      },
    ]);
  });

  test('handed over, each by a transfer with its reason; the list is empty again', async () => {
    const [{ tickets }] = await listed();
    const order = { from: member('tech1'), to: member('tech2'), reason: '离职交接' };
    const key = 'hand-over-1';
    expect((await dispatch('handover.move', order, { key })).body).toEqual({ moved: 2, refused: [] });
    for (const { id } of tickets) {
      expect((await ticket(id)).assignee.id).toBe(member('tech2'));
      const { items } = (await admin('ticket.timeline', { ticketId: id })).body;
      const [moved] = items.filter((one: { type: string }) => one.type === 'ticket.transferred');
      expect(moved).toMatchObject({ by: { id: member('dispatch') }, data: { reason: '离职交接' } });
    }
    expect(await listed()).toEqual([]);
    // The answer got lost: it is the same when the order comes again, also after the heir has left, and nothing is moved again.
    expect((await dispatch('handover.move', order, { key })).body).toEqual({ moved: 2, refused: [] });
    await leaves('tech2');
    expect((await dispatch('handover.move', order, { key })).body).toEqual({ moved: 2, refused: [] });
    expect(outcome(await admin('member.restore', { id: member('tech2') }))).toBe(200);
    expect(outcome(await dispatch('handover.move', { ...order, reason: '别的' }, { key }))).toBe('409 key_reused');
    // What was kept with a plain hash, as before, is known again; none is written any more.
    const kept = (await product.mine.reader.find(commandKey, { where: { key: 'order' } })).at(-1);
    const plain = createHash('sha256').update(canonical(order)).digest('base64url');
    expect(kept?.hash).toMatch(/^[0-9a-f]{64}$/);
    const which = { principal: kept?.principal ?? '', key: 'order' };
    await product.store.unit(product.mine, (u) => u.change(commandKey, which, { hash: plain }));
    expect((await dispatch('handover.move', order, { key })).body).toEqual({ moved: 2, refused: [] });
    expect(outcome(await dispatch('handover.move', { ...order, reason: '别的' }, { key }))).toBe('409 key_reused');
    // Another order, and somebody else's with the same key, find nothing left to move.
    for (const reply of [
      await dispatch('handover.move', order, { key: 'hand-over-2' }),
      await admin('handover.move', order, { key }),
    ])
      expect(reply.body).toEqual({ moved: 0, refused: [] });
    for (const { id } of tickets) {
      const { items } = (await admin('ticket.timeline', { ticketId: id })).body;
      expect(items.filter((one: { type: string }) => one.type === 'ticket.transferred')).toHaveLength(1);
    }
    expect(await product.findings()).toEqual([]);
  });

  test('what cannot be handed over is said, and does not keep the rest from it', async () => {
    const running = await givenTo('tech3');
    const waiting = await givenTo('tech3');
    const tech3 = product.as('tech3');
    const { inside } = product.mine;
    for (const reply of [
      await tech3('ticket.accept', { ticketId: waiting.id }),
      await tech3('ticket.depart', { ticketId: waiting.id }),
      await tech3('ticket.arrive', { ticketId: waiting.id, position: { ...inside, accuracy: 5 } }),
      await tech3('ticket.complete', {
        ticketId: waiting.id,
        values: { afterPhotos: [await product.picture('tech3')] },
      }),
    ])
      ticketIn(reply);
    expect((await ticket(waiting.id)).phase).toBe('done');
    await leaves('tech3');
    const order = { from: member('tech3'), to: member('tech2'), reason: '交接' };
    const answer = {
      moved: 1,
      refused: [{ ticketId: waiting.id, no: waiting.no, message: '工单当前的步骤不能做这个操作' }],
    };
    const key = 'hand-over-3';
    expect((await dispatch('handover.move', order, { locale: 'zh', key })).body).toEqual(answer);
    // What comes back to the one who left in the meantime is another order's business.
    ticketIn(await product.as('resident1')('ticket.reject', { ticketId: waiting.id, reason: '还漏' }));
    expect((await dispatch('handover.move', order, { locale: 'zh', key })).body).toEqual(answer);
    expect((await ticket(waiting.id)).assignee.id).toBe(member('tech3'));
    expect((await ticket(running.id)).assignee.id).toBe(member('tech2'));
    const nobody = await dispatch('handover.move', { ...order, to: member('resident1') });
    expect(nobody.body).toMatchObject({ moved: 0, refused: [{ ticketId: waiting.id }] });
    expect((await dispatch('handover.move', order, { key: 'hand-over-4' })).body).toEqual({ moved: 1, refused: [] });
  });

  test('an order that broke off goes on when it comes again, and tells of all that it moved', async () => {
    expect(outcome(await admin('member.restore', { id: member('tech1') }))).toBe(200);
    const given = [await givenTo('tech1'), await givenTo('tech1'), await givenTo('tech1')];
    await leaves('tech1');
    const order = { from: member('tech1'), to: member('tech2'), reason: '交接' };
    const { execute } = product.product;
    let turns = 0;
    const breaking = handoverHandlers({
      marks: makeMarks(TEST_KEY),
      store: product.store,
      clock: product.clock,
      transfer: (scope, key, { ticketId, to, reason }) => {
        if (++turns === 2) throw new Error('the power went');
        const command = { type: 'ticket.transfer', ticketId, memberId: to, reason } as const;
        const kept = key === null ? { key } : { ...key, remember: true as const };
        return execute(ticketAggregate(makeTemplates(), null), { scope, id: ticketId, command, ...kept });
      },
    });
    const { tenantId } = product.mine;
    const actor = {
      kind: 'member',
      id: member('dispatch'),
      roles: ['dispatcher'],
      grants: ['ticket.dispatch'],
    } as const;
    const scope: Scope = { tenantId, actor, channel: 'api', requestId: null };
    const call = { scope, locale: 'zh-CN', key: 'broken', upload: null, credential: '' } as const;
    await expect(breaking['handover.move'](order, call)).rejects.toThrow('the power went');
    const holders = async () => Promise.all(given.map(async ({ id }) => (await ticket(id)).assignee.id));
    expect((await holders()).filter((id) => id === member('tech2'))).toHaveLength(1);
    for (let turn = 0; turn < 2; turn++) {
      expect((await dispatch('handover.move', order, { key: 'broken' })).body).toEqual({ moved: 3, refused: [] });
    }
    expect(await holders()).toEqual(Array(3).fill(member('tech2')));
  });

  test('an offer that went to somebody who left is no work of theirs', async () => {
    const { id } = await reported(product);
    ticketIn(await dispatch('ticket.offer', { ticketId: id, memberIds: [member('tech4'), member('tech2')] }));
    await leaves('tech4');
    expect((await listed()).map((one: { member: { id: MemberId } }) => one.member.id)).not.toContain(member('tech4'));
  });

  test('only whoever may give work out, only one’s own people, only from whoever left to whoever is there', async () => {
    for (const login of ['tech2', 'resident1', 'audit']) {
      const as = product.as(login);
      expect(outcome(await as('handover.list', {}))).toBe('403 forbidden');
      const order = { from: member('tech3'), to: member('tech2'), reason: 'x' };
      expect(outcome(await as('handover.move', order))).toBe('403 forbidden');
    }
    const move = async (from: MemberId, to: MemberId, org: string = ORG) =>
      outcome(await product.as('dispatch', org)('handover.move', { from, to, reason: 'x' }));
    const { twin } = product;
    expect(await move(member('tech2'), member('tech1'))).toBe('404 not_found');
    expect(await move(member('tech3'), member('tech1'))).toBe('422 unknown_reference');
    expect(await move(member('tech3'), twin.member('tech1'))).toBe('422 unknown_reference');
    expect(await move(member('tech3'), twin.member('tech1'), TWIN)).toBe('404 not_found');
    expect(await listed(product.as('dispatch', TWIN))).toEqual([]);
  });
});
