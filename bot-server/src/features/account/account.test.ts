// Connections: what they must have, what is kept of it and where, who may touch them, and what a broken seal does.
import type { AccountId } from '@paidan/shared/kernel/id';
import {
  BODIES,
  CANARY,
  type Connected,
  startConnected,
  TWIN,
  tampered,
  WECOM_SECRETS,
  WECOM_VALUES,
} from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome } from '../../../test/support/product';
import { account as table } from '../../store/tables/account';
import { accountHealth } from '../../store/tables/accountHealth';
import { accountToken } from '../../store/tables/accountToken';
import { TABLES } from '../../store/tables/index';
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

  const made = async () => (await admin('account.create', { name: '总部', ...BODIES.wecom })).body.account;
  const row = (id: string) => product.mine.reader.one(table, { id: id as AccountId });

  test('what is answered names the secrets that are there, and where callbacks go', async () => {
    const account = await made();
    expect(account).toMatchObject({
      kind: 'wecom',
      name: '总部',
      values: WECOM_VALUES,
      has: ['appSecret', 'callbackKey', 'callbackToken', 'contactSecret'],
      callbackUrl: `https://paidan.example.com/hooks/wecom/${account.id}`,
      state: 'active',
      health: { callbackAt: null, tokenAt: null, error: null },
    });
    const group = await admin('account.create', { name: '群', ...BODIES.wecomGroup });
    expect(group.body.account).toMatchObject({ callbackUrl: null, has: ['webhookKey'] });
    const listed = (await admin('account.list', {})).body.items.map(({ id }: { id: string }) => id);
    expect(listed).toEqual(expect.arrayContaining([account.id, group.body.account.id]));
  });

  test.each([
    ['a secret that is required is missing', { ...BODIES.wecom, secrets: {} }, '422 missing_values'],
    [
      'a value that is required is missing',
      { ...BODIES.wecom, values: { corpId: 'ww0123456789' } },
      '422 missing_values',
    ],
    ['a value cannot be right', { ...BODIES.wecom, values: { corpId: 'ww 1', agentId: 'x' } }, '400 invalid'],
    [
      'a key has 42 letters',
      { ...BODIES.wecom, secrets: { ...WECOM_SECRETS, callbackKey: 'a'.repeat(42) } },
      '400 invalid',
    ],
    [
      'a secret is another kind’s',
      { ...BODIES.wecom, secrets: { ...WECOM_SECRETS, webhookKey: 'abcdefgh' } },
      '400 invalid',
    ],
    [
      'a value is another kind’s',
      { ...BODIES.wecom, values: { ...WECOM_VALUES, appId: 'wx0123456789' } },
      '400 invalid',
    ],
    [
      'newcomers would get no role',
      { ...BODIES.wecom, values: { ...WECOM_VALUES, roles: ['king'] } },
      '422 unknown_reference',
    ],
    ['it is unheard of', { ...BODIES.wecom, kind: 'carrier-pigeon' as never }, '400 invalid'],
  ])('refused: %s', async (_name, body, expected) => {
    const before = (await admin('account.list', { retired: true })).body.items.length;
    const reply = await admin('account.create', { name: 'x', ...body });
    expect(outcome(reply)).toBe(expected);
    expect(JSON.stringify(reply.body)).not.toContain(CANARY);
    expect((await admin('account.list', { retired: true })).body.items).toHaveLength(before);
  });

  test('a change leaves what it does not name; an old screen is told so', async () => {
    const { id, version } = await made();
    const change = { name: '总部二', secrets: { appSecret: 'KANARIEN-another-0007' } };
    const changed = await admin('account.change', { id, version, change });
    expect(changed.body.account).toMatchObject({ name: '总部二', values: WECOM_VALUES });
    expect(changed.body.account.has).toHaveLength(4);
    expect(
      JSON.parse(product.seal.open(`account ${product.mine.tenantId} ${id}`, (await row(id))?.secrets ?? '')),
    ).toEqual({
      ...WECOM_SECRETS,
      appSecret: 'KANARIEN-another-0007',
    });
    expect(outcome(await admin('account.change', { id, version, change: { name: '旧' } }))).toBe('409 stale');
    expect(outcome(await admin('account.change', { id, change: { values: { agentId: 'no' } } }))).toBe('400 invalid');
    expect(outcome(await admin('account.change', { id, change: {} }))).toBe(200);
  });

  test('other credentials begin anew: no old token, no old trouble', async () => {
    const { id } = await made();
    const mine = { tenantId: product.mine.tenantId };
    const token = { accountId: id, purpose: 'app', token: 'old', expiresAt: 9e12, leaseUntil: null, fence: 1 };
    const seen = { accountId: id, callbackAt: 5, tokenAt: 5, sentAt: 5, pressedAt: 5 };
    const bad = { failures: 9, pausedUntil: 9e12, errorCode: '40001', errorText: 'no', errorAt: 5 };
    await store.unit(mine, async (u) => {
      await u.insert(accountToken, [token]);
      await u.insert(accountHealth, [{ ...seen, ...bad }]);
    });
    await admin('account.change', { id, change: { name: '只改名' } });
    expect(await product.mine.reader.one(accountToken, { accountId: id, purpose: 'app' })).toBeDefined();
    const changed = await admin('account.change', { id, change: { secrets: { appSecret: 'KANARIEN-mended-0008' } } });
    expect(changed.body.account.health).toMatchObject({ sentAt: 5, tokenAt: null, pausedUntil: null, error: null });
    expect(await product.mine.reader.one(accountToken, { accountId: id, purpose: 'app' })).toBeUndefined();
  });

  test('retired, it is out of the list and takes nothing but being brought back', async () => {
    const { id } = await made();
    expect((await admin('account.retire', { id })).body.account.state).toBe('retired');
    const ids = async (retired: boolean) =>
      (await admin('account.list', { retired })).body.items.map((one: { id: string }) => one.id);
    expect(await ids(false)).not.toContain(id);
    expect(await ids(true)).toContain(id);
    for (const reply of [
      admin('account.change', { id, change: { name: 'x' } }),
      admin('account.retire', { id }),
      admin('account.check', { id }),
      admin('account.test', { id }),
      admin('account.sync', { id }),
      admin('identity.bind', { accountId: id, memberId: product.mine.member('tech1'), external: 'x' }),
    ])
      expect(outcome(await reply)).toBe('409 retired');
    expect((await admin('account.restore', { id })).body.account.state).toBe('active');
    expect(outcome(await admin('account.restore', { id }))).toBe('409 already');
  });

  test('the same order once more is the same connection; with another secret it is another order', async () => {
    const body = { name: '一次', ...BODIES.wecom };
    const key = 'connect-once';
    const first = await admin('account.create', body, { key });
    const again = await admin('account.create', body, { key });
    expect(again.body.account.id).toBe(first.body.account.id);
    const secrets = { ...WECOM_SECRETS, appSecret: 'KANARIEN-guess-0009' };
    expect(outcome(await admin('account.create', { ...body, secrets }, { key }))).toBe('409 key_reused');
  });

  test('other organizations do not know it, and only its keepers may look', async () => {
    const { id } = await made();
    const accountId = id;
    const memberId = product.twin.member('tech1');
    const foreign = product.as('admin', TWIN);
    for (const reply of [
      foreign('account.change', { id, change: { name: 'x' } }),
      foreign('account.retire', { id }),
      foreign('account.restore', { id }),
      foreign('account.check', { id }),
      foreign('account.test', { id }),
      foreign('account.sync', { id }),
      foreign('identity.list', { accountId }),
      foreign('identity.bind', { accountId, memberId, external: 'x' }),
      foreign('identity.unbind', { accountId, external: 'x' }),
    ])
      expect(outcome(await reply)).toBe('404 not_found');
    expect(JSON.stringify((await foreign('account.list', { retired: true })).body)).not.toContain(id);
    for (const login of ['dispatch', 'tech1', 'resident1', 'audit']) {
      expect(outcome(await product.as(login)('account.list', {}))).toBe('403 forbidden');
      expect(outcome(await product.as(login)('account.change', { id, change: {} }))).toBe('403 forbidden');
    }
    expect((await row(id))?.version).toBe(2);
  });

  test('no secret stands in clear anywhere: no row, no event, no log line', async () => {
    await admin('account.create', { name: '查', ...BODIES.wecom }, { key: 'secret-keys' });
    for (const each of TABLES) {
      const rows = await store.system.read.find(each, { where: {} });
      expect([each.name, JSON.stringify(rows).includes(CANARY)]).toEqual([each.name, false]);
    }
    expect(product.logged.length).toBeGreaterThan(0);
    expect(product.logged.join('\n')).not.toContain(CANARY);
    expect(await product.findings()).toEqual([]);
  });

  test('a seal that was tampered with, or moved, opens nothing; giving the secrets anew mends it', async () => {
    const [mine, other] = [await made(), await made()];
    const sealed = (await row(other.id))?.secrets ?? '';
    const own = (await row(mine.id))?.secrets ?? '';
    for (const secrets of [sealed, tampered(own), 'v1.x.y', '']) {
      await store.unit({ tenantId: product.mine.tenantId }, (u) => u.change(table, { id: mine.id }, { secrets }));
      const { items } = (await admin('account.list', {})).body;
      const shown = items.find(({ id }: { id: string }) => id === mine.id);
      expect(shown).toMatchObject({ has: [], health: { error: { code: 'sealed' } } });
      const { checks } = (await admin('account.check', { id: mine.id })).body;
      expect(checks[0]).toMatchObject({ name: 'token', state: 'failed', code: 'sealed' });
      expect((await admin('account.test', { id: mine.id })).body.error).toMatchObject({ code: 'channel_trouble' });
      expect((await admin('account.sync', { id: mine.id })).body.error).toMatchObject({ code: 'channel_trouble' });
    }
    const half = { callbackToken: 'token123' };
    expect(outcome(await admin('account.change', { id: mine.id, change: { secrets: half } }))).toBe(
      '422 missing_values',
    );
    const mended = await admin('account.change', { id: mine.id, change: { secrets: WECOM_SECRETS } });
    expect(mended.body.account).toMatchObject({ health: { error: null } });
    expect(mended.body.account.has).toHaveLength(4);
    expect(await product.findings()).toEqual([]);
  });

  test('a row that is not what its events say is found out', async () => {
    const { id } = await made();
    const mine = { tenantId: product.mine.tenantId };
    const write = (patch: object) => store.unit(mine, (u) => u.change(table, { id }, patch));
    for (const [patch, back, what] of [
      [{ name: '冒充' }, { name: '总部' }, 'account.name is not what the timeline says'],
      [{ values: {} }, { values: WECOM_VALUES }, 'account.values is not what the timeline says'],
      [{ state: 'retired' }, { state: 'active' }, 'account.state is not what the timeline says'],
    ] as const) {
      await write(patch);
      expect(await product.findings()).toEqual([{ streamId: id, seq: null, what }]);
      await write(back);
    }
    expect(await product.findings()).toEqual([]);
  });

  test('many changes at once: each is kept, none is lost', async () => {
    const { id } = await made();
    const names = Array.from({ length: 12 }, (_each, at) => `名 ${at}`);
    const replies = await Promise.all(names.map((name) => admin('account.change', { id, change: { name } })));
    expect(replies.map(outcome)).toEqual(names.map(() => 200));
    expect((await row(id))?.version).toBe(2 + names.length);
    expect(await product.findings()).toEqual([]);
  });
});
