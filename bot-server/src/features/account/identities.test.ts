// Who is who on a platform: one name, one member; WeCom's names know no case, and other organizations' people are nobody.
import type { AccountId } from '@paidan/shared/kernel/id';
import { type Connected, ORG, startConnected, TWIN } from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome } from '../../../test/support/product';
import { memberBehind } from '../../lookups/accounts';
import { event } from '../../store/tables/event';
import { identity } from '../../store/tables/identity';
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

  const listed = async (accountId: AccountId) => (await admin('identity.list', { accountId })).body.items;
  const member = (login: string) => product.mine.member(login);

  test('bound, known by that name in any case, and unbound again', async () => {
    const accountId = await product.connect();
    await product.bound(accountId, member('tech1'), 'ZhangWei');
    expect(await listed(accountId)).toEqual([
      { external: 'zhangwei', member: { id: member('tech1'), name: '张伟' }, state: 'active' },
    ]);
    expect(await memberBehind(product.mine.reader, accountId, 'zhangwei')).toBe(member('tech1'));
    expect(outcome(await admin('identity.unbind', { accountId, external: 'ZHANGWEI' }))).toBe(200);
    expect(await listed(accountId)).toEqual([]);
    expect(outcome(await admin('identity.unbind', { accountId, external: 'zhangwei' }))).toBe('404 not_found');
    const told = await product.mine.reader.find(event, { where: { streamId: accountId }, order: [['seq', 'asc']] });
    expect(told.map(({ type }) => type)).toEqual([
      'account.created',
      'account.secretsSet',
      'account.bound',
      'account.unbound',
    ]);
    expect(await product.findings()).toEqual([]);
  });

  test('WeChat’s names differ by case', async () => {
    const accountId = await product.connect(ORG, 'wechat');
    await product.bound(accountId, member('resident1'), 'oAbC');
    await product.bound(accountId, member('resident2'), 'oabc');
    expect((await listed(accountId)).map((one: { external: string }) => one.external).sort()).toEqual(['oAbC', 'oabc']);
  });

  test('one name is one member’s; the same once more is nothing new; a member may have several', async () => {
    const accountId = await product.connect();
    await product.bound(accountId, member('tech1'), 'one');
    await product.bound(accountId, member('tech1'), 'one');
    await product.bound(accountId, member('tech1'), 'two');
    const taken = await admin('identity.bind', { accountId, memberId: member('tech2'), external: 'ONE' });
    expect(taken.body.error).toMatchObject({ code: 'bound_elsewhere', data: { name: '张伟' } });
    expect(await listed(accountId)).toHaveLength(2);
  });

  test('somebody who has left the platform can be bound anew, to the same or another member, and taken off the list', async () => {
    const accountId = await product.connect();
    const gone = (external: string) =>
      store.unit(product.mine, (u) => u.change(identity, { accountId, external }, { state: 'left' }));
    for (const next of ['tech1', 'tech2']) {
      await product.bound(accountId, member('tech1'), 'moved');
      await gone('moved');
      expect(await memberBehind(product.mine.reader, accountId, 'moved')).toBeNull();
      await product.bound(accountId, member(next), 'moved');
      expect(await memberBehind(product.mine.reader, accountId, 'moved')).toBe(member(next));
      await gone('moved');
      expect(await listed(accountId)).toMatchObject([{ state: 'left' }]);
      expect(outcome(await admin('identity.unbind', { accountId, external: 'moved' }))).toBe(200);
    }
  });

  test('nobody is bound who is not there, has left, or belongs to others; a group has no people', async () => {
    const accountId = await product.connect();
    const bind = async (memberId: ReturnType<typeof member>, at = accountId) =>
      outcome(await admin('identity.bind', { accountId: at, memberId, external: 'somebody' }));
    expect(await bind(product.twin.member('tech1'))).toBe('422 unknown_reference');
    expect(await bind('00000000000000000000' as never)).toBe('422 unknown_reference');
    await admin('member.retire', { id: member('tech4') });
    expect(await bind(member('tech4'))).toBe('422 unknown_reference');
    await admin('member.restore', { id: member('tech4') });
    expect(await bind(member('tech4'))).toBe(200);
    expect(await bind(member('tech4'), await product.connect(ORG, 'wecomGroup'))).toBe('400 invalid');
    const foreign = await product.connect(TWIN);
    expect(await bind(member('tech4'), foreign)).toBe('404 not_found');
  });

  test('a long list comes page by page', async () => {
    const accountId = await product.connect();
    for (const external of ['c', 'a', 'e', 'b', 'd']) await product.bound(accountId, member('tech1'), external);
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { items, next } = (await admin('identity.list', { accountId, limit: 2, ...(cursor && { cursor }) })).body;
      seen.push(...items.map((one: { external: string }) => one.external));
      if (next === undefined) break;
      cursor = next;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(outcome(await admin('identity.list', { accountId, cursor: 'bm90IG9uZQ' }))).toBe('400 invalid');
  });

  test('two bind one name at once: one of them', async () => {
    const accountId = await product.connect();
    const people = ['tech1', 'tech2', 'tech3', 'resident1', 'resident2', 'front'];
    const replies = await Promise.all(
      people.map((login) => admin('identity.bind', { accountId, memberId: member(login), external: 'wanted' })),
    );
    const outcomes = replies.map(outcome);
    expect(outcomes.filter((one) => one === 200)).toHaveLength(1);
    expect(outcomes.filter((one) => one === '409 bound_elsewhere')).toHaveLength(people.length - 1);
    expect(await listed(accountId)).toHaveLength(1);
  });
});
