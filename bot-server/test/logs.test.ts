// A whole story with canaries in everything that people type, carry or are called: the log says who did what when, and repeats
// none of it, whether things go well or wrong.

import { PassThrough } from 'node:stream';
import { makeLog } from '../src/core/log';
import { openStore } from '../src/store/open';
import type { Store } from '../src/store/unit';
import { credentialsIn } from './support/credentials';
import { eachDatabase } from './support/databases';
import { photo } from './support/pictures';
import { outcome, reported, startProduct, type TestProduct, ticketIn } from './support/product';

type Line = { readonly [key: string]: unknown };

const PHONE = '13912345678';
const CANARY = 'KANARIENVOGEL';
/** Each is recognisable by itself, so that a leak says where it came from. */
const canary = (what: string) => `${CANARY}-${what}`;

eachDatabase((_name, open, database) => {
  let product: TestProduct;
  let store: Store;
  let lines: PassThrough;
  let text = '';

  beforeAll(async () => {
    await open();
    store = await openStore(database.config());
    lines = new PassThrough();
    lines.on('data', (chunk) => {
      text += String(chunk);
    });
    product = await startProduct(store, { log: makeLog('trace', lines), work: true });
  });
  afterAll(async () => {
    await product?.stop();
  });

  const said = (): readonly Line[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  const requests = () => said().filter(({ msg }) => msg === 'request');

  function expectNoCanary(more: readonly string[] = []): void {
    for (const secret of [CANARY, PHONE, 'paidan123', ...more]) expect(text).not.toContain(secret);
    expect(credentialsIn(text)).toEqual([]);
  }

  test('a good story', async () => {
    const { mine } = product;
    const admin = product.as('admin');
    const made = await admin('member.create', {
      login: 'kanarie',
      name: canary('name'),
      phone: PHONE,
      roles: ['resident'],
      password: canary('password'),
    });
    expect(outcome(made)).toBe(200);
    const { id } = await reported(product, { title: canary('title'), phone: PHONE });
    const resident = product.as('resident1');
    const comment = { ticketId: id, text: `${canary('comment')} ${PHONE}` };
    expect(outcome(await resident('ticket.comment', comment, { key: canary('key') }))).toBe(200);
    const dispatcher = product.as('dispatch');
    expect(outcome(await dispatcher('ticket.list', { text: canary('words') }))).toBe(200);
    const assigned = await dispatcher('ticket.assign', { ticketId: id, memberId: mine.member('tech1') });
    expect(ticketIn(assigned).id).toBe(id);
    const token = await product.tokenFor('resident1');
    const uploaded = await product.upload(await photo(64, 64), `${canary('file')}.jpg`, { token });
    expect(outcome(uploaded)).toBe(200);
    const signedIn = await product.call('session.create', {
      org: 'cuihu',
      login: 'kanarie',
      password: canary('password'),
    });
    expect(outcome(signedIn)).toBe(200);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0]?.split('=')[1] ?? '';
    expect(cookie.length).toBeGreaterThan(10);
    expectNoCanary([cookie, token]);
  });

  test('a bad one', async () => {
    const token = await product.tokenFor('resident1');
    const json = { 'Content-Type': 'application/json' };
    const ask = (path: string, body: string, headers: Record<string, string> = {}) =>
      product.post(path, body, { token, headers: { ...json, ...headers } });
    const statuses = [
      await ask(`/api/${canary('endpoint')}-${PHONE}`, '{}'),
      await ask('/api/ticket.create', `{"title":"${canary('broken')}`),
      await ask('/api/ticket.create', JSON.stringify({ templateId: canary('template'), values: { phone: PHONE } })),
      await ask('/api/ticket.list', JSON.stringify({ [canary('field')]: PHONE })),
      await ask('/api/ticket.comment', '{}', {
        'Idempotency-Key': canary('key'),
        Authorization: `Bearer pds_${canary('token')}`,
      }),
      await ask(
        '/api/session.create',
        JSON.stringify({ org: 'cuihu', login: canary('login'), password: canary('wrong') }),
      ),
      await ask(
        `/hooks/wecom/${canary('account')}?msg_signature=${canary('signature')}`,
        `<xml>${canary('xml')}</xml>`,
      ).catch(() => null),
    ].map((reply) => reply?.status ?? 403);
    for (const status of statuses) expect([400, 401, 403, 404, 422]).toContain(status);
    for (const path of [
      `/${canary('page')}?phone=${PHONE}`,
      `/q/${canary('org')}/s/${PHONE}`,
      `/api/files/${canary('id')}?grant=${canary('grant')}`,
    ])
      expect(
        (await fetch(product.url + path, { headers: { Cookie: `paidan_session=${canary('cookie')}` } })).status,
      ).toBeLessThan(500);
    expectNoCanary();
  });

  test('each call has one line: which, how it ended, how long it took, whose', async () => {
    const token = await product.tokenFor('dispatch');
    const { headers } = await product.call('ticket.list', { limit: 1 }, { token });
    const mine = requests().filter(({ requestId }) => requestId === headers.get('x-request-id'));
    expect(mine).toEqual([
      expect.objectContaining({
        level: 'info',
        endpoint: 'ticket.list',
        method: 'POST',
        status: 200,
        ms: expect.any(Number),
        tenantId: product.mine.tenantId,
        memberId: product.mine.member('dispatch'),
      }),
    ]);
    expect(requests().filter(({ endpoint }) => endpoint === 'unknown').length).toBeGreaterThan(0);
    expect(requests().filter(({ endpoint }) => endpoint === 'hook').length).toBeGreaterThan(0);
  });

  test('when the database is gone', async () => {
    const token = await product.tokenFor('resident1');
    await store.close();
    const input = { templateId: product.mine.template('repair'), values: { title: canary('lost'), phone: PHONE } };
    const reply = await product.call('ticket.create', input as never, { token });
    expect(reply.status).toBeGreaterThanOrEqual(500);
    const login = { org: 'cuihu', login: 'resident1', password: canary('password') };
    expect((await product.call('session.create', login)).status).toBeGreaterThanOrEqual(500);
    expect(said().filter(({ level }) => level === 'error' || level === 'warn').length).toBeGreaterThan(0);
    expectNoCanary([token]);
  });

  test('a leak would be seen', () => {
    makeLog('info', lines).info({ input: { title: canary('planted') } }, 'a careless line');
    expect(() => expectNoCanary()).toThrow();
  });
});
