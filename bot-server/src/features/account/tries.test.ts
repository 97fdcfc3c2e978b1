// Trying a connection out: what the platform says comes back in words, and a card goes to whoever asks.
import type { AccountId } from '@paidan/shared/kernel/id';
import { type Connected, ORG, startConnected, trouble, WECOM_VALUES } from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome } from '../../../test/support/product';
import { noteSeen } from '../../lookups/health';
import { accountHealth } from '../../store/tables/accountHealth';
import type { Store } from '../../store/unit';

eachDatabase((_, open) => {
  let store: Store;
  let product: Connected;
  let admin: Caller;
  beforeAll(async () => {
    store = await open();
    product = await startConnected(store);
    admin = product.as('admin');
  });
  afterAll(() => product?.stop());
  beforeEach(() => {
    product.script.checks = [{ name: 'token', trouble: null }];
    product.script.sending = { ok: true, value: { messageId: 'm1', code: null } };
    product.script.sent.length = 0;
  });

  const check = async (id: AccountId, locale: 'zh' | 'en' = 'en') =>
    (await admin('account.check', { id }, { locale })).body;
  const health = (accountId: AccountId) => product.mine.reader.one(accountHealth, { accountId });

  test('what works, what waits for somebody, and what is seen later', async () => {
    const id = await product.connect();
    product.script.checks = [
      { name: 'token', trouble: null },
      { name: 'contacts', trouble: null },
    ];
    const first = await check(id, 'zh');
    expect(first.checks.map(({ name, state }: { name: string; state: string }) => [name, state])).toEqual([
      ['token', 'ok'],
      ['contacts', 'ok'],
      ['callback', 'waiting'],
      ['press', 'waiting'],
    ]);
    expect(first.checks[2].message).toContain('回调地址');
    expect(first.account.health.tokenAt).toBe(product.clock.now());
    const whose = { tenantId: product.mine.tenantId, id };
    await noteSeen(store, whose, 'callbackAt', product.clock.now());
    await noteSeen(store, whose, 'pressedAt', product.clock.now());
    expect((await check(id)).checks.map(({ state }: { state: string }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  test('without its secrets a callback cannot be verified, and it says which are wanted', async () => {
    const body = { kind: 'wecom' as const, values: WECOM_VALUES, secrets: { appSecret: 'only-this-one' } };
    const { id } = (await admin('account.create', { name: '半', ...body })).body.account;
    const { checks } = await check(id);
    expect(checks[1]).toMatchObject({ name: 'callback', state: 'waiting' });
    expect(checks[1].message).toContain('EncodingAESKey');
  });

  test('a group has neither callback nor press', async () => {
    const id = await product.connect(ORG, 'wecomGroup');
    product.script.checks = [{ name: 'webhook', trouble: null }];
    expect((await check(id)).checks).toEqual([{ name: 'webhook', state: 'ok', code: null, message: 'Webhook works' }]);
  });

  test('trouble says what to do; it rests the connection until a check goes well', async () => {
    const id = await product.connect();
    product.script.checks = [
      { name: 'token', trouble: trouble('account', '60020', 'not allow to access from your ip').trouble },
    ];
    const { checks, account } = await check(id, 'zh');
    expect(checks[0]).toMatchObject({ name: 'token', state: 'failed', code: '60020' });
    expect(checks[0].message).toBe(
      '服务器 IP 不在可信 IP 里。企业微信管理后台 › 应用管理 › 自建应用 › 企业可信 IP，加上本服务器的出口 IP。（not allow to access from your ip）',
    );
    expect(account.health).toMatchObject({ error: { code: '60020' }, pausedUntil: expect.any(Number) });
    product.script.checks = [{ name: 'token', trouble: null }];
    expect((await check(id)).account.health).toMatchObject({ error: null, pausedUntil: null });
  });

  test('contacts that cannot be read stop nothing from being sent', async () => {
    const id = await product.connect();
    const { trouble: closed } = trouble('account', '48009', 'no');
    product.script.checks = [
      { name: 'token', trouble: null },
      { name: 'contacts', trouble: closed },
    ];
    const { checks, account } = await check(id);
    expect(checks[1]).toMatchObject({ name: 'contacts', state: 'failed', code: '48009' });
    expect(account.health).toMatchObject({ error: null, pausedUntil: null });
  });

  test('a card to press goes to whoever asks, under a name of its own each time', async () => {
    const id = await product.connect();
    expect(outcome(await admin('account.test', { id }))).toBe('409 not_bound');
    expect(product.script.sent).toEqual([]);
    await product.bound(id, product.mine.member('admin'), 'Boss');
    await product.bound(id, product.mine.member('tech1'), 'worker');
    for (let turn = 0; turn < 2; turn++) expect(outcome(await admin('account.test', { id }))).toBe(200);
    const [first, second] = product.script.sent;
    expect(first).toMatchObject({ account: id, to: 'boss', mentions: [], baseUrl: 'https://paidan.example.com' });
    expect(first?.card).toMatchObject({ kind: 'test', path: `/go/${id}/work` });
    expect(first?.cardId).toMatch(/^test-[0-9a-z]{20}$/);
    expect(second?.cardId).not.toBe(first?.cardId);
    expect((await health(id))?.sentAt).toBe(product.clock.now());
  });

  test('a group gets it as a group', async () => {
    const id = await product.connect(ORG, 'wecomGroup');
    expect(outcome(await admin('account.test', { id }))).toBe(200);
    expect(product.script.sent).toMatchObject([{ to: '', cardId: null }]);
  });

  test('what the platform refuses is said, and noted where it concerns the connection', async () => {
    const id = await product.connect();
    await product.bound(id, product.mine.member('admin'), 'boss');
    product.script.sending = trouble('person', '81013', 'all invalid');
    const refused = await admin('account.test', { id });
    expect(refused.body.error).toMatchObject({
      code: 'channel_trouble',
      data: { code: '81013', message: expect.stringMatching(/^None of the receivers is valid\. .* \(all invalid\)$/) },
    });
    expect(await health(id)).toBeUndefined();
    product.script.sending = trouble('account', '43012', 'no callback');
    expect((await admin('account.test', { id })).body.error.data.code).toBe('43012');
    expect((await health(id))?.errorCode).toBe('43012');
  });
});
