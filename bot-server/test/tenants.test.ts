// What belongs to one organization cannot be reached from another: every endpoint of the contract is called as a member of the
// one with the other's ids, in each place where an id, a code or a cursor may stand. A new endpoint must have its row here.
import { ENDPOINTS, type EndpointName } from '@paidan/shared/contract/index';
import { CLOSED } from '@paidan/shared/rules/guest/rules';
import { PUBLIC_AREA } from '../src/sample/templates';
import { eachDatabase } from './support/databases';
import { CANARY, type Foreign, plantForeign } from './support/foreign';
import { ORG, outcome, type Reply, report, startProduct, type TestProduct, TWIN, ticketIn } from './support/product';
import { rowsOf } from './support/rows';

/** `200` with nothing of the other organization in it, or a refusal. */
type Expected =
  | 200
  | '401 bad_credentials'
  | '409 too_late'
  | '404 not_found'
  | '422 unknown_reference'
  | '422 not_candidate'
  | '422 nobody'
  | '422 flow'
  | '409 not_bound'
  | '403 forbidden'
  | '404 link_over';
type Case = {
  readonly as: string;
  readonly input: object;
  readonly expected: Expected;
  /** A spreadsheet that goes with it. */
  readonly sheet?: string;
  /** Ids of the question that stand in the answer as well. */
  readonly echoes?: readonly string[];
  /** What an answer that is given must be. */
  readonly empty?: (body: Reply['body']) => unknown;
};
/** Tickets of one's own at every step, for commands that name others' things beside a ticket of one's own. */
type Own = { readonly open: string; readonly active: string; readonly done: string; readonly app: string };

const items = (body: Reply['body']) => body.items;
/** Rows of a CSV file, its headings left out. */
const lines = (body: Reply['body']) => String(body).split('\r\n').filter(Boolean).slice(1);
const notOwn = (body: Reply['body']) => body.items.filter((one: { name: string }) => one.name !== OWN_APP);
const OWN_APP = '自己的应用';
/** Whose reports would be another organization's; that one with reports there gets nothing here either, the feature's own tests say. */
const FOREIGN_DEVICE = 'f'.repeat(24);

function casesOf({ mine }: TestProduct, own: Own, foreign: Foreign) {
  const { ids, roleCode, cursors } = foreign;
  const { ticket: ticketId } = ids;
  const missing = (as: string, input: object): Case => ({ as, input, expected: '404 not_found' });
  const unknown = (as: string, input: object): Case => ({ as, input, expected: '422 unknown_reference' });
  const none = (as: string, input: object): Case => ({ as, input, expected: 200, empty: items });
  const fine = (as: string, input: object): Case => ({ as, input, expected: 200 });
  const noLines = (as: string, input: object): Case => ({
    ...fine(as, { ...input, format: 'csv' }),
    empty: lines,
  });
  const refusedTo = (as: string, input: object): Case => ({ as, input, expected: '403 forbidden' });
  /** Each by itself: nothing was done, and nothing is said but that there is none. The id is the caller's own word. */
  const undone = (as: string, input: { readonly ids: readonly string[]; readonly block?: boolean }): Case => ({
    ...fine(as, input),
    echoes: input.ids,
    empty: (body) => items(body).filter((one: { done: boolean; no: number | null }) => one.done || one.no !== null),
  });
  const repair = mine.template('repair');
  const create = (values: object, templateId: string = repair) =>
    unknown('resident1', { templateId, values: { ...report(mine), ...values } });

  const filters = (as: string) => [
    none(as, { templateId: ids.template }),
    none(as, { siteId: ids.site }),
    none(as, { assigneeId: ids.member }),
    none(as, { text: CANARY }),
  ];
  const counted = ({ phases }: Reply['body']) => Object.values(phases).filter((count) => count !== 0);
  const record = (kind: string, id: string) => ({
    get: [missing('admin', { id })],
    retire: [missing('admin', { id })],
    restore: [missing('admin', { id })],
    change: (change: object) => missing('admin', { id, change }),
    kind,
  });
  const [member, department, role, site, asset] = (['member', 'department', 'role', 'site', 'asset'] as const).map(
    (kind) => record(kind, ids[kind]),
  ) as [
    ReturnType<typeof record>,
    ReturnType<typeof record>,
    ReturnType<typeof record>,
    ReturnType<typeof record>,
    ReturnType<typeof record>,
  ];

  return {
    'session.create': [
      {
        as: 'admin',
        input: { org: ORG, login: 'foreigner', password: 'foreign-password' },
        expected: '401 bad_credentials',
      },
    ],
    'session.get': [fine('admin', {})],
    'session.setPicture': [unknown('tech3', { pictureId: ids.loose }), unknown('tech3', { pictureId: ids.photo })],
    'session.setPassword': [fine('tech4', { current: 'paidan123', password: 'paidan123' })],
    'session.end': [fine('tech4', {})],
    'ticket.create': [
      create({}, ids.template),
      create({ site: ids.site }),
      create({ asset: ids.asset }),
      create({ photos: [ids.photo] }),
      create({ photos: [ids.loose] }),
      create({ voice: { file: ids.loose, seconds: 3 } }),
    ],
    'ticket.offer': [
      missing('dispatch', { ticketId: ids.open }),
      { as: 'dispatch', input: { ticketId: own.open, memberIds: [ids.member] }, expected: '422 not_candidate' },
      { as: 'dispatch', input: { ticketId: own.open, role: roleCode }, expected: '422 nobody' },
    ],
    'ticket.assign': [
      missing('dispatch', { ticketId: ids.open, memberId: mine.member('tech1') }),
      { as: 'dispatch', input: { ticketId: own.open, memberId: ids.member }, expected: '422 not_candidate' },
    ],
    'ticket.accept': [missing('tech1', { ticketId: ids.open }), missing('dispatch', { ticketId })],
    'ticket.transfer': [
      missing('dispatch', { ticketId, memberId: mine.member('tech1'), reason: '换人' }),
      {
        as: 'tech1',
        input: { ticketId: own.active, memberId: ids.member, reason: '换人' },
        expected: '422 not_candidate',
      },
    ],
    'ticket.depart': [missing('tech1', { ticketId })],
    'ticket.arrive': [missing('tech1', { ticketId, position: mine.inside })],
    'ticket.log': [
      missing('tech1', { ticketId, text: '记录' }),
      unknown('tech1', { ticketId: own.active, text: '记录', values: { beforePhotos: [ids.loose] } }),
    ],
    'ticket.complete': [
      missing('tech1', { ticketId, values: {} }),
      unknown('tech1', { ticketId: own.active, values: { afterPhotos: [ids.loose] } }),
    ],
    'ticket.confirm': [
      missing('resident1', { ticketId, values: {} }),
      unknown('resident1', { ticketId: own.done, values: { signature: ids.loose } }),
    ],
    'ticket.reject': [
      missing('resident1', { ticketId, reason: '不行' }),
      unknown('resident1', { ticketId: own.done, reason: '不行', photos: [ids.photo] }),
    ],
    'ticket.rate': [missing('resident1', { ticketId, values: { rating: { stars: 1 } } })],
    'ticket.urge': [missing('dispatch', { ticketId }), missing('resident1', { ticketId })],
    'ticket.cancel': [missing('dispatch', { ticketId, reason: '重复' })],
    'ticket.comment': [
      missing('dispatch', { ticketId, text: '你好' }),
      unknown('resident1', { ticketId: own.open, text: '你好', photos: [ids.loose] }),
      unknown('resident1', { ticketId: own.open, text: '你好', voice: { file: ids.loose, seconds: 3 } }),
    ],
    'ticket.get': [missing('dispatch', { ticketId }), missing('audit', { ticketId })],
    'ticket.list': [
      ...filters('dispatch'),
      none('admin', { assetId: ids.asset }),
      fine('dispatch', { cursor: cursors.tickets }),
      fine('dispatch', { cursor: cursors.due, order: 'due' }),
      fine('dispatch', {}),
    ],
    'ticket.export': filters('admin').map((one) => ({ ...one, input: { ...one.input, format: 'csv' }, empty: lines })),
    'ticket.counts': [
      ...filters('dispatch').map((one) => ({ ...one, empty: counted })),
      { ...fine('admin', { assetId: ids.asset }), empty: counted },
    ],
    'ticket.board': [{ ...fine('dispatch', {}) }, fine('audit', { days: 1 })],
    'ticket.timeline': [missing('dispatch', { ticketId })],
    'ticket.candidates': [missing('dispatch', { ticketId: ids.open }), fine('dispatch', { ticketId: own.open })],
    'ticket.contact': [missing('dispatch', { ticketId: ids.open }), fine('dispatch', { ticketId: own.open })],
    'ticket.phone': [
      missing('dispatch', { ticketId: ids.open, field: 'phone', reason: '回电' }),
      fine('dispatch', { ticketId: own.open, field: 'phone', reason: '回电' }),
    ],
    'disclosure.list': [none('admin', { ticketId: ids.open }), none('admin', { byId: ids.member }), fine('admin', {})],
    'work.list': [fine('dispatch', {}), fine('tech1', {})],
    'template.list': [fine('admin', { cursor: cursors.templates }), fine('admin', {})],
    'template.get': [
      missing('admin', { templateId: ids.template }),
      missing('admin', { templateId: ids.template, revision: 1 }),
    ],
    'template.create': [
      {
        as: 'admin',
        input: { code: 'stolen', body: { ...PUBLIC_AREA, flow: flowFor(roleCode) } },
        expected: '422 flow',
      },
    ],
    'template.publish': [
      missing('admin', { templateId: ids.template, body: PUBLIC_AREA }),
      {
        as: 'admin',
        input: { templateId: mine.template('public'), body: { ...PUBLIC_AREA, flow: flowFor(roleCode) } },
        expected: '422 flow',
      },
    ],
    'template.retire': [missing('admin', { templateId: ids.template })],
    'member.export': [
      noLines('admin', { text: CANARY }),
      noLines('admin', { departmentId: ids.department }),
      fine('admin', { format: 'csv' }),
    ],
    'member.list': [
      none('admin', { text: CANARY }),
      none('admin', { role: roleCode }),
      none('admin', { departmentId: ids.department }),
      none('admin', { text: '13911112222' }),
      fine('admin', { cursor: cursors.members }),
      fine('admin', { retired: true }),
    ],
    'member.get': member.get,
    'member.phone': [missing('admin', { id: ids.member, reason: '核对' })],
    'member.erase': [missing('admin', { id: ids.member, reason: '核对', reported: true })],
    'member.erasing': [missing('admin', { id: ids.member })],
    'reporter.erase': [missing('admin', { guestId: ids.member, reason: '核对' })],
    'member.create': [
      unknown('admin', { login: 'spy', name: '甲', roles: [], departmentId: ids.department }),
      unknown('admin', { login: 'spy', name: '甲', roles: [roleCode] }),
    ],
    'member.change': [
      member.change({ name: '甲' }),
      member.change({ password: 'another-password' }),
      unknown('admin', { id: mine.member('tech1'), change: { departmentId: ids.department } }),
      unknown('admin', { id: mine.member('tech1'), change: { roles: [roleCode] } }),
    ],
    'member.retire': member.retire,
    'member.restore': member.restore,
    'member.import': [
      {
        as: 'admin',
        input: {},
        sheet: `login,name,department,roles\nspy,甲,${ids.department},\nspy2,乙,,${CANARY}\n`,
        expected: 200,
        empty: ({ created, changed, problems }) => [
          ...Array(created + changed),
          ...(problems.length === 2 ? [] : [problems]),
        ],
      },
    ],
    'department.export': [fine('admin', { format: 'csv', retired: true })],
    'department.list': [fine('admin', {})],
    'department.get': department.get,
    'department.create': [unknown('admin', { name: '内', parentId: ids.department })],
    'department.change': [department.change({ name: '甲' })],
    'department.retire': department.retire,
    'department.restore': department.restore,
    'role.export': [fine('admin', { format: 'csv', retired: true })],
    'role.list': [fine('admin', {})],
    'role.get': role.get,
    'role.create': [fine('admin', { code: roleCode, name: { zh: '同名', en: 'Same' }, grants: [] })],
    'role.change': [role.change({ grants: [] })],
    'role.retire': role.retire,
    'role.restore': role.restore,
    'site.export': [noLines('admin', { text: CANARY }), noLines('admin', { parentId: ids.site })],
    'site.list': [
      none('admin', { text: CANARY }),
      none('admin', { parentId: ids.site }),
      fine('admin', { cursor: cursors.sites }),
    ],
    'site.get': site.get,
    'site.create': [unknown('admin', { code: 'S1', kind: 'room', name: '内', parentId: ids.site })],
    'site.change': [site.change({ name: '甲' }), unknown('admin', { id: mine.room, change: { parentId: ids.site } })],
    'site.retire': site.retire,
    'site.restore': site.restore,
    'site.import': [
      {
        as: 'admin',
        input: {},
        sheet: 'code,name,kind,parent\nS2,内,room,FOREIGN-SITE\n',
        expected: 200,
        empty: ({ created, problems }) => [...Array(created), ...(problems.length === 1 ? [] : [problems])],
      },
    ],
    'asset.export': [noLines('admin', { text: CANARY }), noLines('admin', { siteId: ids.site })],
    // What was asked for stands in the note: ids that this very member sent.
    'export.list': [{ ...fine('admin', {}), echoes: [ids.template, ids.site, ids.asset, ids.member, ids.department] }],
    'asset.list': [none('admin', { text: CANARY }), none('admin', { siteId: ids.site })],
    'asset.get': asset.get,
    'asset.history': [missing('tech1', { id: ids.asset }), missing('admin', { id: ids.asset })],
    'asset.create': [unknown('admin', { code: 'A1', name: '内', siteId: ids.site })],
    'asset.change': [
      asset.change({ name: '甲' }),
      unknown('admin', { id: mine.asset('CH-POWER'), change: { siteId: ids.site } }),
    ],
    'asset.retire': asset.retire,
    'asset.restore': asset.restore,
    'record.history': (['member', 'department', 'role', 'site', 'asset', 'template'] as const).map((kind) =>
      missing('admin', { kind, id: ids[kind] }),
    ),
    'account.list': [none('admin', {}), none('admin', { retired: true })].map((one) => ({ ...one, empty: notOwn })),
    // Roles go by code, and each organization has its own of the name.
    'account.create': [],
    'account.change': [missing('admin', { id: ids.account, change: { name: '改' } })],
    'account.retire': [missing('admin', { id: ids.account })],
    'account.restore': [missing('admin', { id: ids.account })],
    'account.check': [missing('admin', { id: ids.account })],
    'account.test': [missing('admin', { id: ids.account })],
    'account.sync': [missing('admin', { id: ids.account })],
    'identity.list': [missing('admin', { accountId: ids.account })],
    'identity.bind': [
      missing('admin', { accountId: ids.account, memberId: mine.member('tech1'), external: 'x' }),
      unknown('admin', { accountId: own.app, memberId: ids.member, external: 'x' }),
    ],
    'identity.unbind': [missing('admin', { accountId: ids.account, external: 'foreign-openid' })],
    'delivery.list': [none('admin', {}), none('admin', { state: 'buried' })],
    'delivery.resend': [missing('admin', { id: ids.delivery })],
    'preference.get': [fine('tech1', { of: 'me' }), fine('admin', { of: 'organization' })],
    'preference.change': [fine('tech1', { of: 'me', values: {} }), fine('admin', { of: 'organization', values: {} })],
    'handover.list': [none('dispatch', {})],
    'handover.move': [missing('dispatch', { from: ids.member, to: mine.member('tech1'), reason: '离职' })],
    'signin.options': [none('admin', { org: TWIN })],
    'signin.host': [missing('admin', { org: ORG, kind: 'dingtalk', code: 'foreign-code' })],
    'signin.bind': [{ as: 'admin', input: { ticket: 'forged' }, expected: '409 too_late' }],
    'wechat.signIn': [missing('admin', { org: ORG, code: 'foreign-code' })],
    'wechat.phone': [{ as: 'admin', input: { ticket: 'forged', code: 'x' }, expected: '409 too_late' }],
    'wechat.consent': [{ as: 'resident1', input: { accepted: ['x'] }, expected: '409 not_bound' }],
    'wechat.subscriptions': [fine('resident1', {})],
    'qr.make': [
      missing('admin', { kind: 'link', siteId: ids.site }),
      missing('admin', { kind: 'link', assetId: ids.asset }),
    ],
    'label.setup': [fine('admin', {})],
    'label.list': [
      none('admin', { of: 'site', under: ids.site }),
      none('admin', { of: 'asset', under: ids.site }),
      none('admin', { of: 'asset', text: CANARY }),
    ],
    'label.export': [
      noLines('admin', { of: 'site', under: ids.site }),
      noLines('admin', { of: 'asset', text: CANARY }),
    ],
    'label.get': [none('admin', { refs: [`s.${ids.site}`, `a.${ids.asset}`] })],
    'label.codes': [missing('admin', { refs: [`s.${ids.site}`] })],
    'label.pdf': [
      missing('admin', {
        refs: [`s.${mine.room}`, `a.${ids.asset}`],
        sheet: '2x4',
        codes: 'link',
        words: 'zh',
        base: 'https://paidan.test',
      }),
    ],
    'label.mark': [
      missing('admin', { refs: [`s.${mine.room}`, `s.${ids.site}`], printed: true }),
      missing('admin', { refs: [`s.${ids.site}`], printed: false }),
    ],
    'guest.page': [
      missing('admin', { label: { kind: 's', org: ORG, code: 'FOREIGN-SITE' } }),
      missing('admin', { label: { kind: 'a', org: ORG, code: 'FOREIGN-ASSET' } }),
    ],
    'guest.begin': [missing('admin', { label: { kind: 's', org: ORG, code: 'FOREIGN-SITE' }, device: 'd'.repeat(22) })],
    // Guests have tests of their own; nobody else may.
    'guest.report': [
      refusedTo('admin', {
        label: { kind: 's', org: TWIN, code: 'FOREIGN-SITE' },
        templateId: ids.template,
        values: {},
      }),
    ],
    'guest.meToo': [refusedTo('admin', { label: { kind: 's', org: TWIN, code: 'FOREIGN-SITE' }, ref: ticketId })],
    'guest.same': [refusedTo('admin', {})],
    'guest.held': [refusedTo('admin', { id: ids.waiting })],
    'guest.link': [refusedTo('admin', { id: ids.waiting })],
    'guest.revokeLink': [refusedTo('admin', { id: ids.waiting })],
    'guest.follow': [{ as: 'admin', input: { link: 'x'.repeat(43) }, expected: '404 link_over' }],
    'guest.here': [none('admin', { device: FOREIGN_DEVICE })],
    'guest.claim': [
      missing('admin', { device: FOREIGN_DEVICE, ids: [ticketId] }),
      missing('admin', { device: FOREIGN_DEVICE, ids: [ids.ticket] }),
    ],
    'guest.rules': [fine('admin', {})],
    'guest.changeRules': [unknown('admin', { values: { ...CLOSED, templateIds: [ids.template] } })],
    'held.list': [
      fine('dispatch', {}),
      none('dispatch', { state: 'spam' }),
      fine('dispatch', { cursor: cursors.held }),
    ],
    'held.export': [fine('dispatch', { format: 'csv' }), noLines('dispatch', { state: 'spam' })],
    'held.phone': [missing('dispatch', { id: ids.held, reason: '核对' })],
    'held.release': [undone('dispatch', { ids: [ids.held] })],
    'held.spam': [undone('dispatch', { ids: [ids.held], block: true })],
    'held.restore': [undone('dispatch', { ids: [ids.held] })],
    'file.upload': [],
    'feed.poll': [
      fine('admin', { cursor: 0, limit: 500 }),
      fine('admin', { cursor: cursors.feed }),
      fine('resident1', { cursor: 0 }),
    ],
  } satisfies { readonly [Name in EndpointName]: readonly Case[] };
}

/** The sample flow, with work for a role of the other organization. */
const flowFor = (role: string) =>
  PUBLIC_AREA.flow.map((node) =>
    node.kind === 'dispatch' ? { ...node, by: { kind: 'role', role }, pool: role } : node,
  );

eachDatabase((_, open) => {
  let product: TestProduct;
  let foreign: Foreign;
  let cases: ReturnType<typeof casesOf>;
  let untouched: string;

  beforeAll(async () => {
    product = await startProduct(await open());
    foreign = await plantForeign(product);
    cases = casesOf(product, await ownTickets(), foreign);
    untouched = await twinRows();
  });
  afterAll(() => product?.stop());

  /** One that waits for dispatch, one that `tech1` has arrived at, one that is done. */
  async function ownTickets(): Promise<Own> {
    const { mine } = product;
    const tech = product.as('tech1');
    const made = async () => {
      const reply = await product.as('resident1')('ticket.create', {
        templateId: mine.template('repair'),
        values: report(mine),
      });
      return ticketIn(reply).id;
    };
    const arrived = async () => {
      const ticketId = await made();
      ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
      ticketIn(await tech('ticket.accept', { ticketId }));
      ticketIn(await tech('ticket.arrive', { ticketId, position: mine.inside }));
      return ticketId;
    };
    const [open, active, done] = [await made(), await arrived(), await arrived()];
    const values = { afterPhotos: [await product.picture('tech1')] };
    ticketIn(await tech('ticket.complete', { ticketId: done, values }));
    const app = await product.as('admin')('account.create', {
      kind: 'wecom',
      name: OWN_APP,
      values: { corpId: 'ww0001', agentId: '1' },
      secrets: { appSecret: 'a-secret-of-ours' },
    });
    return { open, active, done, app: app.body.account.id as string };
  }

  async function call(name: EndpointName, { as, input, sheet }: Case): Promise<Reply> {
    if (sheet === undefined) return product.as(as)(name, input as never);
    const form = new FormData();
    form.append('file', new Blob([sheet]), 'rows.csv');
    return product.post(`/api/${name}`, form, { token: await product.tokenFor(as) });
  }

  /** Everything that the other organization has; sessions come and go. */
  const twinRows = async () => JSON.stringify(await rowsOf(product.twin.reader, []));

  test('every endpoint has its row', () => {
    expect(Object.keys(cases).sort()).toEqual([...ENDPOINTS].sort());
  });

  test.each(ENDPOINTS)('%s', async (name) => {
    for (const one of cases[name] as readonly Case[]) {
      const reply = await call(name, one);
      expect({ input: one.input, outcome: outcome(reply) }).toEqual({
        input: one.input,
        outcome: one.expected,
      });
      expect(JSON.stringify(reply.body)).not.toContain(CANARY);
      if (reply.status === 200) {
        if (one.empty !== undefined)
          expect({ input: one.input, found: one.empty(reply.body) }).toEqual({ input: one.input, found: [] });
        const leaked = Object.values(foreign.ids).filter(
          (id) => JSON.stringify(reply.body).includes(id) && !one.echoes?.includes(id),
        );
        expect({ input: one.input, leaked }).toEqual({ input: one.input, leaked: [] });
      }
    }
    expect((await twinRows()) === untouched).toBe(true);
  });

  test('the organization itself reaches all of it: what is looked for is there', async () => {
    const admin = product.as('admin', TWIN);
    const { ids } = foreign;
    const seen = [
      await admin('ticket.get', { ticketId: ids.ticket }),
      await admin('ticket.list', { text: CANARY }),
      await admin('ticket.timeline', { ticketId: ids.ticket }),
      await admin('template.get', { templateId: ids.template as never }),
      await admin('record.history', { kind: 'member', id: ids.member as never }),
      ...(await Promise.all(
        (['member', 'department', 'role', 'site', 'asset'] as const).map((kind) =>
          admin(`${kind}.get`, { id: ids[kind] } as never),
        ),
      )),
    ];
    for (const reply of seen) expect(JSON.stringify(reply.body)).toContain(CANARY);
  });

  test('files: neither the picture, nor its small one, nor that it is there', async () => {
    for (const id of [foreign.ids.photo, foreign.ids.loose]) {
      for (const size of ['', '?size=thumb']) {
        for (const login of ['admin', 'tech1', 'audit']) {
          const headers = { Authorization: `Bearer ${await product.tokenFor(login)}` };
          const response = await fetch(`${product.url}/api/files/${id}${size}`, { headers });
          expect(response.status).toBe(404);
        }
      }
      const headers = { Authorization: `Bearer ${await product.tokenFor('foreigner', TWIN)}` };
      expect((await fetch(`${product.url}/api/files/${id}`, { headers })).status).toBe(200);
    }
  });

  test('an uploaded picture is the uploader’s organization’s alone', async () => {
    const id = await product.picture('resident1');
    const headers = { Authorization: `Bearer ${await product.tokenFor('admin', TWIN)}` };
    expect((await fetch(`${product.url}/api/files/${id}`, { headers })).status).toBe(404);
  });

  test('both timelines still prove themselves', async () => expect(await product.findings()).toEqual([]));
});
