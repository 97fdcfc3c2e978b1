// A ticket's whole life, as its people live it: every step over HTTP, on both databases.
import type { TicketId } from '@paidan/shared/kernel/id';
import { DAY, HOUR, MINUTE } from '@paidan/shared/kernel/time';
import { event } from '../src/store/tables/event';
import { file } from '../src/store/tables/file';
import { timer } from '../src/store/tables/timer';
import { workItem } from '../src/store/tables/workItem';
import { eachDatabase } from './support/databases';
import { type Caller, outcome, report, reported, startProduct, type TestProduct, ticketIn } from './support/product';

const TECHNICIANS = 20;

eachDatabase((_, open) => {
  let product: TestProduct;
  let resident: Caller;
  let dispatcher: Caller;
  let technicians: readonly { readonly login: string; readonly call: Caller }[];

  beforeAll(async () => {
    product = await startProduct(await open());
    resident = product.as('resident1');
    dispatcher = product.as('dispatch');
    const admin = product.as('admin');
    const logins = Array.from({ length: TECHNICIANS }, (_unused, at) => `tech${at + 1}`);
    for (const login of logins.slice(4)) {
      const made = await admin('member.create', { login, name: `技师${login}`, roles: ['technician'] });
      expect(outcome(made)).toBe(200);
    }
    technicians = logins.map((login) => ({ login, call: product.as(login) }));
  });
  afterEach(async () => expect(await product.findings()).toEqual([]));
  afterAll(() => product?.stop());

  const typesOf = async (id: TicketId) => {
    const rows = await product.mine.reader.find(event, { where: { streamId: id }, order: [['seq', 'asc']] });
    return rows.map((row) => row.type.replace('ticket.', ''));
  };
  const timersOf = async (id: TicketId) =>
    (await product.mine.reader.find(timer, { where: { ticketId: id } })).map((row) => row.purpose);
  const actionsOf = async (caller: Caller, id: TicketId) => {
    const { body } = await caller('ticket.get', { ticketId: id });
    return body.actions
      .filter((one: { enabled: boolean }) => one.enabled)
      .map((one: { command: string }) => one.command);
  };

  /** Assigned to and accepted by `tech1`. */
  async function underWay(more = {}) {
    const made = await reported(product, more);
    const ticketId = made.id;
    ticketIn(await dispatcher('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    ticketIn(await product.as('tech1')('ticket.accept', { ticketId }));
    return ticketId;
  }
  /** Completed by `tech1`, with a photograph after. */
  async function finished() {
    const ticketId = await underWay();
    const tech = product.as('tech1');
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
    const values = { afterPhotos: [await product.picture('tech1')] };
    ticketIn(await tech('ticket.complete', { ticketId, values }));
    return ticketId;
  }

  test('report, offer, twenty who press at once, work on site, acceptance, rating', async () => {
    const { mine, clock } = product;
    const began = clock.now();
    const photos = [await product.picture('resident1'), await product.picture('resident1')];
    const created = await resident(
      'ticket.create',
      { templateId: mine.template('repair'), values: report(mine, { photos, description: '水槽下面一直滴水' }) },
      { channel: 'miniapp', key: 'story-1' },
    );
    const { id: ticketId, no, phase, dueAt } = ticketIn(created);
    expect([phase, dueAt]).toEqual(['open', began + DAY]);
    expect(no).toBeGreaterThan(1000);
    const kept = await mine.reader.find(file, { where: { streamId: ticketId } });
    expect(kept.map((row) => [row.state, row.mime])).toEqual([
      ['bound', 'image/jpeg'],
      ['bound', 'image/jpeg'],
    ]);
    const cursor = (await dispatcher('feed.poll', {})).body.cursor;

    expect(outcome(await product.as('tech1')('ticket.get', { ticketId }))).toBe('404 not_found');
    clock.forward(MINUTE);
    ticketIn(await dispatcher('ticket.offer', { ticketId }));
    const pool = await product.as('tech7')('ticket.list', { view: 'pool' });
    expect(pool.body.items.map((item: { id: string }) => item.id)).toEqual([ticketId]);

    clock.forward(MINUTE);
    const replies = await Promise.all(technicians.map(({ call }) => call('ticket.accept', { ticketId })));
    const won = technicians.filter((_one, at) => replies[at]?.status === 200);
    expect(won).toHaveLength(1);
    const [winner] = won as [(typeof technicians)[number]];
    const winnerId = (await winner.call('session.get', {})).body.member;
    const lost = replies.filter((reply) => reply.status !== 200);
    expect(lost).toHaveLength(TECHNICIANS - 1);
    for (const reply of lost) {
      expect(outcome(reply)).toBe('409 taken');
      expect(reply.body.error.data).toEqual({ by: winnerId.id, name: winnerId.name });
      expect(reply.body.error.message).toContain(winnerId.name);
    }
    expect((await typesOf(ticketId)).filter((type) => type === 'accepted')).toHaveLength(1);
    const after = await mine.reader.find(workItem, { where: { ticketId, state: 'open' } });
    expect(after.map((item) => [item.kind, item.handlerId])).toEqual([['task', winnerId.id]]);
    expect(await actionsOf(winner.call, ticketId)).toEqual(
      expect.arrayContaining(['ticket.depart', 'ticket.arrive', 'ticket.log', 'ticket.transfer']),
    );
    const [loser] = technicians.filter((one) => one !== winner) as [(typeof technicians)[number]];
    expect(await actionsOf(loser.call, ticketId)).toEqual([]);

    clock.forward(5 * MINUTE);
    const work = winner.call;
    ticketIn(await work('ticket.depart', { ticketId }, { channel: 'miniapp' }));
    expect(outcome(await work('ticket.complete', { ticketId, values: {} }))).toBe('409 arrive_first');
    const far = { lat: mine.inside.lat + 0.05, lng: mine.inside.lng };
    const outside = await work('ticket.arrive', { ticketId, position: far });
    expect([outcome(outside), outside.body.error.data.radius]).toEqual(['422 outside_fence', 150]);
    expect(outside.body.error.data.distance).toBeGreaterThan(5000);
    const vague = await work('ticket.arrive', { ticketId, position: { ...mine.inside, accuracy: 5000 } });
    expect(outcome(vague)).toBe('422 position_vague');
    clock.forward(20 * MINUTE);
    ticketIn(await work('ticket.arrive', { ticketId, position: { ...mine.inside, accuracy: 12 } }));
    expect(outcome(await work('ticket.arrive', { ticketId, position: mine.inside }))).toBe('409 already');

    const before = await product.picture(winner.login);
    const logged = { text: '已关闭阀门', minutes: 25, values: { beforePhotos: [before] } };
    ticketIn(await work('ticket.log', { ticketId, ...logged }));
    expect(outcome(await work('ticket.complete', { ticketId, values: {} }))).toBe('422 form');
    const last = await product.picture(winner.login);
    const done = ticketIn(
      await work('ticket.complete', { ticketId, values: { fault: '密封圈老化', afterPhotos: [last] } }),
    );
    expect([done.phase, done.workMinutes]).toEqual(['done', 25]);

    clock.forward(HOUR);
    expect(outcome(await work('ticket.confirm', { ticketId, values: {} }))).toBe('403 not_yours');
    expect(outcome(await resident('ticket.confirm', { ticketId, values: {} }))).toBe('422 form');
    const signature = await product.picture('resident1');
    const confirmed = ticketIn(await resident('ticket.confirm', { ticketId, values: { signature } }));
    expect(confirmed.node.id).toBe('rate');
    const rating = { stars: 5, tags: ['响应及时'], words: '很好' };
    const closed = ticketIn(await resident('ticket.rate', { ticketId, values: { rating } }));
    expect([closed.phase, closed.stars, closed.endedAt]).toEqual(['closed', 5, clock.now()]);
    expect(outcome(await resident('ticket.rate', { ticketId, values: { rating } }))).toBe('409 ended');
    expect(await timersOf(ticketId)).toEqual([]);

    const timeline = await dispatcher('ticket.timeline', { ticketId }, { locale: 'zh' });
    expect(
      timeline.body.items.map((item: { type: string; by: { name: string } | null; channel: string }) => [
        item.type.replace('ticket.', ''),
        item.by?.name,
        item.channel,
      ]),
    ).toEqual([
      ['created', '吴芳', 'api'],
      ['entered', '吴芳', 'api'],
      ['offered', '王磊', 'api'],
      ['accepted', winnerId.name, 'api'],
      ['entered', winnerId.name, 'api'],
      ['departed', winnerId.name, 'api'],
      ['arrived', winnerId.name, 'api'],
      ['logged', winnerId.name, 'api'],
      ['completed', winnerId.name, 'api'],
      ['entered', winnerId.name, 'api'],
      ['confirmed', '吴芳', 'api'],
      ['entered', '吴芳', 'api'],
      ['rated', '吴芳', 'api'],
      ['closed', '吴芳', 'api'],
    ]);
    const times = timeline.body.items.map((item: { at: number }) => item.at - began);
    expect(times.slice(0, 4)).toEqual([0, 0, MINUTE, 2 * MINUTE]);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(timeline.body.items[3].names).toEqual({ [winnerId.id]: winnerId.name });
    expect(timeline.body.items[4].names).toEqual({ repair: '执行' });

    await product.settled();
    const told = await dispatcher('feed.poll', { cursor, limit: 500 });
    const here = told.body.items.filter((item: { id: string }) => item.id === ticketId);
    expect(here.map((item: { type: string }) => item.type.replace('ticket.', ''))).toEqual(
      (await typesOf(ticketId)).slice(-here.length),
    );
    expect(here.at(-1).type).toBe('ticket.closed');
    const stranger = await product.as('resident2')('feed.poll', { cursor, limit: 500 });
    expect(stranger.body.items.filter((item: { id: string }) => item.id === ticketId)).toEqual([]);
  });

  test('through which channel something was said stands in the timeline', async () => {
    const cookie = await product.cookieFor('resident1');
    const input = { templateId: product.mine.template('repair'), values: report(product.mine) };
    const headers = { 'X-Paidan-Channel': 'miniapp' };
    const made = ticketIn(await product.call('ticket.create', input, { cookie, headers }));
    expect(made.source).toBe('miniapp');
    const { body } = await product.call('ticket.timeline', { ticketId: made.id }, { cookie });
    expect(body.items.map((item: { channel: string }) => item.channel)).toEqual(['miniapp', 'miniapp']);
  });

  test('sent back with a reason: the same technician works again, and arrives again', async () => {
    const ticketId = await finished();
    const tech = product.as('tech1');
    expect(outcome(await resident('ticket.reject', { ticketId, reason: '' }))).toBe('400 invalid');
    const photos = [await product.picture('resident1')];
    const back = ticketIn(await resident('ticket.reject', { ticketId, reason: '还在滴水', photos }));
    expect([back.phase, back.node.id, back.arrivedAt, back.assignee.id]).toEqual([
      'active',
      'repair',
      null,
      product.mine.member('tech1'),
    ]);
    expect(outcome(await tech('ticket.complete', { ticketId, values: {} }))).toBe('409 arrive_first');
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside }));
    ticketIn(await tech('ticket.complete', { ticketId, values: { afterPhotos: [await product.picture('tech1')] } }));
    const signature = await product.picture('resident1');
    expect(ticketIn(await resident('ticket.confirm', { ticketId, values: { signature } })).node.id).toBe('rate');
  });

  test('handed on: the new one must accept, the old one keeps seeing it', async () => {
    const ticketId = await underWay();
    const { mine } = product;
    const to = mine.member('tech2');
    const stranger = { ticketId, memberId: mine.member('resident2'), reason: '请假' };
    expect(outcome(await product.as('tech1')('ticket.transfer', stranger))).toBe('422 not_candidate');
    const moved = ticketIn(await product.as('tech1')('ticket.transfer', { ticketId, memberId: to, reason: '请假' }));
    expect([moved.assignee.id, moved.acceptedAt]).toEqual([to, null]);
    expect(outcome(await product.as('tech1')('ticket.depart', { ticketId }))).toBe('403 not_yours');
    expect(outcome(await product.as('tech1')('ticket.get', { ticketId }))).toBe(200);
    expect(outcome(await product.as('tech2')('ticket.depart', { ticketId }))).toBe('409 accept_first');
    ticketIn(await product.as('tech2')('ticket.accept', { ticketId }));
    ticketIn(await product.as('tech2')('ticket.depart', { ticketId }));
    const items = await mine.reader.find(workItem, { where: { ticketId }, order: [['no', 'asc']] });
    expect(items.map((item) => [item.kind, item.handlerId ?? item.role, item.state])).toEqual([
      ['dispatch', 'dispatcher', 'done'],
      ['task', mine.member('tech1'), 'done'],
      ['task', to, 'open'],
    ]);
  });

  test('called off: nothing is left to do, no timer rings', async () => {
    const { id: ticketId } = await reported(product);
    expect(outcome(await product.as('resident2')('ticket.cancel', { ticketId, reason: '误报' }))).toBe('404 not_found');
    const gone = ticketIn(await resident('ticket.cancel', { ticketId, reason: '误报' }));
    expect([gone.phase, gone.work]).toEqual(['cancelled', []]);
    expect(await timersOf(ticketId)).toEqual([]);
    expect(await product.mine.reader.count(workItem, { ticketId, state: 'open' }, 9)).toBe(0);
    expect(outcome(await dispatcher('ticket.offer', { ticketId }))).toBe('409 ended');
  });

  test('whoever reported it may call it off until somebody is on site; dispatch may later', async () => {
    const ticketId = await underWay();
    ticketIn(await product.as('tech1')('ticket.arrive', { ticketId, position: product.mine.inside }));
    expect(outcome(await resident('ticket.cancel', { ticketId, reason: '不用了' }))).toBe('409 wrong_step');
    expect(outcome(await dispatcher('ticket.cancel', { ticketId, reason: '重复' }))).toBe(200);
  });

  test('urging cools down, and the answer says until when', async () => {
    const { id: ticketId } = await reported(product);
    expect(ticketIn(await resident('ticket.urge', { ticketId })).urges).toBe(1);
    const soon = await resident('ticket.urge', { ticketId });
    expect([outcome(soon), soon.body.error.data.until]).toEqual([
      '429 cooling_down',
      product.clock.now() + 10 * MINUTE,
    ]);
    product.clock.forward(10 * MINUTE - 1);
    expect(outcome(await resident('ticket.urge', { ticketId }))).toBe('429 cooling_down');
    product.clock.forward(1);
    expect(ticketIn(await resident('ticket.urge', { ticketId })).urges).toBe(2);
  });

  test('a photograph is one ticket’s for good, and its uploader’s to give', async () => {
    const mine = await product.picture('resident1');
    const first = await reported(product, { photos: [mine] });
    const again = await resident('ticket.create', {
      templateId: product.mine.template('repair'),
      values: report(product.mine, { photos: [mine] }),
    });
    expect(outcome(again)).toBe('422 unknown_reference');
    const others = await product.picture('resident2');
    expect(outcome(await resident('ticket.comment', { ticketId: first.id, text: '图', photos: [others] }))).toBe(
      '422 unknown_reference',
    );
  });

  test('two tickets that want the same photograph at once: one gets it', async () => {
    const shared = await product.picture('resident1');
    const input = { templateId: product.mine.template('repair'), values: report(product.mine, { photos: [shared] }) };
    const replies = await Promise.all([1, 2, 3, 4].map(() => resident('ticket.create', input)));
    expect(replies.map(outcome).sort()).toEqual([200, ...Array(3).fill('422 unknown_reference')]);
  });
});
