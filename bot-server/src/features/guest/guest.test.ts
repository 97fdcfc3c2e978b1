// Reporting without an account, over HTTP: from the label to the rating, what a guest may not, what waits and what comes of it.
import type { HeldView } from '@paidan/shared/contract/guest';
import type { InputOf } from '@paidan/shared/contract/index';
import { ENDPOINTS, endpointNamed } from '@paidan/shared/contract/index';
import type { TimelineItem } from '@paidan/shared/contract/ticket';
import type { MemberId } from '@paidan/shared/kernel/id';
import { DAY, HOUR, MINUTE, SECOND } from '@paidan/shared/kernel/time';
import type { GuestRules } from '@paidan/shared/model/guest';
import { GUEST_WRITES } from '@paidan/shared/rules/guest/limits';
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
import { systemScope } from '../../core/scope';
import { event } from '../../store/tables/event';
import { file } from '../../store/tables/file';
import { guest } from '../../store/tables/guest';
import { held } from '../../store/tables/held';
import { member } from '../../store/tables/member';
import { recent } from '../../store/tables/recent';
import { session } from '../../store/tables/session';
import { ticket } from '../../store/tables/ticket';
import { track } from '../../store/tables/track';
import { standsIn } from '../../store/vault';
import { NEW_DEVICES } from './begin';
import { makeSecrets } from './secrets';
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
      'voice',
      'category',
      'priority',
      'phone',
    ]);
    expect(body.nearby).toEqual([
      {
        ...{ ref: other.id, at: other.createdAt, what: { zh: '电路照明', en: 'Power and light' } },
        ...{ phase: other.phase, others: 0 },
      },
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
    expect(seen.requester.name).toMatch(/^Guest [0-9A-F]{4}$/);
    expect(await product.mine.reader.count(member, {}, 99)).toBe(12);
    const [person] = await product.mine.reader.find(guest, { where: { id: seen.requester.id } });
    expect(standsIn(person?.phone)).toBe(true);
    const shown = await product.product.masked(systemScope(product.mine.tenantId), person);
    expect(shown).toMatchObject({ phone: '139****1111', reports: 1 });
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

  test('whoever reads of a guest does so in their own language, as an earlier version wrote them down as well', async () => {
    const { as, mine, store } = product;
    const token = await begin();
    const sent = only(await send(token, fresh()));
    const ticketId = sent.report.id;
    expect(only(await send(token, '专业疏通下水道 加微信 tong88888')).outcome).toBe('held');
    const id = ticketIn(await as('dispatch')('ticket.get', { ticketId })).requester.id as MemberId;
    const tag = (await mine.reader.one(guest, { id }))?.name ?? '';
    expect(tag).toMatch(/^[0-9A-F]{4}$/);
    for (const stored of [tag, `访客${tag}`]) {
      await store.unit(mine, (u) => u.change(guest, { id }, { name: stored }));
      for (const locale of ['zh', 'en'] as const) {
        const [zh, en] = [`访客${tag}`, `Guest ${tag}`];
        const [own, other] = locale === 'zh' ? [zh, en] : [en, zh];
        const [asked, dispatch] = [{ locale }, as('dispatch')];
        const follow = { link: sent.link, device: device() };
        const headers = { 'Accept-Language': locale };
        const answers = await Promise.all([
          dispatch('ticket.get', { ticketId }, asked),
          dispatch('ticket.timeline', { ticketId }, asked),
          dispatch('ticket.list', { view: 'all' }, asked),
          dispatch('ticket.export', { format: 'csv', templateId: mine.template('public') }, asked),
          as('admin')('held.list', {}, asked),
          as('admin')('held.export', { format: 'csv' }, asked),
          product.call('session.get', {}, { token, headers }),
          product.call('ticket.timeline', { ticketId }, { token, headers }),
          product.call('guest.follow', follow, { headers }),
        ]);
        const told = answers.map(({ status, body }, at) => {
          const said = typeof body === 'string' ? body : JSON.stringify(body);
          return [at, status, said.includes(own), said.includes(other)];
        });
        expect(told).toEqual(answers.map((_, at) => [at, 200, true, false]));
      }
    }
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

  test('whoever has a session of another organization, as a guest or as a member, reports here as a guest of here', async () => {
    const there = { kind: 's', org: TWIN, code: 'YS-G' } as const;
    const named = device();
    const sessions = [await begin(there, named), await product.tokenFor('resident1', TWIN)];
    for (const other of sessions) {
      const here = await product.call('guest.begin', { label: GARDEN, device: named }, { token: other });
      expect(here.body).toMatchObject({ tenant: { code: ORG }, guest: true });
      const title = fresh();
      const refused = await send(other, title);
      expect(outcome(refused)).toMatch(/^40[34] /);
      const { report } = only(await send(here.body.token, title));
      const own = await product.call('ticket.get', { ticketId: report.id }, { token: here.body.token });
      expect(ticketIn(own).title).toBe(title);
      expect(outcome(await product.call('ticket.get', { ticketId: report.id }, { token: other }))).toBe(
        '404 not_found',
      );
      // With an account here as well, it is theirs once they say so.
      const resident = product.as('resident1');
      const claimed = await resident('guest.claim', { device: named, ids: [report.id] });
      expect(outcome(claimed)).toBe(200);
      expect(ticketIn(await resident('ticket.get', { ticketId: report.id })).requester.id).toBe(
        product.mine.member('resident1'),
      );
    }
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

  test('whoever only has the link follows, urges and adds; what ends the report or speaks for its owner is the device’s', async () => {
    const mine = device();
    const token = await begin(GARDEN, mine);
    const values = { title: fresh(), category: 'water', priority: 'normal' };
    const sent = only(await send(token, '', { more: { templateId: product.mine.template('repair'), values } }));
    const ticketId = sent.report.id;
    const opened = (await product.call('guest.follow', { link: sent.link, device: device() })).body;
    expect(opened).toMatchObject({ id: ticketId, own: false });
    const by = { token: opened.token as string };
    ticketIn(await product.call('ticket.urge', { ticketId }, by));
    ticketIn(await product.call('ticket.comment', { ticketId, text: '门口有人' }, by));
    expect(outcome(await product.call('ticket.cancel', { ticketId, reason: '不修了' }, by))).toBe('403 link_only');
    // It may have been a neighbour: neither is signed with the name of whoever reported; what that one says is.
    ticketIn(await product.call('ticket.comment', { ticketId, text: '我在家' }, { token }));
    const told = await product.call(
      'ticket.timeline',
      { ticketId },
      { token, headers: { 'Accept-Language': 'zh-CN' } },
    );
    const signed = told.body.items.map(({ type, by: who, data }: TimelineItem) => [
      type,
      who?.name,
      data.byLink ?? false,
    ]);
    const owner = told.body.items[0].by.name as string;
    expect(owner).toMatch(/^访客/);
    expect(signed).toEqual(
      expect.arrayContaining([
        ['ticket.urged', '有链接的人', true],
        ['ticket.commented', '有链接的人', true],
        ['ticket.commented', owner, false],
      ]),
    );
    const english = await product.as('dispatch')('ticket.timeline', { ticketId }, { locale: 'en' });
    expect(english.body.items).toContainEqual(
      expect.objectContaining({
        type: 'ticket.urged',
        by: expect.objectContaining({ name: 'Somebody with the link' }),
      }),
    );
    // Somebody comes and mends it.
    const tech = product.as('tech1');
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    ticketIn(await tech('ticket.arrive', { ticketId, position: null, override: '没有信号' }));
    ticketIn(await tech('ticket.complete', { ticketId, values: { afterPhotos: [await product.picture('tech1')] } }));
    for (const [name, input] of [
      ['ticket.confirm', { values: {} }],
      ['ticket.reject', { reason: '没修好' }],
    ] as const) {
      expect(outcome(await product.call(name, { ticketId, ...input }, by))).toBe('403 link_only');
    }
    const answer = (await product.call('ticket.get', { ticketId }, by)).body;
    const off = answer.actions.filter(({ enabled }: { enabled: boolean }) => !enabled);
    expect(
      off.map(({ command, refusal }: { command: string; refusal: { code: string } }) => [command, refusal.code]),
    ).toEqual(
      expect.arrayContaining([
        ['ticket.confirm', 'link_only'],
        ['ticket.reject', 'link_only'],
      ]),
    );
    expect(answer.actions).toContainEqual({ command: 'ticket.comment', enabled: true });
    // The same link on the device that reported opens everything of it.
    const own = (await product.call('guest.follow', { link: sent.link, device: mine })).body;
    expect(own).toMatchObject({ id: ticketId, own: true });
    ticketIn(await product.call('ticket.reject', { ticketId, reason: '还在漏' }, { token: own.token }));
    expect((await product.call('guest.held', {}, { token: own.token })).status).toBe(200);
  });

  test('its owner switches the link off: for whoever opens it, and for whoever has it open; nobody else can', async () => {
    const token = await begin();
    const [sent, kept] = [only(await send(token, fresh())), only(await send(token, fresh()))];
    const id = sent.report.id;
    const by = { token: (await product.call('guest.follow', { link: sent.link })).body.token as string };
    const other = { token: await begin() };
    expect(outcome(await product.call('guest.revokeLink', { id }, by))).toBe('403 link_only');
    expect(outcome(await product.call('guest.revokeLink', { id: kept.report.id }, by))).toBe('404 not_found');
    expect(outcome(await product.call('guest.revokeLink', { id }, other))).toBe('404 not_found');
    expect((await product.call('ticket.get', { ticketId: id }, by)).status).toBe(200);
    for (const _ of [1, 2]) expect((await product.call('guest.revokeLink', { id }, { token })).status).toBe(200);
    const refused = await product.call(
      'guest.follow',
      { link: sent.link },
      { headers: { 'Accept-Language': 'zh-CN' } },
    );
    expect(outcome(refused)).toBe('404 link_revoked');
    expect(refused.body.error.message).toContain('停用');
    // Whoever had it is told whom to ask instead: the number that the organization publishes.
    expect(refused.body.error.data).toEqual({ org: '翠湖物业', contact: rules.contact });
    expect(rules.contact).toMatch(/\d{8}/);
    const made = await product.call('guest.follow', { link: `${sent.link.slice(0, -4)}aaaa` });
    expect([outcome(made), made.body.error.data]).toEqual(['404 link_over', undefined]);
    expect(outcome(await product.call('guest.link', { id }, { token }))).toBe('404 link_revoked');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await product.call('ticket.get', { ticketId: id }, by)).status).toBe(401);
    // The report itself is its owner's as before, and so is the other link.
    expect((await product.call('ticket.get', { ticketId: id }, { token })).status).toBe(200);
    expect((await product.call('guest.follow', { link: kept.link })).status).toBe(200);
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
    expect((await product.call('guest.held', {}, { token })).body).toEqual({
      items: [sent.held],
      contact: rules.contact,
    });
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

  test('a draft that is opened again and sent at once is not hasty: it comes with the stamp of the page where it was begun', async () => {
    const { stamp } = (await product.call('guest.page', { label: GARDEN })).body;
    product.clock.forward(MINUTE);
    expect(only(await send(await begin(), fresh(), { more: { stamp }, wait: 1 })).outcome).toBe('accepted');
  });

  test('the list leaves as a file: its rows, why each waits, numbers masked, and who took it is written down', async () => {
    const token = await begin();
    const [title, phone] = [fresh(), '13912345678'];
    const values = { title: `${title} 加微信 tong12345`, priority: 'normal', phone };
    expect(only(await send(token, title, { more: { values } })).outcome).toBe('held');
    const { status, body } = await product.as('dispatch')('held.export', { format: 'csv' }, { locale: 'zh' });
    expect(status).toBe(200);
    const [line] = body.split('\r\n').filter((one: string) => one.includes(title));
    expect(line).toContain('"待确认","网址或加微信"');
    expect(line).toContain('139****5678');
    expect(body).not.toContain(phone);
    const listed: { items: unknown[]; next?: string } = (await product.as('dispatch')('held.list', { limit: 100 }))
      .body;
    expect(listed.next).toBeUndefined();
    // What somebody wrote in several lines is one cell: rows begin with a moment.
    expect(body.match(/^"20\d\d-\d\d-\d\dT/gm)).toHaveLength(listed.items.length);
    const spam = await product.as('dispatch')('held.export', { state: 'spam', format: 'csv' });
    expect(spam.body).not.toContain(title);
    expect(outcome(await product.as('tech1')('held.export', { format: 'csv' }))).toBe('403 forbidden');
    const notes = (await product.as('admin')('export.list', {})).body.items;
    for (const state of ['held', 'spam']) {
      const by = expect.objectContaining({ id: product.mine.member('dispatch') });
      expect(notes).toContainEqual(expect.objectContaining({ of: 'held', filter: { state }, by }));
    }
  });

  test('the same words at the same place are held the second time from one device; two neighbours may write the same', async () => {
    const title = fresh();
    const token = await begin();
    expect(only(await send(token, title)).outcome).toBe('accepted');
    const again = only(await send(token, `${title}！！`));
    expect(again).toMatchObject({ outcome: 'held', held: { because: 'again' } });
    expect(only(await send(await begin(), title)).outcome).toBe('accepted');
    await allow({ holds: rules.holds.filter((hold) => hold !== 'duplicate') });
    expect(only(await send(token, title)).outcome).toBe('accepted');
    await allow({ holds: [...rules.holds, 'duplicate'] });
  });

  test('five an hour from one device, then when to come again; what was refused for its form, or came before, takes no place', async () => {
    const token = await begin();
    for (const _ of [1, 2, 3]) expect(outcome(await send(token, fresh(), { more: { values: {} } }))).toBe('422 form');
    const [title, key] = [fresh(), `once-${words}`];
    for (const _ of [1, 2, 3]) expect(only(await send(token, title, { key })).outcome).toBe('accepted');
    for (const _ of [2, 3, 4, 5]) expect(only(await send(token, fresh())).outcome).toBe('accepted');
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

  test('the same trouble as somebody before: said once in that report’s timeline, counted, taken back, never seen', async () => {
    const author = await begin();
    const sent = only(await send(author, fresh()));
    const ref = sent.report.id;
    const token = await begin();
    const input = { label: GARDEN, ref };
    const say = async (by: string, more = {}) => product.call('guest.meToo', { ...input, ...more }, { token: by });
    const told = async () =>
      (await product.as('dispatch')('ticket.timeline', { ticketId: ref })).body.items.filter(
        ({ type }: { type: string }) => type === 'ticket.commented',
      ).length;
    for (const _ of [1, 2]) expect(only(await say(token))).toEqual({ others: 1 });
    expect(await told()).toBe(1);
    expect(only(await say(await begin()))).toEqual({ others: 2 });
    const { nearby } = (await product.call('guest.page', { label: GARDEN })).body;
    expect(nearby[0]).toMatchObject({ ref, phase: 'open', others: 2 });
    const mine = only(await product.call('guest.same', {}, { token }));
    expect(mine).toEqual({ items: [{ ...nearby[0], place: '翠湖花园 / 中央花园', label: GARDEN }], own: [] });
    expect(only(await product.call('guest.same', {}, { token: author }))).toEqual({ items: [], own: [ref] });

    // Taken back, twice; and said once more.
    for (const _ of [1, 2]) expect(only(await say(token, { off: true }))).toEqual({ others: 1 });
    expect(await told()).toBe(3);
    expect(only(await product.call('guest.same', {}, { token })).items).toEqual([]);
    expect(only(await say(token))).toEqual({ others: 2 });
    expect(await told()).toBe(4);
    // At once from one device: still once.
    const other = await begin();
    const crowd = await Promise.all(Array.from({ length: 6 }, () => say(other)));
    expect(crowd.map(outcome)).toEqual(Array(6).fill(200));
    expect(await told()).toBe(5);

    // So many from one label or one network, whatever the number of devices; taking back is always possible.
    await allow({ limits: { device: 5, label: 1000, address: 2 } });
    product.clock.forward(2 * HOUR);
    const crew = await Promise.all([1, 2, 3].map(() => begin()));
    const outcomes = [];
    for (const one of crew) outcomes.push(outcome(await say(one)));
    expect(outcomes).toEqual([200, 200, '429 guest_limit']);
    for (const one of crew) expect(outcome(await say(one, { off: true }))).toBe(200);
    await allow({ limits: { device: 5, label: 1000, address: 1000 } });

    expect(outcome(await say(author))).toBe('404 not_found');
    expect(only(await say(await begin(), { off: true }))).toEqual({ others: 3 });
    const elsewhere = { label: { kind: 's', org: ORG, code: 'CH-P' } as const, ref };
    expect(outcome(await product.call('guest.meToo', elsewhere, { token }))).toBe('404 not_found');
    expect(outcome(await product.call('ticket.get', { ticketId: ref }, { token }))).toBe('404 not_found');
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
    const parentId = product.mine.site('CH-G');
    const shed = (await admin('site.create', { code: 'CH-SHED', kind: 'area', name: '车棚', parentId })).body.record;
    expect(outcome(await admin('site.retire', { id: shed.id }))).toBe(200);
    const garage = { kind: 's', org: ORG, code: 'CH-SHED' } as const;
    expect((await product.call('guest.page', { label: garage })).body).toEqual({
      state: 'retired',
      org: { code: ORG, name: '翠湖物业' },
      contact: rules.contact,
      // What it lay in, from where one can report.
      instead: { code: 'CH-G', name: expect.stringContaining('中央花园') },
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

  const rowOf = async (ticketId: string) => {
    const [row] = await product.mine.reader.find(held, { where: { ticketId: ticketId as never } });
    if (row === undefined) throw new Error('nothing is held');
    return { ...row, id: row.id as never };
  };
  /** Longer than a found session is believed. */
  const believed = () => new Promise((resolve) => setTimeout(resolve, 1100));

  test('a blocked guest still reads their reports, and writes nothing on them: no word, no picture, no push', async () => {
    const token = await begin();
    const sent = only(await send(token, fresh()));
    const ticketId = sent.report.id;
    const spam = only(await send(token, 'www.example.com 四')).held.id;
    const link = (await product.call('guest.follow', { link: sent.link })).body.token as string;
    await product.as('dispatch')('held.spam', { ids: [(await rowOf(spam)).id], block: true });
    for (const by of [token, link]) {
      expect((await product.call('ticket.get', { ticketId }, { token: by })).status).toBe(200);
      expect((await product.call('ticket.timeline', { ticketId }, { token: by })).status).toBe(200);
      const values = {};
      const refused = [
        await product.call('ticket.comment', { ticketId, text: '我又来了' }, { token: by }),
        await product.call('ticket.urge', { ticketId }, { token: by }),
        await product.call('ticket.cancel', { ticketId, reason: '不修了' }, { token: by }),
        await product.call('ticket.confirm', { ticketId, values }, { token: by }),
        await product.call('ticket.reject', { ticketId, reason: '不行' }, { token: by }),
        await product.call('ticket.rate', { ticketId, values: { rating: { stars: 1 } } }, { token: by }),
        await product.upload(await photo(40, 40), 'x.jpg', { token: by }),
      ];
      expect(refused.map(outcome)).toEqual(refused.map(() => '403 guest_blocked'));
      expect(refused[0]?.body.error.message).toContain('please call');
    }
    expect((await product.call('session.end', {}, { token })).status).toBe(200);
  });

  test('every endpoint by which a guest writes has a window or the organization’s own limits', () => {
    const writing = ENDPOINTS.filter((name) => {
      const one = endpointNamed(name);
      return one?.kind === 'command' && one.guest !== undefined;
    });
    const own = ['guest.report', 'guest.meToo', 'session.end'];
    // A guest is told the organization's own number there, of which nothing is noted.
    own.push('ticket.contact');
    expect(writing.filter((name) => GUEST_WRITES[name] === undefined).sort()).toEqual(own.sort());
  });

  test('so many words and pictures an hour, each by itself, then when to come again', async () => {
    const token = await begin();
    const sent = only(await send(token, fresh()));
    const ticketId = sent.report.id;
    const most = GUEST_WRITES['ticket.comment'] ?? 0;
    const say = (by: string) => product.call('ticket.comment', { ticketId, text: '在吗' }, { token: by });
    for (let at = 0; at < most; at++) expect((await say(token)).status).toBe(200);
    const full = await say(token);
    expect(outcome(full)).toBe('429 guest_limit');
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0);
    // Whoever has the link takes nothing from the one who reported, and the other way round.
    const link = (await product.call('guest.follow', { link: sent.link })).body.token as string;
    expect((await say(link)).status).toBe(200);
    // Of one kind: pictures have a window of their own.
    for (let at = 0; at < (GUEST_WRITES['file.upload'] ?? 0); at++) {
      expect(outcome(await product.upload(Buffer.from('no picture'), 'x.jpg', { token }))).toBe('415 file_type');
    }
    expect(outcome(await product.upload(await photo(40, 40), 'x.jpg', { token }))).toBe('429 guest_limit');
    product.clock.forward(HOUR);
    expect((await say(token)).status).toBe(200);
  });

  test('released and marked as spam at the same moment: one of the two, and never spam with a ticket that lives', async () => {
    const dispatch = product.as('dispatch');
    for (let round = 0; round < 8; round++) {
      const ticketId = only(await send(await begin(), `www.example.com 抢 ${round}`)).held.id;
      const { id } = await rowOf(ticketId);
      const turns = ['held.release', 'held.spam', 'held.spam', 'held.release'] as const;
      const order = round % 2 === 0 ? turns : [...turns].reverse();
      await Promise.all(order.map((name) => dispatch(name, { ids: [id] })));
      const { state } = await rowOf(ticketId);
      const lives = (await product.mine.reader.find(ticket, { where: { id: ticketId } })).length === 1;
      expect({ round, state, lives }).toEqual({ round, state: lives ? 'released' : 'spam', lives });
    }
  });

  test('what became a ticket, and was broken off before it was said so, is no spam any more: releasing it finishes', async () => {
    const ticketId = only(await send(await begin(), 'www.example.com 断')).held.id;
    const { id } = await rowOf(ticketId);
    const dispatch = product.as('dispatch');
    expect((await dispatch('held.release', { ids: [id] })).body.items).toMatchObject([{ done: true }]);
    // As a server leaves it that stops between the two.
    await product.store.unit(product.mine, (u) => u.change(held, { id }, { state: 'held' }));
    expect((await dispatch('held.spam', { ids: [id] })).body.items).toMatchObject([
      { done: false, no: expect.any(Number) },
    ]);
    expect((await rowOf(ticketId)).state).toBe('held');
    await product.store.unit(product.mine, (u) => u.change(held, { id }, { state: 'released' }));
  });

  test('neither a guest nor whoever has the link reads where somebody stood, or what colleagues say to each other', async () => {
    const token = await begin();
    const sent = only(await send(token, fresh()));
    const ticketId = sent.report.id;
    const [dispatch, tech] = [product.as('dispatch'), product.as('tech1')];
    ticketIn(await dispatch('ticket.assign', { ticketId, memberId: product.mine.member('tech2') }));
    const why = '他和这家住户吵过架';
    ticketIn(await dispatch('ticket.transfer', { ticketId, memberId: product.mine.member('tech1'), reason: why }));
    ticketIn(await tech('ticket.accept', { ticketId }));
    const excuse = '门卫不让进';
    ticketIn(await tech('ticket.arrive', { ticketId, position: { lat: 12.345678, lng: 98.765432 }, override: excuse }));
    ticketIn(await tech('ticket.comment', { ticketId, text: '配件明天到' }));
    const link = (await product.call('guest.follow', { link: sent.link })).body.token as string;
    for (const by of [token, link]) {
      const { body } = await product.call('ticket.timeline', { ticketId }, { token: by });
      const all = JSON.stringify(body);
      for (const secret of [why, excuse, '12.345', '98.765', 'distance', 'override']) expect(all).not.toContain(secret);
      expect(all).toContain('配件明天到');
      const types = body.items.map(({ type }: { type: string }) => type);
      expect(types).toEqual(expect.arrayContaining(['ticket.transferred', 'ticket.arrived']));
    }
    const whole = JSON.stringify((await dispatch('ticket.timeline', { ticketId })).body);
    for (const known of [why, excuse, '12.345678']) expect(whole).toContain(known);
  });

  test('a session that came by a link ends with the link', async () => {
    const token = await begin();
    const sent = only(await send(token, fresh()));
    const by = { token: (await product.call('guest.follow', { link: sent.link })).body.token as string };
    const ask = () => product.call('ticket.get', { ticketId: sent.report.id }, by);
    ticketIn(await product.call('ticket.cancel', { ticketId: sent.report.id, reason: '好了' }, { token }));
    product.clock.forward(29 * DAY);
    const again = { token: (await product.call('guest.follow', { link: sent.link })).body.token as string };
    expect((await ask()).status).toBe(200);
    product.clock.forward(2 * DAY);
    await believed();
    expect((await product.call('ticket.get', { ticketId: sent.report.id }, again)).status).toBe(401);
    // Taken away while the report is open.
    const second = only(await send(await begin(), fresh()));
    const other = { token: (await product.call('guest.follow', { link: second.link })).body.token as string };
    expect((await product.call('ticket.get', { ticketId: second.report.id }, other)).status).toBe(200);
    const kept = await product.mine.reader.find(track, { where: { ticketId: second.report.id } });
    await product.store.unit(product.mine, (u) => u.remove(track, { ticketId: second.report.id }));
    await believed();
    expect((await product.call('ticket.get', { ticketId: second.report.id }, other)).status).toBe(401);
    expect(outcome(await product.call('guest.follow', { link: second.link }))).toBe('404 link_over');
    await product.store.unit(product.mine, (u) => u.insert(track, kept));
  });

  test('a device can be blocked afterwards, and is let in again with the last of its marks', async () => {
    const token = await begin();
    const kept = [];
    for (const title of ['www.example.com 五', 'www.example.com 六']) kept.push(only(await send(token, title)).held.id);
    const [one, two] = [(await rowOf(kept[0])).id, (await rowOf(kept[1])).id];
    const dispatch = product.as('dispatch');
    await dispatch('held.spam', { ids: [one, two] });
    expect(only(await send(token, fresh())).outcome).toBe('accepted');
    expect((await dispatch('held.spam', { ids: [one], block: true })).body.items).toMatchObject([{ done: true }]);
    expect(outcome(await send(token, fresh()))).toBe('403 guest_blocked');
    expect((await dispatch('held.restore', { ids: [one] })).body.items).toMatchObject([{ done: true }]);
    expect(outcome(await send(token, fresh()))).toBe('403 guest_blocked');
    await product.as('admin')('held.restore', { ids: [two] });
    expect(only(await send(token, fresh())).outcome).toBe('accepted');
    // Who did it, and when, stands in the chained timeline of the report for which it was done, and under it on the page.
    const where = { streamId: { in: [one, two] }, seq: { gt: 1 } };
    const told = await product.mine.reader.find(event, { where, order: [['seq', 'asc']] });
    const [by, admin] = [product.mine.member('dispatch'), product.mine.member('admin')];
    const of = (id: string) => told.filter(({ streamId }) => streamId === id).map(({ type, byId }) => [type, byId]);
    expect(of(one)).toEqual([
      ['held.spammed', by],
      ['held.blocked', by],
      ['held.restored', by],
    ]);
    expect(of(two)).toEqual([
      ['held.spammed', by],
      ['held.restored', admin],
      ['held.unblocked', admin],
    ]);
    const listed: HeldView[] = (await dispatch('held.list', { limit: 100 })).body.items;
    const shown = (id: string) => listed.find((item) => item.id === id)?.history;
    expect(shown(one)?.map(({ what, by: who }) => [what, who?.name])).toEqual([
      ['spammed', '王磊'],
      ['blocked', '王磊'],
      ['restored', '王磊'],
    ]);
    expect(shown(two)?.map(({ what }) => what)).toEqual(['spammed', 'restored', 'unblocked']);
    expect(shown(two)?.map(({ at }) => at)).toEqual(
      told.filter(({ streamId }) => streamId === two).map(({ at }) => at),
    );
  });

  test('of the last two marks that are taken back at once, one is the last: the device is let in again', async () => {
    const token = await begin();
    const kept = [];
    for (const title of ['www.example.com 甲', 'www.example.com 乙']) kept.push(only(await send(token, title)).held.id);
    const ids = [(await rowOf(kept[0])).id, (await rowOf(kept[1])).id];
    const { guestId } = await rowOf(kept[0]);
    const since = async () => (await product.mine.reader.one(guest, { id: guestId }))?.blockedAt ?? null;
    const dispatch = product.as('dispatch');
    for (let turn = 0; turn < 4; turn++) {
      product.clock.forward(1);
      await Promise.all(ids.map((id) => dispatch('held.spam', { ids: [id], block: true })));
      expect(await since()).toBe(product.clock.now());
      await Promise.all(ids.map((id) => dispatch('held.restore', { ids: [id] })));
      expect(await since()).toBeNull();
    }
    const told = await product.mine.reader.find(event, { where: { streamId: { in: ids } } });
    for (const type of ['held.blocked', 'held.unblocked'])
      expect([type, told.filter((one) => one.type === type).length]).toEqual([type, 4]);
  });

  test('blocked for the later of two reports and let in with the earlier, all in one millisecond: no timeline is doubted', async () => {
    const token = await begin();
    const one = await rowOf(only(await send(token, 'www.example.com 甲')).held.id);
    const other = await rowOf(only(await send(token, 'www.example.com 乙')).held.id);
    const [earlier, later] = [one.id, other.id].sort();
    const dispatch = product.as('dispatch');
    const turn = async (type: 'held.spam' | 'held.restore', id: string | undefined) => {
      const body = { ids: [id], ...(type === 'held.spam' && { block: true }) };
      expect((await dispatch(type, body as never)).body.items).toMatchObject([{ done: true }]);
    };
    const isBlocked = async () => (await product.mine.reader.one(guest, { id: one.guestId }))?.blockedAt !== null;
    await turn('held.spam', later);
    await turn('held.spam', earlier);
    expect(await isBlocked()).toBe(true);
    await turn('held.restore', later);
    await turn('held.restore', earlier);
    expect(await isBlocked()).toBe(false);
    expect(await product.findings()).toEqual([]);
    await turn('held.spam', earlier);
    expect(await isBlocked()).toBe(true);
    expect(await product.findings()).toEqual([]);
  });

  test('a device that is blocked, or let in, behind the product’s back is found', async () => {
    const token = await begin();
    const { id, guestId } = await rowOf(only(await send(token, 'www.example.com 丙')).held.id);
    const set = (blockedAt: number | null) =>
      product.store.unit(product.mine, (u) => u.change(guest, { id: guestId }, { blockedAt }));
    const said = async () => JSON.stringify(await product.findings());
    await set(product.clock.now());
    expect(await said()).toContain(`guest: ${guestId} is blocked otherwise`);
    await set(null);
    await product.as('dispatch')('held.spam', { ids: [id], block: true });
    const at = (await product.mine.reader.one(guest, { id: guestId }))?.blockedAt ?? null;
    await set(null);
    expect(await said()).toContain(`guest: ${guestId} is blocked otherwise`);
    await set(at);
    expect(await said()).toBe('[]');
  });

  test('words that were erased do not come back; the pictures are gone with them', async () => {
    const token = await begin();
    const uploaded = await product.upload(await photo(60, 60), 'x.jpg', { token });
    const photos = [uploaded.body.file.id];
    const values = { title: 'www.example.com 七', priority: 'normal', photos };
    const ticketId = only(await send(token, '', { more: { values } })).held.id;
    const { id } = await rowOf(ticketId);
    const dispatch = product.as('dispatch');
    await dispatch('held.spam', { ids: [id] });
    product.clock.forward(31 * DAY);
    await sweepGuests(product.store, product.clock.now());
    expect(await rowOf(ticketId)).toMatchObject({ title: '', values: {}, state: 'spam' });
    expect((await product.mine.reader.find(file, { where: { id: photos[0] } }))[0]).toMatchObject({ state: 'gone' });
    const [answer] = (await dispatch('held.restore', { ids: [id] })).body.items;
    expect(answer).toMatchObject({ done: false, message: expect.stringContaining('too late') });
    expect((await rowOf(ticketId)).state).toBe('spam');
  });

  test('spam that became a ticket after all, or was taken back, is not erased', async () => {
    const title = 'www.example.com 八';
    const ticketId = only(await send(await begin(), title)).held.id;
    const { id } = await rowOf(ticketId);
    const dispatch = product.as('dispatch');
    await dispatch('held.spam', { ids: [id] });
    await dispatch('held.restore', { ids: [id] });
    product.clock.forward(31 * DAY);
    await sweepGuests(product.store, product.clock.now());
    expect(await rowOf(ticketId)).toMatchObject({ title, state: 'held' });
    await dispatch('held.release', { ids: [id] });
    await product.store.unit(product.mine, (u) => u.change(held, { id }, { state: 'spam' }));
    product.clock.forward(31 * DAY);
    await sweepGuests(product.store, product.clock.now());
    expect(await rowOf(ticketId)).toMatchObject({ title });
    await product.store.unit(product.mine, (u) => u.change(held, { id }, { state: 'released' }));
  });

  test('two reports without a word, of which the pictures say all, are not the same', async () => {
    const before = rules.holds;
    await allow({ holds: ['duplicate'] });
    for (const _round of [1, 2]) expect(only(await send(await begin(), '！！！')).outcome).toBe('accepted');
    await allow({ holds: before });
  });

  test('a report whose photo is asked for: held with it, and released with it', async () => {
    const admin = product.as('admin');
    const templateId = product.mine.template('repair');
    const revision = async () => (await admin('template.get', { templateId })).body.template;
    const was = await revision();
    const bodyOf = (fields: unknown) => {
      const body = { ...was, fields } as Record<string, unknown>;
      for (const extra of [
        'id',
        'code',
        'revision',
        'state',
        'version',
        'updatedAt',
        'createdAt',
        'publishedAt',
        'publishedBy',
        'current',
      ])
        delete body[extra];
      return body;
    };
    const asked = was.fields.map((field: { key: string }) =>
      field.key === 'photos' ? { ...field, required: true } : field,
    );
    const published = await admin('template.publish', { templateId, body: bodyOf(asked) } as never);
    if (published.status !== 200) throw new Error(JSON.stringify(published.body));
    const token = await begin();
    const uploaded = await product.upload(await photo(60, 60), 'x.jpg', { token });
    const values = {
      title: 'www.example.com 九',
      category: 'water',
      priority: 'normal',
      photos: [uploaded.body.file.id],
    };
    expect(outcome(await send(token, '', { more: { templateId, values: { ...values, photos: [] } } }))).toBe(
      '422 form',
    );
    const ticketId = only(await send(token, '', { more: { templateId, values } })).held.id;
    const released = await product.as('dispatch')('held.release', { ids: [(await rowOf(ticketId)).id] });
    expect(released.body.items).toMatchObject([{ done: true, message: null, no: expect.any(Number) }]);
    const got = ticketIn(await product.call('ticket.get', { ticketId }, { token }));
    expect(got.values.photos).toEqual(values.photos);
    await admin('template.publish', { templateId, body: bodyOf(was.fields) } as never);
  });

  test('new devices are counted by network, IPv4 by the address itself', () => {
    const secrets = makeSecrets('a key for tests, thirty-two characters long');
    const of = (address: string) => secrets.hide('newDevice', 't', address);
    expect(of('::ffff:203.0.113.7')).toBe(of('203.0.113.7'));
    expect(of('203.0.113.8')).not.toBe(of('203.0.113.7'));
    expect(of('2001:db8:1:2::1')).toBe(of('2001:db8:1:2:ffff::9'));
    expect(of('2001:db8:1:3::1')).not.toBe(of('2001:db8:1:2::1'));
    expect(secrets.hide('address', 't', '203.0.113.7')).not.toBe(of('203.0.113.7'));
    expect(secrets.hide('newDevice', 'u', '203.0.113.7')).not.toBe(of('203.0.113.7'));
  });

  test('and both timelines still prove themselves', async () => expect(await product.findings()).toEqual([]));
});
