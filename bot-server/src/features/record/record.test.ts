// People, departments, roles, sites and assets: what may not happen to them, and what of them is remembered.
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome, startProduct, type TestProduct } from '../../../test/support/product';

eachDatabase((_name, open) => {
  let product: TestProduct;
  let admin: Caller;
  beforeAll(async () => {
    product = await startProduct(await open());
    admin = product.as('admin');
  });
  afterAll(() => product?.stop());

  const site = (code: string, parentId?: string) => ({
    code,
    kind: 'area' as const,
    name: `区域 ${code}`,
    ...(parentId !== undefined && { parentId: parentId as never }),
  });
  const made = async (code: string, parentId?: string): Promise<{ id: never; version: number }> => {
    const reply = await admin('site.create', site(code, parentId));
    expect(outcome(reply)).toBe(200);
    return reply.body.record;
  };

  test('a login and a code belong to one record', async () => {
    expect(outcome(await admin('member.create', { login: 'tech1', name: '又一个', roles: [] }))).toBe('409 duplicate');
    await made('D-1');
    const again = await admin('site.create', site('D-1'));
    expect(again.body.error).toMatchObject({ code: 'duplicate', data: { value: 'D-1' } });
    // The other organization's codes are its own.
    expect(outcome(await product.as('admin', 'yunshan')('site.create', site('D-1')))).toBe(200);
  });

  test('twenty at once with one code make one record', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => admin('site.create', site('D-RACE'))));
    const outcomes = replies.map(outcome);
    expect(outcomes.filter((one) => one === 200)).toHaveLength(1);
    expect(outcomes.filter((one) => one === '409 duplicate')).toHaveLength(19);
  });

  test('no site stands above itself', async () => {
    const outer = await made('C-1');
    const inner = await made('C-2', outer.id);
    const innermost = await made('C-3', inner.id);
    for (const parentId of [outer.id, inner.id, innermost.id]) {
      const reply = await admin('site.change', { id: outer.id, change: { parentId } });
      expect(outcome(reply)).toBe('422 unknown_reference');
    }
  });

  test('a renamed site renames the paths below it', async () => {
    const outer = await made('P-1');
    const inner = await made('P-2', outer.id);
    const innermost = await made('P-3', inner.id);
    expect(outcome(await admin('site.change', { id: outer.id, change: { name: '新名字' } }))).toBe(200);
    const reply = await admin('site.get', { id: innermost.id });
    expect(reply.body.record.path).toBe('新名字 / 区域 P-2 / 区域 P-3');
    expect(await product.findings()).toEqual([]);
  });

  test('what is in use is not retired; what is retired is not changed, and comes back', async () => {
    const outer = await made('R-1');
    const inner = await made('R-2', outer.id);
    const refused = await admin('site.retire', { id: outer.id });
    expect(refused.body.error).toMatchObject({ code: 'in_use', data: { what: '区域 R-2' } });
    expect(outcome(await admin('site.retire', { id: inner.id }))).toBe(200);
    expect(outcome(await admin('site.retire', { id: inner.id }))).toBe('409 already');
    expect(outcome(await admin('site.change', { id: inner.id, change: { name: 'x' } }))).toBe('409 retired');
    expect(outcome(await admin('site.retire', { id: outer.id }))).toBe(200);
    // Nothing comes back into something that is gone.
    expect(outcome(await admin('site.restore', { id: inner.id }))).toBe('422 unknown_reference');
    expect(outcome(await admin('site.restore', { id: outer.id }))).toBe(200);
    expect(outcome(await admin('site.restore', { id: inner.id }))).toBe(200);
  });

  test('somebody must remain who can manage members', async () => {
    const list = await admin('member.list', { role: 'admin' });
    expect(list.body.items).toHaveLength(1);
    const { id } = list.body.items[0];
    expect(outcome(await admin('member.retire', { id }))).toBe('409 last_admin');
    expect(outcome(await admin('member.change', { id, change: { roles: ['resident'] } }))).toBe('409 last_admin');
    const roles = await admin('role.list', {});
    const role = roles.body.items.find(({ code }: { code: string }) => code === 'admin');
    expect(outcome(await admin('role.change', { id: role.id, change: { grants: [] } }))).toBe('409 last_admin');
    expect(outcome(await admin('role.retire', { id: role.id }))).toBe('409 in_use');
  });

  test('a stale change is refused, one that changes nothing leaves no trace', async () => {
    const { id, version } = await made('S-1');
    expect(outcome(await admin('site.change', { id, version, change: { name: '一' } }))).toBe(200);
    const stale = await admin('site.change', { id, version, change: { name: '二' } });
    expect(stale.body.error).toMatchObject({ code: 'stale', data: { version: version + 1 } });
    const same = await admin('site.change', { id, change: { name: '一' } });
    expect(same.body.record.version).toBe(version + 1);
  });

  test('history says who changed what, and never a password', async () => {
    const reply = await admin('member.create', {
      login: 'h1',
      name: '韩一',
      roles: ['resident'],
      password: 'geheim-123',
    });
    const { id } = reply.body.record;
    expect(reply.body.record.hasPassword).toBe(true);
    await admin('member.change', { id, change: { name: '韩二', password: 'geheim-456' } });
    const history = await admin('record.history', { kind: 'member', id });
    expect(history.body.items.map(({ type, by }: { type: string; by: { name: string } }) => [type, by.name])).toEqual([
      ['member.created', '陈静'],
      ['member.passwordSet', '陈静'],
      ['member.changed', '陈静'],
      ['member.passwordSet', '陈静'],
    ]);
    expect(history.body.items[2].data).toEqual({ change: { name: '韩二' } });
    expect(JSON.stringify(history.body)).not.toMatch(/geheim|scrypt/);
    expect(await product.findings()).toEqual([]);
  });

  test('the same key with the same content is one record, with other content a refusal', async () => {
    const first = await admin('site.create', site('K-1'), { key: 'k1' });
    const again = await admin('site.create', site('K-1'), { key: 'k1' });
    expect(again.body.record.id).toBe(first.body.record.id);
    expect(outcome(await admin('site.create', site('K-2'), { key: 'k1' }))).toBe('409 key_reused');
  });

  test('another password under the same key is another command', async () => {
    const person = (password: string) => ({ login: 'k9', name: '孔九', roles: [], password });
    const first = await admin('member.create', person('geheim-123'), { key: 'k9' });
    const again = await admin('member.create', person('geheim-123'), { key: 'k9' });
    expect(again.body.record).toEqual(first.body.record);
    expect(outcome(await admin('member.create', person('geheim-124'), { key: 'k9' }))).toBe('409 key_reused');
    const { id } = first.body.record;
    const change = (password: string) => admin('member.change', { id, change: { password } }, { key: 'k10' });
    expect(outcome(await change('geheim-125'))).toBe(200);
    expect(outcome(await change('geheim-126'))).toBe('409 key_reused');
  });

  test('lists page through everything once, in order', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: { body: { items: { path: string }[]; next?: string } } = await admin('site.list', {
        limit: 7,
        ...(cursor !== undefined && { cursor }),
      });
      seen.push(...page.body.items.map(({ path }) => path));
      cursor = page.body.next;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(48);
    const found = await admin('site.list', { text: '2号楼 301' });
    expect(found.body.items.map(({ code }: { code: string }) => code).sort()).toEqual(['CH-2-1-301', 'CH-2-2-301']);
  });

  test('a path too long is refused where it would come about, also below', async () => {
    // An emoji counts two, and none is cut in half.
    const name = '🏠'.repeat(40);
    let parent = await made('L-0');
    const outer = parent;
    for (let depth = 1; depth <= 5; depth++) {
      const reply = await admin('site.create', { ...site(`L-${depth}`, parent.id), name });
      expect(outcome(reply)).toBe(200);
      parent = reply.body.record;
    }
    const under = site('L-6', parent.id);
    const refused = await admin('site.create', { ...under, name });
    expect(refused.body.error).toMatchObject({ code: 'invalid', message: expect.stringContaining('full path') });
    const deepest = await admin('site.create', { ...under, name: '🏠'.repeat(38) });
    expect(deepest.body.record.path).toHaveLength(500);
    const rename = (to: string) => admin('site.change', { id: outer.id, change: { name: to } });
    expect(outcome(await rename('区域 L-00'))).toBe('400 invalid');
    expect(outcome(await rename('区域 00'))).toBe(200);
    expect(outcome(await admin('site.change', { id: outer.id, change: { parentId: parent.id } }))).not.toBe(200);
    expect(await product.findings()).toEqual([]);
  });
});
