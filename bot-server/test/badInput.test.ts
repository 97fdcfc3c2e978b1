// Whatever is sent to an endpoint: it is refused with a reason, or carried out whole. Never a fault, never half of it.
import { ENDPOINTS, type EndpointName, type InputOf } from '@paidan/shared/contract/index';
import { LIMITS } from '@paidan/shared/limits';
import { TICKET_COMMANDS } from '@paidan/shared/model/command';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import { PUBLIC_AREA } from '../src/sample/templates';
import { event } from '../src/store/tables/event';
import { TABLES } from '../src/store/tables/index';
import { numberBlock } from '../src/store/tables/numberBlock';
import { ticket } from '../src/store/tables/ticket';
import { eachDatabase } from './support/databases';
import { mutations } from './support/mutate';
import {
  ORG,
  outcome,
  type Reply,
  report,
  reported,
  startProduct,
  type TestProduct,
  ticketIn,
} from './support/product';

type Good<Name extends EndpointName> = { readonly as: string; readonly input: InputOf<Name> };
type Tickets = { readonly open: never; readonly active: never; readonly done: never; readonly rating: never };
const NOBODY = '00000000000000000000';
const cursor = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');

/** One good request for each endpoint. What comes as a form has its own tests. */
function goodOnes(
  { mine }: TestProduct,
  tickets: Tickets,
  account: string,
): { readonly [Name in EndpointName]: Good<Name> } {
  const { open, active, done, rating } = tickets;
  const [tech1, tech2] = [mine.member('tech1'), mine.member('tech2')];
  const version = 3;
  const body = PUBLIC_AREA as unknown as InputOf<'template.create'>['body'];
  const page = { cursor: cursor(['a', '00000000000000000000']), limit: 5 };
  const label = { kind: 's', org: ORG, code: 'CH-G' } as const;
  const one = (id: string) => ({ as: 'admin', input: { id: id as never } });
  const verbs = (id: string) => [one(id), { as: 'admin', input: { id: id as never, version } }] as const;
  const ids = {
    department: mine.tenantId,
    role: mine.tenantId,
    member: mine.member('tech4'),
    account,
    site: mine.room,
    asset: mine.asset('CH-POWER'),
  };
  const [memberGet, memberVerb] = verbs(ids.member);
  const [departmentGet, departmentVerb] = verbs(ids.department);
  const [roleGet, roleVerb] = verbs(ids.role);
  const [siteGet, siteVerb] = verbs(ids.site);
  const [assetGet, assetVerb] = verbs(ids.asset);
  const filter = {
    view: 'all',
    phase: ['open'],
    priority: ['low'],
    templateId: mine.template('repair'),
    siteId: mine.room,
    assetId: mine.asset('CH-POWER'),
    assigneeId: tech1,
    overdue: false,
    text: '漏水',
  } as const;
  return {
    'session.create': { as: 'admin', input: { org: ORG, login: 'admin', password: 'paidan123', bearer: true } },
    'session.get': { as: 'admin', input: {} },
    'session.setPicture': { as: 'tech3', input: { pictureId: '00000000000000000000' as never } },
    'session.end': { as: 'tech4', input: {} },
    'ticket.create': {
      as: 'resident1',
      input: {
        templateId: mine.template('repair'),
        values: report(mine, {
          description: '水槽',
          asset: mine.asset('CH-PUMP-1'),
          location: { lat: 31, lng: 121, accuracy: 10, address: '一单元' },
        }),
      },
    },
    'ticket.offer': {
      as: 'dispatch',
      input: { ticketId: open, version, role: 'technician', memberIds: [tech1, tech2] },
    },
    'ticket.assign': { as: 'dispatch', input: { ticketId: open, version, memberId: tech1 } },
    'ticket.accept': { as: 'tech1', input: { ticketId: open, version } },
    'ticket.transfer': { as: 'tech1', input: { ticketId: active, version, memberId: tech2, reason: '请假' } },
    'ticket.depart': { as: 'tech1', input: { ticketId: active, version } },
    'ticket.arrive': {
      as: 'tech1',
      input: { ticketId: active, version, position: { lat: 31.2, lng: 121.4, accuracy: 5 }, override: '门口' },
    },
    'ticket.log': {
      as: 'tech1',
      input: {
        ticketId: active,
        text: '记录',
        minutes: 5,
        values: { beforePhotos: ['00000000000000000000' as never] },
      },
    },
    'ticket.complete': { as: 'tech1', input: { ticketId: active, values: { fault: '坏了', afterPhotos: [] } } },
    'ticket.confirm': { as: 'resident1', input: { ticketId: done, values: { signature: '00000000000000000000' } } },
    'ticket.reject': {
      as: 'resident1',
      input: { ticketId: done, reason: '没修好', photos: ['00000000000000000000' as never] },
    },
    'ticket.rate': {
      as: 'resident1',
      input: { ticketId: rating, version, values: { rating: { stars: 6 as never, tags: ['好'], words: '很好' } } },
    },
    'ticket.urge': { as: 'resident1', input: { ticketId: open, version } },
    'ticket.cancel': { as: 'resident1', input: { ticketId: open, version, reason: '误报' } },
    'ticket.comment': {
      as: 'resident1',
      input: { ticketId: open, text: '你好', photos: ['00000000000000000000' as never] },
    },
    'ticket.get': { as: 'dispatch', input: { ticketId: open } },
    'ticket.list': { as: 'dispatch', input: { ...filter, phase: ['open'], priority: ['low'], order: 'due', ...page } },
    'ticket.counts': { as: 'dispatch', input: { ...filter, phase: ['open'], priority: ['low'] } },
    'ticket.timeline': { as: 'dispatch', input: { ticketId: open, after: 1 } },
    'ticket.candidates': { as: 'dispatch', input: { ticketId: open } },
    'ticket.contact': { as: 'dispatch', input: { ticketId: open } },
    'asset.history': { as: 'tech1', input: { id: mine.asset('CH-POWER'), ...page } },
    'work.list': { as: 'tech1', input: page },
    'template.list': { as: 'admin', input: { retired: true, ...page } },
    'template.get': { as: 'admin', input: { templateId: mine.template('repair'), revision: 1 } },
    'template.create': { as: 'admin', input: { code: 'repair', body } },
    'template.publish': { as: 'admin', input: { templateId: mine.template('public'), version: 99, body } },
    'template.retire': { as: 'admin', input: { templateId: mine.template('public'), version: 99 } },
    'member.list': {
      as: 'admin',
      input: { text: '张', role: 'technician', departmentId: ids.department as never, retired: true, ...page },
    },
    'member.get': memberGet,
    'member.create': {
      as: 'admin',
      input: { login: 'admin', name: '甲', phone: '13800000000', departmentId: null, roles: ['resident'] },
    },
    'member.change': {
      as: 'admin',
      input: { id: ids.member, version: 99, change: { name: '乙', phone: '13800000000', roles: ['resident'] } },
    },
    'member.retire': memberVerb,
    'member.restore': memberVerb,
    'member.import': { as: 'admin', input: {} },
    'department.list': { as: 'admin', input: { retired: true, ...page } },
    'department.get': departmentGet,
    'department.create': { as: 'admin', input: { name: '甲', parentId: ids.department as never } },
    'department.change': {
      as: 'admin',
      input: { id: ids.department as never, version, change: { name: '乙', parentId: null } },
    },
    'department.retire': departmentVerb,
    'department.restore': departmentVerb,
    'role.list': { as: 'admin', input: { retired: true, ...page } },
    'role.get': roleGet,
    'role.create': { as: 'admin', input: { code: 'admin', name: { zh: '甲', en: 'A' }, grants: ['ticket.create'] } },
    'role.change': {
      as: 'admin',
      input: { id: ids.role as never, version, change: { name: { zh: '甲', en: 'A' }, grants: [] } },
    },
    'role.retire': roleVerb,
    'role.restore': roleVerb,
    'site.list': { as: 'admin', input: { text: '楼', parentId: mine.room, retired: true, ...page } },
    'site.get': siteGet,
    'site.create': {
      as: 'admin',
      input: { code: 'CH', name: '甲', kind: 'room', parentId: mine.room, lat: 1.5, lng: 2.5, radius: 50 },
    },
    'site.change': {
      as: 'admin',
      input: {
        id: mine.room,
        version: 99,
        change: { name: '甲', kind: 'room', parentId: mine.room, lat: 1.5, lng: 2.5, radius: 50 },
      },
    },
    'site.retire': siteVerb,
    'site.restore': siteVerb,
    'site.import': { as: 'admin', input: {} },
    'asset.list': { as: 'admin', input: { text: '泵', siteId: mine.room, retired: true, ...page } },
    'asset.get': assetGet,
    'asset.create': {
      as: 'admin',
      input: { code: 'CH-POWER', name: '甲', siteId: mine.room, category: '电', model: 'M', serial: 'S' },
    },
    'asset.change': {
      as: 'admin',
      input: { id: ids.asset, version: 99, change: { name: '甲', siteId: mine.room, serial: 'S' } },
    },
    'asset.retire': assetVerb,
    'asset.restore': assetVerb,
    'record.history': { as: 'admin', input: { kind: 'member', id: ids.member as never } },
    'guest.page': { as: 'admin', input: { label } },
    'guest.begin': { as: 'admin', input: { label, device: 'd'.repeat(22) } },
    // Whoever has an account is refused; what guests themselves send wrong, the feature's own tests try.
    'guest.report': {
      as: 'admin',
      input: { label, templateId: mine.template('public'), values: report(mine), trap: '', stamp: 'x.y' },
    },
    'guest.meToo': { as: 'admin', input: { label, ref: open } },
    'guest.held': { as: 'admin', input: { id: open } },
    'guest.link': { as: 'admin', input: { id: open } },
    'guest.follow': { as: 'admin', input: { link: 'x'.repeat(43) } },
    'guest.rules': { as: 'admin', input: {} },
    'guest.changeRules': {
      as: 'admin',
      input: {
        version: 99,
        values: { ...CLOSED, greeting: '你好', contact: '13800000000', templateIds: [mine.template('public')] },
      },
    },
    'held.list': { as: 'dispatch', input: { state: 'spam', ...page } },
    'held.release': { as: 'dispatch', input: { ids: [NOBODY as never] } },
    'held.spam': { as: 'dispatch', input: { ids: [NOBODY as never], block: true } },
    'held.restore': { as: 'dispatch', input: { ids: [NOBODY as never] } },
    'file.upload': { as: 'admin', input: {} },
    'feed.poll': { as: 'admin', input: { cursor: 3, limit: 5 } },
    'account.list': { as: 'admin', input: { retired: true } },
    'account.create': {
      as: 'admin',
      input: {
        kind: 'wechat',
        name: '甲',
        values: {
          appId: 'wx0001',
          roles: ['resident', 'nobody'],
          subscriptions: [{ topic: 'progress', templateId: 'tmpl-000001', keys: { title: 'thing1' } }],
        },
        secrets: { appSecret: 'a-secret-of-ours', pushToken: 'token', pushKey: 'a'.repeat(43) },
      },
    },
    'account.change': {
      as: 'admin',
      input: {
        id: ids.account as never,
        version: 99,
        change: { name: '乙', values: { corpId: 'ww0001' }, secrets: { appSecret: 'a-secret-of-ours' } },
      },
    },
    'account.retire': { as: 'admin', input: { id: ids.account as never, version: 99 } },
    'account.restore': { as: 'admin', input: { id: ids.account as never, version: 99 } },
    'account.check': { as: 'admin', input: { id: NOBODY as never } },
    'account.test': { as: 'admin', input: { id: NOBODY as never } },
    'account.sync': { as: 'admin', input: { id: NOBODY as never } },
    'identity.list': { as: 'admin', input: { accountId: ids.account as never, ...page } },
    'identity.bind': {
      as: 'admin',
      input: { accountId: ids.account as never, memberId: NOBODY as never, external: 'userid' },
    },
    'identity.unbind': { as: 'admin', input: { accountId: ids.account as never, external: 'userid' } },
    'delivery.list': { as: 'admin', input: { state: 'buried', ...page } },
    'delivery.resend': { as: 'admin', input: { id: NOBODY as never } },
    'preference.get': { as: 'tech1', input: { of: 'me' } },
    'preference.change': {
      as: 'tech1',
      input: {
        of: 'me',
        version: 99,
        values: { muted: ['departed'], quiet: { from: 1, to: 2 }, flood: 3, groups: [] },
      },
    },
    'handover.list': { as: 'dispatch', input: {} },
    'handover.move': { as: 'dispatch', input: { from: NOBODY as never, to: tech1, reason: '离职' } },
    'signin.options': { as: 'admin', input: { org: ORG } },
    'signin.host': { as: 'admin', input: { org: ORG, kind: 'wecom', code: 'code' } },
    'signin.bind': { as: 'tech1', input: { ticket: 'ticket' } },
    'wechat.signIn': { as: 'admin', input: { org: ORG, code: 'code' } },
    'wechat.phone': { as: 'admin', input: { ticket: 'ticket', code: 'code' } },
    'wechat.consent': { as: 'resident1', input: { accepted: ['tmpl'] } },
    'wechat.subscriptions': { as: 'resident1', input: {} },
    'label.setup': { as: 'admin', input: {} },
    'label.list': { as: 'admin', input: { of: 'site', text: '翠湖', under: mine.room, unprinted: true, limit: 5 } },
    'label.get': { as: 'admin', input: { refs: [`s.${mine.room}`] } },
    // What is optional stays out: with or without it the platform would be asked, which leaves its trace.
    'label.codes': { as: 'admin', input: { refs: [`s.${mine.room}`] } },
    'label.pdf': {
      as: 'admin',
      input: {
        refs: [`s.${mine.room}`, `a.${mine.asset('CH-POWER')}`],
        sheet: 'custom',
        custom: { width: 50, height: 30 },
        codes: 'link',
        words: 'both',
        phone: '021-55550000',
        copies: 2,
        first: 3,
        shift: { x: 0.5, y: -1 },
        cut: true,
        base: 'https://paidan.test',
      },
    },
    'label.mark': { as: 'admin', input: { refs: [`s.${mine.room}`], printed: true } },
    'qr.make': { as: 'admin', input: { kind: 'link', siteId: mine.room, assetId: mine.asset('CH-POWER'), size: 300 } },
  };
}

eachDatabase((_, open) => {
  let product: TestProduct;
  let good: ReturnType<typeof goodOnes>;

  beforeAll(async () => {
    product = await startProduct(await open());
    const { mine } = product;
    const tech = product.as('tech1');
    const arrived = async () => {
      const { id: ticketId } = await reported(product);
      ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
      ticketIn(await tech('ticket.accept', { ticketId }));
      ticketIn(await tech('ticket.arrive', { ticketId, position: mine.inside }));
      return ticketId as never;
    };
    const finished = async () => {
      const ticketId = await arrived();
      ticketIn(await tech('ticket.complete', { ticketId, values: { afterPhotos: [await product.picture('tech1')] } }));
      return ticketId;
    };
    const [active, done, rating] = [await arrived(), await finished(), await finished()];
    const signature = await product.picture('resident1');
    ticketIn(await product.as('resident1')('ticket.confirm', { ticketId: rating, values: { signature } }));
    const { id } = await reported(product);
    const connection = await product.as('admin')('account.create', {
      kind: 'wechat',
      name: '小程序',
      values: { appId: 'wx0001' },
      secrets: { appSecret: 'a-secret-of-ours' },
    });
    good = goodOnes(product, { open: id as never, active, done, rating }, connection.body.account.id);
  });
  afterAll(() => product?.stop());

  /** All rows of the organization. Numbers are taken in blocks, whatever comes of a report. */
  async function everything(): Promise<string> {
    const tables = TABLES.filter((table) => table.scoped && table !== numberBlock);
    const rows = await Promise.all(tables.map((table) => product.mine.reader.find(table as never, { where: {} })));
    return JSON.stringify(rows);
  }

  const send = (name: EndpointName, as: string, input: unknown): Promise<Reply> => product.as(as)(name, input as never);

  test.each(ENDPOINTS.filter((name) => !/import$|upload$/.test(name)))('%s', async (name) => {
    const { as, input } = good[name];
    const refused: unknown[] = [];
    for (const { what, input: bad } of mutations(input)) {
      const reply = await send(name, as, bad);
      expect({ what, fault: reply.status >= 500 ? reply.status : null }).toEqual({ what, fault: null });
      if (reply.status === 200) continue;
      refused.push(bad);
      expect({ what, body: reply.body }).toMatchObject({ body: { error: { message: expect.stringMatching(/./) } } });
    }
    expect(refused.length).toBeGreaterThan(4);
    // What is refused is refused again, and leaves no trace.
    const before = await everything();
    for (const bad of refused.filter((_one, at) => at % 3 === 0)) {
      expect(outcome(await send(name, as, bad))).not.toBe(200);
    }
    expect((await everything()) === before).toBe(true);
  });

  test.each([
    ['ticket.list', 'newest'],
    ['ticket.list', 'due'],
    ['ticket.list', 'updated'],
    ['work.list', undefined],
    ['template.list', undefined],
    ['member.list', undefined],
    ['department.list', undefined],
    ['role.list', undefined],
    ['site.list', undefined],
    ['asset.list', undefined],
  ] as const)('%s by %s: a forged cursor is refused, or leads to an ordinary page', async (name, order) => {
    const strange = [
      'x'.repeat(200),
      'a\0',
      '\ud83d',
      '',
      1.5,
      -1,
      2 ** 53,
      1e308,
      null,
      true,
      {},
      [],
      '00000000000000000000',
      7,
    ];
    const forged = [
      ...strange.map((one) => cursor(one)),
      ...strange.map((one) => cursor([one])),
      ...strange.flatMap((one) => [cursor([one, '00000000000000000000']), cursor([7, one]), cursor(['a', one])]),
      ...strange.flatMap((one) => [
        cursor([one, 'a', 1]),
        cursor([7, one, 1]),
        cursor([7, '00000000000000000000', one]),
      ]),
      '-',
      '!!!',
      'null',
      cursor([]),
    ];
    for (const each of forged) {
      const reply = await send(name, 'admin', { cursor: each, ...(order !== undefined && { order }) });
      const shown = Buffer.from(each, 'base64url').toString();
      expect({ shown, status: [200, 400].includes(reply.status) ? null : reply.status }).toEqual({
        shown,
        status: null,
      });
    }
  });

  describe('text comes back as it was given', () => {
    const TEXTS = {
      'ten thousand letters': '长'.repeat(LIMITS.longText),
      'pictures of four bytes': '😀'.repeat(LIMITS.longText / 2),
      'families, flags and skin': '👨‍👩‍👧‍👦🇨🇳👍🏽'.repeat(50),
      'from right to left': 'שלום مرحبا \u202eabc\u202c',
      'several lines, with tabs': '一\n二\r\n三\t四',
      'what looks like a command': "'; drop table ticket; -- <script>alert(1)</script> $1 {{x}} %00 \\0 \\u0000",
      'marks that combine': 'e\u0301 é n\u0303 ｱﾞ',
      'zero width': 'a\u200bb\ufeffc',
    };
    test.each(Object.entries(TEXTS))('%s', async (_name, text) => {
      const { id: ticketId } = await reported(product, { description: text });
      const back = ticketIn(await product.as('resident1')('ticket.get', { ticketId }));
      expect(back.values.description).toBe(text);
      ticketIn(await product.as('resident1')('ticket.comment', { ticketId, text }));
      const { body } = await product.as('resident1')('ticket.timeline', { ticketId });
      expect(body.items.at(-1).data.text).toBe(text);
      const [row] = await product.mine.reader.find(event, { where: { streamId: ticketId, seq: 3 } });
      expect(row?.data).toMatchObject({ text });
    });

    test('up to the last character that a name may have', async () => {
      const name = '😀'.repeat(LIMITS.name / 2);
      const made = await product.as('admin')('department.create', { name });
      expect(made.body.record.name).toBe(name);
      expect(outcome(await product.as('admin')('department.create', { name: `${name}a` }))).toBe('400 invalid');
      const title = '😀'.repeat(LIMITS.title / 2);
      const { id: ticketId } = await reported(product, { title });
      expect(ticketIn(await product.as('resident1')('ticket.get', { ticketId })).title).toBe(title);
    });

    test('one too many is refused, never cut', async () => {
      const { mine } = product;
      const values = report(mine, { title: '长'.repeat(LIMITS.title + 1) });
      const reply = await product.as('resident1')('ticket.create', { templateId: mine.template('repair'), values });
      expect([outcome(reply), reply.body.error.data.fields]).toEqual([
        '422 form',
        [{ key: 'title', problem: 'tooLong', limit: LIMITS.title }],
      ]);
    });
  });

  describe('too late', () => {
    const inputs: Partial<Record<EndpointName, () => object>> = {
      'ticket.assign': () => ({ memberId: product.mine.member('tech1') }),
      'ticket.transfer': () => ({ memberId: product.mine.member('tech2'), reason: '换人' }),
      'ticket.arrive': () => ({ position: product.mine.inside }),
      'ticket.log': () => ({ text: '记录' }),
      'ticket.complete': () => ({ values: {} }),
      'ticket.confirm': () => ({ values: {} }),
      'ticket.reject': () => ({ reason: '不行' }),
      'ticket.rate': () => ({ values: { rating: { stars: 5 } } }),
      'ticket.cancel': () => ({ reason: '误报' }),
      'ticket.comment': () => ({ text: '你好' }),
    };
    const commands = TICKET_COMMANDS.filter((name) => name !== 'ticket.create');
    const everyone = ['resident1', 'dispatch', 'tech1', 'admin'];

    test.each(commands)('%s on a ticket that has ended', async (name) => {
      const { id: ticketId } = await reported(product);
      ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
      const cancelled = ticketIn(await product.as('dispatch')('ticket.cancel', { ticketId, reason: '误报' }));
      for (const login of everyone) {
        const reply = await send(name, login, { ticketId, ...inputs[name]?.() });
        expect([login, outcome(reply)]).toEqual([login, '409 ended']);
      }
      const row = await product.mine.reader.one(ticket, { id: ticketId });
      expect(row?.version).toBe(cancelled.version);
    });

    test.each(commands)('%s by somebody who saw an older ticket', async (name) => {
      const { id: ticketId } = await reported(product);
      const replies = await Promise.all(
        everyone.map((login) => send(name, login, { ticketId, version: 1, ...inputs[name]?.() })),
      );
      expect(replies.map(outcome)).not.toContain(200);
      if (['ticket.offer', 'ticket.assign', 'ticket.urge', 'ticket.cancel', 'ticket.comment'].includes(name)) {
        const stale = replies.find((reply) => outcome(reply) === '409 stale');
        expect(stale?.body.error.data).toEqual({ version: 2 });
      }
      const row = await product.mine.reader.one(ticket, { id: ticketId });
      expect(row?.version).toBe(2);
    });
  });

  describe('the same key', () => {
    let another: string;
    beforeAll(async () => {
      another = (await reported(product)).id;
    });

    test('twenty times at once: one ticket, and the same answer', async () => {
      const { mine } = product;
      const before = await mine.reader.count(ticket, {}, 10_000);
      const input = { templateId: mine.template('repair'), values: report(mine, { title: '二十次' }) };
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => product.as('resident1')('ticket.create', input, { key: 'twenty' })),
      );
      expect(replies.map(outcome)).toEqual(Array(20).fill(200));
      expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await mine.reader.count(ticket, {}, 10_000)).toBe(before + 1);
    });

    const at = (name: EndpointName, as: string, input: () => object, other: () => object) =>
      [name, as, input, other] as const;
    test.each([
      at(
        'ticket.create',
        'resident1',
        () => ({ templateId: product.mine.template('repair'), values: report(product.mine) }),
        () => ({ templateId: product.mine.template('public'), values: {} }),
      ),
      at(
        'ticket.comment',
        'resident1',
        () => ({ ticketId: another, text: '一' }),
        () => ({ ticketId: another, text: '二' }),
      ),
      at(
        'ticket.urge',
        'resident1',
        () => ({ ticketId: another }),
        () => ({ ticketId: product.mine.room }),
      ),
      at(
        'department.create',
        'admin',
        () => ({ name: '一' }),
        () => ({ name: '二' }),
      ),
      at(
        'role.create',
        'admin',
        () => ({ code: 'once', name: { zh: '一', en: 'One' }, grants: [] }),
        () => ({ code: 'once', name: { zh: '二', en: 'Two' }, grants: [] }),
      ),
      at(
        'member.create',
        'admin',
        () => ({ login: 'once', name: '一', roles: [] }),
        () => ({ login: 'twice', name: '一', roles: [] }),
      ),
      at(
        'site.create',
        'admin',
        () => ({ code: 'ONCE', name: '一', kind: 'room' }),
        () => ({ code: 'ONCE', name: '二', kind: 'room' }),
      ),
      at(
        'asset.create',
        'admin',
        () => ({ code: 'ONCE', name: '一' }),
        () => ({ code: 'TWICE', name: '一' }),
      ),
      at(
        'site.change',
        'admin',
        () => ({ id: product.mine.room, change: { radius: 77 } }),
        () => ({ id: product.mine.room, change: { radius: 78 } }),
      ),
      at(
        'template.create',
        'admin',
        () => ({ code: 'once', body: PUBLIC_AREA }),
        () => ({ code: 'twice', body: PUBLIC_AREA }),
      ),
      at(
        'template.publish',
        'admin',
        () => ({ templateId: product.mine.template('complaint'), body: PUBLIC_AREA }),
        () => ({ templateId: product.mine.template('repair'), body: PUBLIC_AREA }),
      ),
    ])('%s: done once, however often it is said; another content is refused', async (name, as, input, other) => {
      const key = `key-${name}`;
      const call = (body: object) => product.as(as)(name, body as never, { key });
      const replies = await Promise.all([call(input()), call(input()), call(input()), call(input())]);
      expect(replies.map(outcome)).toEqual([200, 200, 200, 200]);
      const before = await everything();
      expect(JSON.stringify((await call(input())).body)).toBe(JSON.stringify(replies[0]?.body));
      expect(outcome(await call(other()))).toBe('409 key_reused');
      expect((await everything()) === before).toBe(true);
    });

    test('another person’s key is another key', async () => {
      const { mine } = product;
      const input = { templateId: mine.template('repair'), values: report(mine) };
      const [a, b] = await Promise.all(
        ['resident1', 'resident2'].map((login) => product.as(login)('ticket.create', input, { key: 'shared' })),
      );
      expect(ticketIn(a as Reply).id).not.toBe(ticketIn(b as Reply).id);
    });
  });

  test('both timelines still prove themselves', async () => expect(await product.findings()).toEqual([]));
});
