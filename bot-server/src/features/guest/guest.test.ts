// Reporting without an account, over HTTP: from the label to the rating, what a guest may not, what waits and what comes of it.
import type { InputOf } from '@paidan/shared/contract/index';
import { ENDPOINTS, endpointNamed } from '@paidan/shared/contract/index';
import { DAY, HOUR, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { GuestRules } from '@paidan/shared/model/guest';
import { eachDatabase } from '../../../test/support/databases';
import { mutations } from '../../../test/support/mutate';
import { mp3, photo } from '../../../test/support/pictures';
import {
  ORG,
  outcome,
  type Reply,
  startProduct,
  type TestProduct,
  TWIN,
  ticketIn,
} from '../../../test/support/product';
import { event } from '../../store/tables/event';
import { file } from '../../store/tables/file';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { member } from '../../store/tables/member';
import { recent } from '../../store/tables/recent';
import { session } from '../../store/tables/session';
import { track } from '../../store/tables/track';
import { NEW_DEVICES } from './begin';
import { sweepGuests } from './sweep';

const GARDEN = { kind: 's', org: ORG, code: 'CH-G' } as const;
let devices = 0;
const device = () => `device-${String(++devices).padStart(20, '0')}`;

eachDatabase((_, open) => {
  let product: TestProduct;
  let rules: GuestRules;
  beforeAll(async () => {
    product = await startProduct(await open());
    rules = (await product.as('admin')('guest.rules', {})).body.values;
    // Most of what follows comes from one address.
    await allow({ limits: { device: 5, label: 1000, address: 1000 } });
  });
  beforeEach(() => product.clock.forward(2 * HOUR));
  afterAll(() => product?.stop());

  const allow = async (change: Partial<GuestRules>) => {
    const reply = await product.as('admin')('guest.changeRules', { values: { ...rules, ...change } });
    expect(outcome(reply)).toBe(200);
    rules = reply.body.values;
  };
  const begin = async (label: InputOf<'guest.begin'>['label'] = GARDEN, named = device()): Promise<string> => {
    const reply = await product.call('guest.begin', { label, device: named });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body.token;
  };
  /** Opened, looked at for a while, and sent. */
  const send = async (
    token: string,
    title: string,
    { more = {}, wait = 20 * SECOND, key }: { more?: object; wait?: number; key?: string } = {},
  ): Promise<Reply> => {
    const page = await product.call('guest.page', { label: GARDEN });
    product.clock.forward(wait);
    const input = {
      label: GARDEN,
      templateId: product.mine.template('public'),
      values: { title, priority: 'normal' },
      stamp: page.body.stamp as string,
      ...more,
    };
    return product.call('guest.report', input as never, {
      token,
      headers: key === undefined ? {} : { 'Idempotency-Key': key },
    });
  };
  const only = (reply: Reply) => {
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body;
  };
  let words = 0;
  const fresh = () => `花园第 ${++words} 盏路灯不亮`;

  test('what a scanner sees: the place, what can be reported, and of others’ reports only that there are some', async () => {
    const resident = product.as('resident1');
    const values = { title: '我家的私事', priority: 'normal', site: product.mine.site('CH-G'), phone: '13800138009' };
    const other = ticketIn(
      await resident('ticket.create', {
        templateId: product.mine.template('repair'),
        values: { ...values, category: 'power' },
      }),
    );
    ticketIn(
      await resident('ticket.create', {
        templateId: product.mine.template('complaint'),
        values: { ...values, description: '投诉' },
      }),
    );
    const { body } = await product.call('guest.page', { label: GARDEN });
    expect(body).toMatchObject({ state: 'open', org: { code: ORG }, place: { name: '中央花园' }, phone: 'optional' });
    expect(body.templates.map(({ code }: { code: string }) => code)).toEqual(['public', 'repair']);
    // Neither the place, which the label says, nor anything of the later steps.
    expect(body.templates[0].fields.map(({ key }: { key: string }) => key)).toEqual([
      'title',
      'description',
      'photos',
      'priority',
      'phone',
    ]);
    expect(body.nearby).toEqual([
      { ref: other.id, at: other.createdAt, what: { zh: '电路照明', en: 'Power and light' } },
    ]);
    expect(JSON.stringify(body)).not.toContain('私事');
    const byId = { kind: 's', id: product.mine.site('CH-G') as never } as const;
    expect((await product.call('guest.page', { label: byId })).body.place).toEqual(body.place);
  });

  test('from the label to the rating, by somebody who has no account', async () => {
    const token = await begin();
    const uploaded = await product.upload(await photo(320, 240), '灯.jpg', { token });
    expect(uploaded.status).toBe(200);
    const title = fresh();
    const more = { values: { title, priority: 'normal', photos: [uploaded.body.file.id], phone: '13900001111' } };
    const sent = only(await send(token, title, { more }));
    expect(sent).toMatchObject({
      outcome: 'accepted',
      report: { title, no: expect.any(Number), next: 'dispatch' },
    });
    const ticketId = sent.report.id;
    const as = (name: 'ticket.urge' | 'ticket.get' | 'ticket.timeline' | 'ticket.contact') =>
      product.call(name, { ticketId } as never, { token });
    const got = await as('ticket.get');
    expect(got.body.ticket).toMatchObject({
      title,
      no: sent.report.no,
      site: { name: expect.stringContaining('中央花园') },
      phase: 'open',
    });
    expect(got.body.actions.map(({ command }: { command: string }) => command).sort()).toEqual([
      'ticket.cancel',
      'ticket.comment',
      'ticket.rate',
      'ticket.urge',
    ]);
    expect(ticketIn(await as('ticket.urge')).urges).toBe(1);
    ticketIn(await product.call('ticket.comment', { ticketId, text: '晚上七点后方便' }, { token }));
    expect((await as('ticket.timeline')).body.items.map(({ type }: { type: string }) => type)).toContain(
      'ticket.commented',
    );
    // Not the private number of whoever comes, but the organization's own.
    expect((await as('ticket.contact')).body).toEqual({ phone: rules.contact });
    const picture = `${product.url}/api/files/${uploaded.body.file.id}`;
    expect((await fetch(picture, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);

    const tech = product.as('tech1');
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: product.mine.inside, override: '在花园里' }));
    ticketIn(await tech('ticket.complete', { ticketId, values: { remedy: '换了灯泡' } }));
    ticketIn(await product.as('dispatch')('ticket.confirm', { ticketId, values: {} }));
    const rated = ticketIn(
      await product.call('ticket.rate', { ticketId, values: { rating: { stars: 5, words: '很快' } } }, { token }),
    );
    expect(rated).toMatchObject({ phase: 'closed', stars: 5 });
    const mine = await product.call('ticket.list', { view: 'mine' }, { token });
    expect(mine.body.items.map(({ id }: { id: string }) => id)).toEqual([ticketId]);
    // Whoever works on it reads a name, and nobody counts the guest among the members.
    const seen = ticketIn(await product.as('dispatch')('ticket.get', { ticketId }));
    expect(seen.requester.name).toMatch(/^访客[0-9A-F]{4}$/);
    expect(await product.mine.reader.count(member, {}, 99)).toBe(12);
    const [person] = await product.mine.reader.find(guest, { where: { id: seen.requester.id } });
    expect(person).toMatchObject({ phone: '13900001111', reports: 1 });
  });

  test('the place is the label’s, whatever is sent; a template that is not open is refused', async () => {
    const token = await begin();
    const title = fresh();
    const away = { title, priority: 'normal', site: product.mine.room, asset: product.mine.asset('CH-POWER') };
    const sent = only(await send(token, title, { more: { values: away } }));
    const ticket = ticketIn(await product.call('ticket.get', { ticketId: sent.report.id }, { token }));
    expect(ticket).toMatchObject({ site: { id: product.mine.site('CH-G') }, asset: null });
    const closed = { templateId: product.mine.template('complaint') };
    expect(outcome(await send(token, title, { more: closed }))).toBe('403 guest_off');
  });

  test('a guest is nobody’s colleague: every endpoint that is not meant for them is closed', async () => {
    const token = await begin();
    for (const name of ENDPOINTS) {
      const endpoint = endpointNamed(name);
      if (endpoint?.auth !== 'member' || endpoint.guest !== undefined) continue;
      const reply = await product.call(name, {} as never, { token });
      expect({ name, outcome: outcome(reply) }).toEqual({ name, outcome: '403 forbidden' });
    }
    const stream = await fetch(`${product.url}/api/feed.stream`, { headers: { Authorization: `Bearer ${token}` } });
    expect(stream.status).toBe(403);
    expect((await product.call('feed.poll', { cursor: 0, limit: 500 }, { token })).body.items).toEqual([]);
  });

  test('a guest sees nothing of another guest, and nothing of another organization', async () => {
    const [one, other] = [await begin(), await begin()];
    const sent = only(await send(one, fresh()));
    const ticketId = sent.report.id;
    expect(outcome(await product.call('ticket.get', { ticketId }, { token: other }))).toBe('404 not_found');
    expect(outcome(await product.call('ticket.comment', { ticketId, text: '我' }, { token: other }))).toBe(
      '404 not_found',
    );
    expect(outcome(await product.call('guest.link', { id: ticketId }, { token: other }))).toBe('404 not_found');
    expect(outcome(await product.call('guest.held', { id: ticketId }, { token: other }))).toBe('404 not_found');
    expect((await product.call('ticket.list', {}, { token: other })).body.items).toEqual([]);
    const templateId = product.mine.template('complaint');
    expect(outcome(await product.call('template.get', { templateId }, { token: one }))).toBe('404 not_found');
    const there = { kind: 's', org: TWIN, code: 'YS-G' } as const;
    const foreign = await product.call('guest.begin', { label: there, device: device() });
    const token = foreign.body.token as string;
    expect(outcome(await product.call('ticket.get', { ticketId }, { token }))).toBe('404 not_found');
    expect(outcome(await send(token, fresh()))).toBe('404 not_found');
    const there2 = { label: there, templateId: product.twin.template('public') };
    expect(outcome(await send(one, fresh(), { more: there2 }))).toBe('404 not_found');
  });

  test('one device is one guest in one organization, in however many requests at once', async () => {
    const named = device();
    const before = await product.mine.reader.count(guest, {}, 999);
    const tokens = await Promise.all(Array.from({ length: 6 }, () => begin(GARDEN, named)));
    expect(new Set(tokens).size).toBe(6);
    const who = await Promise.all(tokens.map((token) => product.call('session.get', {}, { token })));
    expect(new Set(who.map(({ body }) => body.member.id)).size).toBe(1);
    expect(who[0]?.body).toMatchObject({ guest: true, member: { roles: [], grants: [] }, tenant: { code: ORG } });
    expect(await product.mine.reader.count(guest, {}, 999)).toBe(before + 1);
  });

  test('the same order twice is one ticket with one link, however it went', async () => {
    const token = await begin();
    const title = fresh();
    const key = `k-${title.length}-${words}`;
    const page = (await product.call('guest.page', { label: GARDEN })).body.stamp as string;
    product.clock.forward(MINUTE);
    const input = {
      label: GARDEN,
      templateId: product.mine.template('public'),
      values: { title, priority: 'normal' },
      stamp: page,
    };
    const twice = [1, 2].map(() => product.call('guest.report', input, { token, headers: { 'Idempotency-Key': key } }));
    const [one, two] = (await Promise.all(twice)).map(only);
    expect(two.report.id).toBe(one.report.id);
    expect(two.link).toBe(one.link);
    const later = only(await product.call('guest.report', input, { token, headers: { 'Idempotency-Key': key } }));
    expect(later).toMatchObject({ outcome: 'accepted', report: { id: one.report.id } });
    const advert = { ...input, values: { title: '加微信 abc12345', priority: 'normal' } };
    const kept = [];
    for (const _ of [1, 2]) {
      kept.push(
        only(await product.call('guest.report', advert, { token, headers: { 'Idempotency-Key': `${key}-2` } })),
      );
    }
    expect(kept[0]).toMatchObject({ outcome: 'held' });
    expect(kept[1]).toEqual(kept[0]);
  });

  test('the link opens that one report anywhere, until a month after its end', async () => {
    const token = await begin();
    const [first, second] = [only(await send(token, fresh())), only(await send(token, fresh()))];
    const [here, there] = [first.report.id, second.report.id];
    expect((await product.call('guest.link', { id: here }, { token })).body).toEqual({ link: first.link });
    const opened = await product.call('guest.follow', { link: first.link });
    expect(opened.body).toMatchObject({ id: here, isTicket: true, guest: true, tenant: { code: ORG } });
    const by = { token: opened.body.token as string };
    expect(ticketIn(await product.call('ticket.urge', { ticketId: here }, by)).urges).toBe(1);
    expect(outcome(await product.call('ticket.get', { ticketId: there }, by))).toBe('404 not_found');
    expect(outcome(await product.call('guest.link', { id: there }, by))).toBe('404 not_found');
    expect((await product.call('ticket.list', {}, by)).body.items.map(({ id }: { id: string }) => id)).toEqual([here]);
    expect(outcome(await send(by.token, fresh()))).toBe('403 forbidden');
    // Stored only as a hash.
    const rows = await product.mine.reader.find(track, { where: { ticketId: here } });
    expect(JSON.stringify(rows)).not.toContain(first.link);

    ticketIn(await product.call('ticket.cancel', { ticketId: here, reason: '自己好了' }, { token }));
    product.clock.forward(29 * DAY);
    expect((await product.call('guest.follow', { link: first.link })).status).toBe(200);
    product.clock.forward(2 * DAY);
    expect(outcome(await product.call('guest.follow', { link: first.link }))).toBe('404 link_over');
    expect(outcome(await product.call('guest.follow', { link: `${first.link.slice(0, -2)}xx` }))).toBe('404 link_over');
  });

  test('what was said waits with the report, and is the ticket’s when it is released', async () => {
    const token = await begin();
    const uploaded = await product.upload(mp3(), 'voice.mp3', { token });
    const voice = { file: uploaded.body.file.id, seconds: 3 };
    const values = { title: '漏', category: 'water', priority: 'normal', voice };
    const sent = only(await send(token, '漏', { more: { templateId: product.mine.template('repair'), values } }));
    expect(sent).toMatchObject({ outcome: 'held' });
    const { id } = sent.held;
    expect((await product.mine.reader.find(file, { where: { id: voice.file } }))[0]).toMatchObject({
      state: 'bound',
      streamId: id,
    });
    const [row] = await product.mine.reader.find(held, { where: { ticketId: id } });
    const released = await product.as('dispatch')('held.release', { ids: [row?.id as never] });
    expect(released.body.items).toMatchObject([{ done: true, message: null }]);
    expect(ticketIn(await product.call('ticket.get', { ticketId: id }, { token })).values).toMatchObject({ voice });
  });

  test('what nobody meant waits for somebody: released, it is a ticket with its number; the guest sees it all along', async () => {
    const token = await begin();
    const uploaded = await product.upload(await photo(200, 200), '广告.jpg', { token });
    const photos = [uploaded.body.file.id];
    const title = '疏通下水道 加微信 tong12345';
    const before = (await product.as('dispatch')('held.list', {})).body.waiting as number;
    const sent = only(await send(token, title, { more: { values: { title, priority: 'normal', photos } } }));
    expect(sent).toMatchObject({ outcome: 'held', held: { state: 'held', title, no: null } });
    // Why, is not for the one whom it concerns.
    expect(JSON.stringify(sent)).not.toContain('links');
    const id = sent.held.id;
    expect((await product.call('guest.held', {}, { token })).body.items).toEqual([sent.held]);
    // Kept with its pictures, though nobody has made a ticket of it for days.
    product.clock.forward(3 * DAY);
    const { tenantId } = product.mine;
    expect((await product.mine.reader.find(file, { where: { id: photos[0] } }))[0]).toMatchObject({ state: 'bound' });
    const list = (await product.as('dispatch')('held.list', {})).body;
    expect(list.waiting).toBe(before + 1);
    expect(list.items[0]).toMatchObject({
      why: ['links'],
      words: [title],
      photos,
      site: { id: product.mine.site('CH-G') },
      guest: { blocked: false, reports: 1 },
    });
    const heldId = list.items[0].id;
    for (const [login, status] of [
      ['dispatch', 200],
      ['tech1', 404],
    ] as const) {
      const headers = { Authorization: `Bearer ${await product.tokenFor(login)}` };
      expect((await fetch(`${product.url}/api/files/${photos[0]}`, { headers })).status).toBe(status);
    }
    const dispatch = product.as('dispatch');
    const released = await Promise.all([1, 2, 3].map(() => dispatch('held.release', { ids: [heldId] })));
    for (const { body } of released)
      expect(body.items).toEqual([{ id: heldId, done: true, no: expect.any(Number), message: null }]);
    const [{ no }] = (released[0] as Reply).body.items;
    const ticket = ticketIn(await product.call('ticket.get', { ticketId: id }, { token }));
    expect(ticket).toMatchObject({ no, title, source: 'miniapp', values: { photos } });
    expect((await product.call('guest.held', { id }, { token })).body.items).toMatchObject([{ state: 'released', no }]);
    const opened = await product.call('guest.follow', { link: sent.link });
    expect(opened.body).toMatchObject({ id, isTicket: true });
    const told = await product.mine.reader.find(event, { where: { streamId: heldId }, order: [['seq', 'asc']] });
    expect(told.map(({ type, byId }) => [type, byId])).toEqual([
      ['held.kept', ticket.requester.id],
      ['held.released', product.mine.member('dispatch')],
    ]);
    expect(tenantId).toBe(product.mine.tenantId);
  });

  test('spam, with its device blocked, and taken back; many at once, each by itself', async () => {
    const token = await begin();
    const kept = [];
    for (const title of ['www.example.com 一', 'www.example.com 二']) kept.push(only(await send(token, title)).held.id);
    const dispatch = product.as('dispatch');
    const rows = await product.mine.reader.find(held, { where: { ticketId: { in: kept } } });
    const ids = rows.map((row) => row.id as never);
    const marked = (await dispatch('held.spam', { ids: [...ids, '0'.repeat(20) as never], block: true })).body.items;
    expect(marked.map(({ done }: { done: boolean }) => done)).toEqual([true, true, false]);
    expect(
      (await product.call('guest.held', {}, { token })).body.items.map(({ state }: { state: string }) => state),
    ).toEqual(['spam', 'spam']);
    expect(outcome(await send(token, fresh()))).toBe('403 guest_blocked');
    expect((await dispatch('held.release', { ids })).body.items[0]).toMatchObject({ done: false });
    expect((await dispatch('held.list', { state: 'spam' })).body.items[0]).toMatchObject({
      decided: { by: { name: '王磊' } },
      guest: { blocked: true },
    });
    expect((await dispatch('held.restore', { ids })).body.items.every(({ done }: { done: boolean }) => done)).toBe(
      true,
    );
    expect(only(await send(token, fresh())).outcome).toBe('accepted');
    expect(outcome(await product.as('tech1')('held.list', {}))).toBe('403 forbidden');
  });

  test.each([
    ['a field that no person sees is filled in', 'trap', { trap: 'http://x' }, {}],
    ['sent as soon as the page was open', 'hasty', {}, { wait: 1 }],
    ['no stamp of ours', 'hasty', { stamp: 'forged.AAAA' }, {}],
    ['a number and nothing else', 'number', { values: { title: '13800001111', priority: 'normal' } }, {}],
    ['one letter', 'short', { values: { title: '坏', priority: 'normal' } }, {}],
  ])('%s: held', async (_what, why, more, how) => {
    const token = await begin();
    expect(only(await send(token, fresh(), { more, ...how })).outcome).toBe('held');
    expect((await product.as('dispatch')('held.list', { limit: 1 })).body.items[0].why).toEqual([why]);
  });

  test('the same words at the same place are held the second time, whoever says them; the organization may choose otherwise', async () => {
    const title = fresh();
    expect(only(await send(await begin(), title)).outcome).toBe('accepted');
    expect(only(await send(await begin(), `${title}！！`)).outcome).toBe('held');
    await allow({ holds: rules.holds.filter((hold) => hold !== 'duplicate') });
    expect(only(await send(await begin(), title)).outcome).toBe('accepted');
    await allow({ holds: [...rules.holds, 'duplicate'] });
  });

  test('five an hour from one device, then when to come again; what was refused for its form takes no place', async () => {
    const token = await begin();
    for (const _ of [1, 2, 3]) expect(outcome(await send(token, fresh(), { more: { values: {} } }))).toBe('422 form');
    for (const _ of [1, 2, 3, 4, 5]) expect(only(await send(token, fresh())).outcome).toBe('accepted');
    const full = await send(token, fresh());
    expect(outcome(full)).toBe('429 guest_limit');
    const { minutes } = full.body.error.data;
    expect(minutes).toBeGreaterThan(50);
    expect(full.headers.get('retry-after')).toBe(String(minutes * 60));
    expect(full.body.error.message).toContain(String(minutes));
    expect(only(await send(await begin(), fresh())).outcome).toBe('accepted');
    product.clock.forward(minutes * MINUTE);
    expect(only(await send(token, fresh())).outcome).toBe('accepted');
  });

  test('twenty at once from one label: as many as are allowed, and not one more', async () => {
    await allow({ limits: { device: 5, label: 7, address: 1000 } });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => begin()));
    const page = (await product.call('guest.page', { label: GARDEN })).body.stamp as string;
    product.clock.forward(MINUTE);
    const replies = await Promise.all(
      tokens.map((token) =>
        product.call(
          'guest.report',
          {
            label: GARDEN,
            templateId: product.mine.template('public'),
            values: { title: fresh(), priority: 'normal' },
            stamp: page,
          },
          { token },
        ),
      ),
    );
    const outcomes = replies.map(outcome);
    expect(outcomes.filter((one) => one === 200)).toHaveLength(7);
    expect(outcomes.filter((one) => one === '429 guest_limit')).toHaveLength(13);
    await allow({ limits: { device: 5, label: 1000, address: 2 } });
    product.clock.forward(2 * HOUR);
    for (const expected of [200, 200, '429 guest_limit'])
      expect(outcome(await send(await begin(), fresh()))).toBe(expected);
    await allow({ limits: { device: 5, label: 1000, address: 1000 } });
    const rows = await product.mine.reader.find(recent, { where: {} });
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0|CH-G/);
  });

  test('the same trouble as somebody before: said once in that report’s timeline, without seeing it', async () => {
    const sent = only(await send(await begin(), fresh()));
    const token = await begin();
    const input = { label: GARDEN, ref: sent.report.id };
    for (const _ of [1, 2]) expect(outcome(await product.call('guest.meToo', input, { token }))).toBe(200);
    const { items } = (await product.as('dispatch')('ticket.timeline', { ticketId: sent.report.id })).body;
    expect(items.filter(({ type }: { type: string }) => type === 'ticket.commented')).toHaveLength(1);
    const elsewhere = { label: { kind: 's', org: ORG, code: 'CH-P' } as const, ref: sent.report.id };
    expect(outcome(await product.call('guest.meToo', elsewhere, { token }))).toBe('404 not_found');
    expect(outcome(await product.call('ticket.get', { ticketId: sent.report.id }, { token }))).toBe('404 not_found');
  });

  test('the phone number as the organization wants it', async () => {
    const token = await begin();
    await allow({ phone: 'required' });
    const missing = await send(token, fresh());
    expect(missing.body.error).toMatchObject({
      code: 'form',
      data: { fields: [{ key: 'phone', problem: 'required' }] },
    });
    await allow({ phone: 'never' });
    const keys = (await product.call('guest.page', { label: GARDEN })).body.templates[0].fields.map(
      ({ key }: { key: string }) => key,
    );
    expect(keys).not.toContain('phone');
    await allow({ phone: 'optional' });
    expect(only(await send(token, fresh())).outcome).toBe('accepted');
  });

  test('switched off, retired, unknown: each says so, and what was begun can still be followed', async () => {
    const token = await begin();
    const sent = only(await send(token, fresh()));
    const admin = product.as('admin');
    const shed = (await admin('site.create', { code: 'CH-SHED', kind: 'area', name: '车棚', parentId: null })).body
      .record;
    expect(outcome(await admin('site.retire', { id: shed.id }))).toBe(200);
    const garage = { kind: 's', org: ORG, code: 'CH-SHED' } as const;
    expect((await product.call('guest.page', { label: garage })).body).toEqual({
      state: 'retired',
      org: { code: ORG, name: '翠湖物业' },
      contact: rules.contact,
    });
    expect(outcome(await send(token, fresh(), { more: { label: garage } }))).toBe('409 retired');
    for (const [org, code] of [
      ['nobody', 'CH-G'],
      [ORG, 'CH-NOWHERE'],
    ] as const) {
      expect(outcome(await product.call('guest.page', { label: { kind: 's', org, code } }))).toBe('404 not_found');
    }
    await allow({ on: false });
    expect((await product.call('guest.page', { label: GARDEN })).body).toMatchObject({ state: 'off' });
    expect(outcome(await product.call('guest.begin', { label: GARDEN, device: device() }))).toBe('403 guest_off');
    expect(outcome(await send(token, fresh()))).toBe('403 guest_off');
    expect((await product.call('ticket.get', { ticketId: sent.report.id }, { token })).status).toBe(200);
    await allow({ on: true });
  });

  test('the choice is the organization’s, with its audit, and only of templates that are there', async () => {
    const admin = product.as('admin');
    const { version } = (await admin('guest.rules', {})).body;
    expect(outcome(await admin('guest.changeRules', { version: version - 1, values: rules }))).toBe('409 stale');
    expect(outcome(await product.as('dispatch')('guest.rules', {}))).toBe('403 forbidden');
    expect((await admin('guest.changeRules', { version, values: rules })).body.version).toBe(version);
    const told = await product.mine.reader.find(event, { where: { kind: 'guestRules' } });
    expect(told.length).toBe(version);
  });

  test('whatever a guest sends: refused with a reason, or carried out', async () => {
    const stamp = (await product.call('guest.page', { label: GARDEN })).body.stamp;
    const good = {
      label: GARDEN,
      templateId: product.mine.template('public'),
      values: { title: '路灯坏了', priority: 'normal', phone: '13900001111', photos: [] },
      trap: '',
      stamp,
    };
    for (const { what, input } of mutations(good, { places: 20, each: 6 })) {
      const reply = await product.call('guest.report', input as never, { token: await begin() });
      expect({ what, fault: reply.status >= 500 ? reply.body : null }).toEqual({ what, fault: null });
      product.clock.forward(2 * HOUR);
    }
  });

  test('a dozen pictures that no report took, and so many new devices from one address', async () => {
    const token = await begin();
    const bytes = await photo(40, 40);
    for (let at = 0; at < 12; at++) expect((await product.upload(bytes, 'x.jpg', { token })).status).toBe(200);
    expect(outcome(await product.upload(bytes, 'x.jpg', { token }))).toBe('429 file_count');
    const replies: Reply[] = [];
    for (let at = 0; at < NEW_DEVICES + 1; at++) {
      replies.push(await product.call('guest.begin', { label: GARDEN, device: device() }));
    }
    const last = replies.at(-1) as Reply;
    expect(outcome(last)).toBe('429 guest_limit');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('who never sent anything is forgotten after a week; spam loses its words after a month', async () => {
    const named = device();
    const idle = await begin(GARDEN, named);
    const spammer = await begin();
    const id = only(await send(spammer, 'www.example.com 三')).held.id;
    const [row] = await product.mine.reader.find(held, { where: { ticketId: id } });
    await product.as('dispatch')('held.spam', { ids: [row?.id as never] });
    const sessions = () => product.store.system.read.count(session, {}, 9999);
    product.clock.forward(8 * DAY);
    const before = await sessions();
    expect(await sweepGuests(product.store, product.clock.now())).toBeGreaterThan(0);
    expect(await sessions()).toBeLessThan(before);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(outcome(await product.call('session.get', {}, { token: idle }))).toBe('401 signed_out');
    expect((await product.call('session.get', {}, { token: spammer })).status).toBe(200);
    product.clock.forward(31 * DAY);
    await sweepGuests(product.store, product.clock.now());
    expect((await product.mine.reader.find(held, { where: { ticketId: id } }))[0]).toMatchObject({
      title: '',
      values: {},
      state: 'spam',
    });
    expect(await product.mine.reader.count(recent, {}, 9)).toBe(0);
  });

  test('and both timelines still prove themselves', async () => expect(await product.findings()).toEqual([]));
});
