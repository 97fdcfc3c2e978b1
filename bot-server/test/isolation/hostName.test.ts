// Links are made from the settings, never from the name by which somebody called us: whoever calls us by another one (a cache in
// between that keeps the answer for others, a forged link that was followed) finds that name in no answer, page or redirect.
import { request } from 'node:http';
import { ENDPOINTS, type EndpointName } from '@paidan/shared/contract/index';
import { SECOND } from '@paidan/shared/kernel/time';
import { onlyOn } from '../support/databases';
import { type GoodOnes, makeGood } from '../support/good';
import { ORG, reported, startProduct, type TestProduct, ticketIn } from '../support/product';
import { startServer } from '../support/server';

/** What cannot succeed here; that its refusal names nobody is looked at all the same. */
const REFUSED: Readonly<Record<string, readonly EndpointName[]>> = {
  'comes as a form, which is refused at the door': ['member.import', 'site.import', 'file.upload'],
  'asks a platform, and there is none': [
    ...(['signin.host', 'signin.bind', 'account.check', 'account.test', 'account.sync'] as const),
    ...(['wechat.signIn', 'wechat.phone', 'wechat.consent', 'label.codes'] as const),
  ],
  'needs a report that is held, a message that was buried, somebody who only reported, or work that was left behind': [
    ...(['held.phone', 'held.release', 'held.spam', 'held.restore'] as const),
    ...(['delivery.resend', 'reporter.erase', 'handover.move'] as const),
  ],
};
const NOBODY = '0'.repeat(20);
const STRANGER = 'name-of-a-stranger.example';

onlyOn('sqlite', (open) => {
  let product: TestProduct;
  let good: GoodOnes;
  beforeAll(async () => {
    product = await startProduct(await open());
    good = await makeGood(product);
  });
  afterAll(() => product?.stop());

  /** Everything that comes back, head and body, for a request under the stranger's name. */
  async function answer(url: string, method: 'GET' | 'POST', token?: string, body?: string): Promise<string> {
    const headers = {
      Host: STRANGER,
      ...{ 'X-Forwarded-Host': STRANGER, 'X-Forwarded-Server': STRANGER, Forwarded: `host=${STRANGER}` },
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(url, { method, headers }, (got) => {
        let text = `${got.statusCode} ${got.rawHeaders.join(' ')} `;
        got.on('data', (chunk) => {
          text += String(chunk);
        });
        got.once('end', () => resolve(text));
      });
      asked.once('error', reject);
      asked.end(body);
    });
  }

  /** Without what is there to be refused: versions of long ago, places in a list, ids of nothing. */
  const plain = (input: object): object =>
    JSON.parse(JSON.stringify(input), (key, value) => {
      if (key === 'cursor' || (key === 'version' && typeof value === 'number')) return undefined;
      return Array.isArray(value) ? value.filter((one) => one !== NOBODY) : value;
    });

  const LABEL = { kind: 's', org: ORG, code: 'CH-G' } as const;
  async function guest(device: string, title: string) {
    const begun = await product.call('guest.begin', { label: LABEL, device });
    const page = await product.call('guest.page', { label: LABEL });
    product.clock.forward(30 * SECOND);
    const token = begun.body.token as string;
    const values = { title, priority: 'normal', phone: '13800138009' };
    const report = { label: LABEL, templateId: product.mine.template('public'), values, stamp: page.body.stamp };
    const sent = await product.call('guest.report', report as never, { token });
    expect(sent.status).toBe(200);
    const [id] = (await product.call('guest.same', {}, { token })).body.own as readonly string[];
    return { token, id, link: sent.body.link as string, report };
  }

  type Own = { readonly token?: string; readonly as?: string; readonly input?: object };
  /** Where the good request that others start from would be refused: one that is not. In the order in which they are asked. */
  async function owns(): Promise<Partial<Record<EndpointName, Own>>> {
    const { mine } = product;
    const admin = product.as('admin');
    const accepted = async () => {
      const { id: ticketId } = await reported(product);
      ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: mine.member('tech1') }));
      ticketIn(await product.as('tech1')('ticket.accept', { ticketId }));
      return ticketId;
    };
    const going = await accepted();
    const { ticketId: active } = good['ticket.complete'].input;
    const department = (await admin('department.create', { name: '甲', parentId: null })).body.record.id;
    const role = { code: 'fresh', name: { zh: '甲', en: 'A' }, grants: ['ticket.create' as const] };
    const roleId = (await admin('role.create', role)).body.record.id;
    const site = await admin('site.create', { ...good['site.create'].input, code: 'SPARE' });
    const siteId = site.body.record.id;
    // What others stand upon stays: guests report with the one, and at the other.
    const template = await admin('template.create', { ...good['template.create'].input, code: 'spare' });
    const spare = template.body.template.id;
    const account = good['account.retire'].input.id;
    const [first, second] = [
      await guest('i'.repeat(22), '花园的路灯不亮了'),
      await guest('j'.repeat(22), '车库的门关不上'),
    ];
    const by = { token: first.token };
    const verbs = (noun: 'department' | 'role' | 'site', id: string) => ({
      [`${noun}.get`]: { input: { id } },
      [`${noun}.change`]: { input: { ...good[`${noun}.change`].input, id } },
      [`${noun}.retire`]: { input: { id } },
      [`${noun}.restore`]: { input: { id } },
    });
    return {
      'session.setPicture': { input: { pictureId: await product.picture('tech3') } },
      'ticket.offer': { input: { ticketId: good['ticket.offer'].input.ticketId, memberIds: [mine.member('tech1')] } },
      'ticket.transfer': { input: { ...good['ticket.transfer'].input, ticketId: await accepted() } },
      'ticket.depart': { input: { ticketId: going } },
      'ticket.arrive': { input: { ...good['ticket.arrive'].input, ticketId: going } },
      'ticket.complete': { input: { ticketId: active, values: { afterPhotos: [await product.picture('tech1')] } } },
      'ticket.confirm': {
        input: { ...good['ticket.confirm'].input, values: { signature: await product.picture('resident1') } },
      },
      'ticket.reject': { input: { ticketId: active, reason: '没修好' } },
      'ticket.rate': { input: { ...good['ticket.rate'].input, values: { rating: { stars: 5 } } } },
      'ticket.comment': { input: { ticketId: active, text: '你好' } },
      'ticket.contact': { input: { ticketId: active } },
      'template.create': { input: { ...good['template.create'].input, code: 'fresh' } },
      'template.retire': { input: { templateId: spare } },
      'member.create': { input: { ...good['member.create'].input, login: 'fresh' } },
      'department.create': { input: { name: '乙', parentId: null } },
      ...verbs('department', department),
      'role.create': { input: { ...role, code: 'fresher' } },
      ...verbs('role', roleId),
      'site.create': { input: { ...good['site.create'].input, code: 'FRESH' } },
      ...verbs('site', siteId),
      'site.change': { input: { id: siteId, change: { name: '甲' } } },
      'asset.create': { input: { ...good['asset.create'].input, code: 'FRESH-1' } },
      'account.create': {
        input: { kind: 'wechat', name: '甲', values: { appId: 'wx0002' }, secrets: { appSecret: 'a-secret-of-ours' } },
      },
      'account.change': { input: { id: account, change: { name: '乙' } } },
      'identity.bind': { input: { accountId: account, memberId: mine.member('tech3'), external: 'userid' } },
      'preference.change': { input: { of: 'me', values: { muted: ['departed'] } } },
      'qr.make': { input: { kind: 'link', siteId: mine.room, size: 300 } },
      'guest.report': {
        ...by,
        input: { ...first.report, values: { ...first.report.values, title: '长椅坏了一块板' } },
      },
      'guest.meToo': { ...by, input: { label: LABEL, ref: second.id } },
      'guest.same': by,
      'guest.held': { ...by, input: {} },
      'guest.link': { ...by, input: { id: first.id } },
      'guest.revokeLink': { token: second.token, input: { id: second.id } },
      'guest.follow': { input: { link: first.link } },
      'guest.claim': { as: 'resident1', input: { device: 'i'.repeat(22), ids: [first.id] } },
      // Still open afterwards: its page is asked for below.
      'guest.changeRules': { input: { values: { ...good['guest.changeRules'].input.values, on: true } } },
    };
  }

  async function pagesNaming(url: string): Promise<readonly string[]> {
    const [item] = (await product.as('admin')('account.list', {})).body.items as readonly { readonly id: string }[];
    const pages = ['/', '/admin/', '/admin', '/m/', '/m', '/nowhere', '/healthz', '/readyz', '/api/openapi.json'];
    const doors = ['/q/cuihu/s/CH-G', '/q/nobody/s/x', '/auth/sorry/expired', `/go/${item?.id}/work`];
    const away = [`/auth/wecom/${item?.id}/start?to=/admin/`, `/auth/dingtalk/${item?.id}/start?to=/m/`];
    const all = [...pages, ...doors, ...away];
    const said = await Promise.all(all.map((at) => answer(url + at, 'GET')));
    expect(said.filter((text) => text.startsWith('5'))).toEqual([]);
    return all.filter((_, at) => said[at]?.includes(STRANGER));
  }

  test('no answer of any endpoint', async () => {
    const found: string[] = [];
    const refused: string[] = [];
    const own = await owns();
    for (const name of ENDPOINTS) {
      if (name === 'session.end') continue;
      const { as, input, token } = { ...good[name], ...own[name] } as Own & { as: string; input: object };
      const by = token ?? (await product.tokenFor(as));
      const text = await answer(`${product.url}/api/${name}`, 'POST', by, JSON.stringify(plain(input)));
      if (text.includes(STRANGER)) found.push(name);
      if (!text.startsWith('200 ')) refused.push(name);
    }
    // All others really did what they were asked for.
    expect(refused.sort()).toEqual(Object.values(REFUSED).flat().sort());
    expect(found).toEqual([]);
  });

  test('no page, and no way to and fro', async () => {
    expect(await pagesNaming(product.url)).toEqual([]);
  });

  test('control: where it is the name in the settings, it is found', async () => {
    const theirs = await startServer(product.store, { clock: product.clock, publicUrl: `https://${STRANGER}` });
    try {
      expect(await pagesNaming(theirs.url)).toContain('/api/openapi.json');
    } finally {
      await theirs.stop();
    }
  });

  test('nor does any answer let another website’s scripts read it', async () => {
    for (const method of ['GET', 'POST', 'OPTIONS'] as const) {
      for (const at of ['/', '/api/session.get', '/api/openapi.json', '/hooks/wecom/x']) {
        const reply = await fetch(product.url + at, {
          method,
          headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
        });
        await reply.arrayBuffer();
        const allowed = [...reply.headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect([method, at, allowed]).toEqual([method, at, []]);
      }
    }
  });
});
