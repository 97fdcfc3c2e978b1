// Contacts become members and follow the platform; the same reading once more changes nothing.
import { setTimeout } from 'node:timers/promises';
import type { AccountId } from '@paidan/shared/kernel/id';
import {
  type Connected,
  ORG,
  person,
  startConnected,
  TWIN,
  trouble,
  WECOM_VALUES,
} from '../../../test/support/connections';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, outcome } from '../../../test/support/product';
import type { Directory, DirectoryPerson } from '../../core/channels';
import { makeLog } from '../../core/log';
import { department } from '../../store/tables/department';
import { event } from '../../store/tables/event';
import { identity } from '../../store/tables/identity';
import { lease } from '../../store/tables/lease';
import { member } from '../../store/tables/member';
import type { Store } from '../../store/unit';
import { makeBind, makeLose } from '../account/bind';
import { makeWriteRecord } from '../record/write';
import { type Directory as Contacts, makeDirectory } from './directory';

const ROOT = { id: '1', name: '翠湖物业', parentId: null };
const NORTH = { id: '2', name: '北区', parentId: '1' };
const TEAM = { id: '3', name: '维修组', parentId: '2' };
const NOTHING = { created: 0, changed: 0, left: 0, problems: [] };

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

  const show = (people: readonly DirectoryPerson[], departments: Directory['departments'] = [ROOT, NORTH, TEAM]) => {
    product.script.directory = { ok: true, value: { people, departments } };
  };
  const sync = async (id: AccountId) => (await admin('account.sync', { id })).body;
  /** The member behind a name on the platform. */
  const behind = async (accountId: AccountId, external: string) => {
    const row = await product.mine.reader.one(identity, { accountId, external });
    return row === undefined
      ? undefined
      : { ...(await product.mine.reader.one(member, { id: row.memberId })), known: row.state };
  };
  /** What a connection's timeline tells of somebody. */
  const storyOf = async (accountId: AccountId, external: string) => {
    const rows = await product.mine.reader.find(event, { where: { streamId: accountId }, order: [['seq', 'asc']] });
    return rows.filter(({ data }) => (data as { external?: string }).external === external).map(({ type }) => type);
  };
  const placeOf = async (accountId: AccountId, external: string) => {
    const names: string[] = [];
    for (let id = (await behind(accountId, external))?.departmentId ?? null; id !== null; ) {
      const row = await product.mine.reader.one(department, { id });
      names.unshift(row?.name ?? '?');
      id = row?.parentId ?? null;
    }
    return names.join(' / ');
  };

  test('people come in with their departments, bound to their names there; once more is nothing new', async () => {
    const id = await product.connect();
    show([person('ZhangSan', '张三', '3'), person('lisi', '李四', '1'), person('tech1', '又一个', '2', '3')]);
    expect(await sync(id)).toEqual({ ...NOTHING, created: 3 });
    expect(await behind(id, 'zhangsan')).toMatchObject({ login: 'zhangsan', name: '张三', roles: [], known: 'active' });
    expect(await placeOf(id, 'zhangsan')).toBe('北区 / 维修组');
    expect(await placeOf(id, 'lisi')).toBe('');
    expect(await placeOf(id, 'tech1')).toBe('北区');
    // A login that somebody has already is not theirs.
    expect(await behind(id, 'tech1')).toMatchObject({ login: 'tech1-2', name: '又一个' });
    expect(await product.mine.reader.one(member, { login: 'tech1' })).toMatchObject({ name: '张伟' });
    const before = (await product.mine.reader.find(event, { where: {} })).length;
    expect(await sync(id)).toEqual(NOTHING);
    expect(await product.mine.reader.find(event, { where: {} })).toHaveLength(before);
    expect(await product.findings()).toEqual([]);
  });

  test('names and departments follow; who is gone is retired; who is back is back', async () => {
    const id = await product.connect();
    show([person('a1', '甲', '2'), person('b1', '乙', '2')]);
    await sync(id);
    show([person('A1', '甲甲', '3'), person('b1', '乙', '2')]);
    expect(await sync(id)).toEqual({ ...NOTHING, changed: 1 });
    expect([(await behind(id, 'a1'))?.name, await placeOf(id, 'a1')]).toEqual(['甲甲', '北区 / 维修组']);
    show([person('a1', '甲甲', '3'), { ...person('b1', '乙', '2'), active: false }]);
    expect(await sync(id)).toEqual({ ...NOTHING, left: 1 });
    expect(await behind(id, 'b1')).toMatchObject({ state: 'retired', known: 'left' });
    expect(await sync(id)).toEqual(NOTHING);
    show([person('a1', '甲甲', '3'), person('b1', '乙二', '2')]);
    expect(await sync(id)).toEqual({ ...NOTHING, changed: 1 });
    expect(await behind(id, 'b1')).toMatchObject({ state: 'active', name: '乙二', known: 'active' });
    expect(await sync(id)).toEqual(NOTHING);
    expect(await storyOf(id, 'b1')).toEqual(['account.bound', 'account.left', 'account.bound']);
    expect(await product.findings()).toEqual([]);
  });

  test('newcomers get the roles that the connection names', async () => {
    const body = { kind: 'wecom' as const, secrets: { appSecret: 'some-secret' } };
    const values = { ...WECOM_VALUES, roles: ['technician'] };
    const { id } = (await admin('account.create', { ...body, name: '带角色', values })).body.account;
    show([person('c1', '丙', '2')]);
    await sync(id);
    expect(await behind(id, 'c1')).toMatchObject({ roles: ['technician'] });
    // What somebody made of them since stays.
    await admin('member.change', { id: (await behind(id, 'c1'))?.id as never, change: { roles: ['dispatcher'] } });
    expect(await sync(id)).toEqual(NOTHING);
    expect(await behind(id, 'c1')).toMatchObject({ roles: ['dispatcher'] });
  });

  test('whoever was retired by hand stays retired', async () => {
    const id = await product.connect();
    show([person('d1', '丁', '2')]);
    await sync(id);
    await admin('member.retire', { id: (await behind(id, 'd1'))?.id as never });
    show([person('d1', '丁丁', '3')]);
    expect(await sync(id)).toEqual(NOTHING);
    expect(await behind(id, 'd1')).toMatchObject({ state: 'retired', name: '丁' });
  });

  test('the last administrator is not retired, and is told of each time', async () => {
    const id = await product.connect();
    await product.bound(id, product.mine.member('admin'), 'boss');
    show([person('e1', '戊', '2')]);
    for (const created of [1, 0]) {
      const done = await sync(id);
      expect(done).toMatchObject({ created, changed: 0, left: 0 });
      expect(done.problems).toEqual([expect.stringMatching(/^陈静: /)]);
    }
    expect(await behind(id, 'boss')).toMatchObject({ state: 'active', known: 'active' });
    await admin('identity.unbind', { accountId: id, external: 'boss' });
  });

  test('somebody who is still there in another app of the corp loses only this one', async () => {
    const [one, other] = [await product.connect(), await product.connect()];
    show([person('f1', '己', '2')]);
    await sync(one);
    const memberId = (await behind(one, 'f1'))?.id as never;
    await product.bound(other, memberId, 'f1');
    show([person('f2', '庚', '2')]);
    expect(await sync(one)).toMatchObject({ created: 1, left: 1 });
    expect(await behind(one, 'f1')).toMatchObject({ state: 'active', known: 'left' });
    // Of the member there is nothing to tell; of the connection there is.
    expect(await storyOf(one, 'f1')).toEqual(['account.bound', 'account.left']);
    expect(await sync(one)).toEqual(NOTHING);
    expect(await storyOf(one, 'f1')).toHaveLength(2);
    expect(await sync(other)).toMatchObject({ created: 1, left: 1 });
    expect(await behind(other, 'f1')).toMatchObject({ state: 'retired', known: 'left' });
  });

  test('an answer without anybody, or with most of them missing at once, retires nobody', async () => {
    const id = await product.connect();
    const crowd = Array.from({ length: 12 }, (_each, at) => person(`crowd${at}`, `众 ${at}`, '2'));
    show(crowd);
    expect(await sync(id)).toMatchObject({ created: 12 });
    for (const few of [[], crowd.slice(0, 2)]) {
      show(few);
      const done = await sync(id);
      expect(done).toMatchObject({ created: 0, changed: 0, left: 0 });
      expect(done.problems).toHaveLength(1);
      expect(await behind(id, 'crowd11')).toMatchObject({ state: 'active', known: 'active' });
    }
    show(crowd.slice(0, 3));
    expect(await sync(id)).toMatchObject({ left: 9 });
  });

  test('names that the platform keeps to itself overwrite nothing', async () => {
    const id = await product.connect();
    show([person('g1', '辛', '3')]);
    await sync(id);
    show([person('g1', 'g1', '3')], [{ id: '3', name: '3', parentId: null }]);
    expect(await sync(id)).toEqual(NOTHING);
    expect([(await behind(id, 'g1'))?.name, await placeOf(id, 'g1')]).toEqual(['辛', '北区 / 维修组']);
  });

  test('departments that stand in a circle, or under one that is hidden, end somewhere', async () => {
    const id = await product.connect();
    const round = [
      { id: '7', name: '甲环', parentId: '8' },
      { id: '8', name: '乙环', parentId: '7' },
      { id: '9', name: '无上级', parentId: '404' },
    ];
    show([person('h1', '壬', '7'), person('h2', '癸', '9')], round);
    expect(await sync(id)).toMatchObject({ created: 2 });
    expect(await placeOf(id, 'h2')).toBe('无上级');
    expect(await sync(id)).toEqual(NOTHING);
  });

  test('trouble is said and changes nothing; a second reading at the same time waits its turn', async () => {
    const id = await product.connect();
    product.script.directory = trouble('account', '60011', 'no privilege');
    const refused = await admin('account.sync', { id });
    expect(refused.body.error).toMatchObject({ code: 'channel_trouble', data: { code: '60011' } });
    const name = `contacts ${id}`;
    const until = (await store.now()) + 60_000;
    await store.system.unit((u) => u.change(lease, { name }, { until }));
    expect(outcome(await admin('account.sync', { id }))).toBe('429 too_many');
    await store.system.unit((u) => u.change(lease, { name }, { until: 1 }));
    show([person('i1', '子', '2')]);
    expect(await sync(id)).toMatchObject({ created: 1 });
  });

  test('two readings at once, should it come to that, bring everybody in once', async () => {
    const id = await product.connect();
    show(Array.from({ length: 6 }, (_each, at) => person(`twice${at}`, `双 ${at}`, '2')));
    product.script.readingTakes = 60;
    const first = sync(id);
    const name = `contacts ${id}`;
    const isTaken = async () => ((await store.system.read.one(lease, { name }))?.until ?? 0) > 1;
    while (!(await isTaken())) await setTimeout(2);
    await store.system.unit((u) => u.change(lease, { name }, { until: 1 }));
    await Promise.all([first, sync(id)]);
    product.script.readingTakes = 0;
    const people = await product.mine.reader.find(member, { where: { name: { gte: '双 0', lte: '双 9' } } });
    expect(people).toHaveLength(6);
    expect(await sync(id)).toEqual(NOTHING);
    expect(await product.findings()).toEqual([]);
  });

  test('what has no contacts has none to read', async () => {
    expect(outcome(await admin('account.sync', { id: await product.connect(ORG, 'wechat') }))).toBe('400 invalid');
  });

  test('many changes are one reading, soon; the periodic one goes over every organization', async () => {
    const id = await product.connect();
    const foreign = await product.connect(TWIN);
    show([person('j1', '丑', '2')]);
    const account = { id, tenantId: product.mine.tenantId, kind: 'wecom' as const };
    const before = product.script.reads;
    for (let turn = 0; turn < 30; turn++) product.contacts.requestPull(account);
    while ((await behind(id, 'j1')) === undefined) await setTimeout(10);
    expect(product.script.reads).toBe(before + 1);
    const [made] = await product.mine.reader.find(event, { where: { streamId: (await behind(id, 'j1'))?.id ?? '' } });
    expect(made).toMatchObject({ channel: 'wecom', byId: null });
    await product.contacts.pullAll();
    const rows = await product.twin.reader.find(identity, { where: { accountId: foreign } });
    expect(rows.map(({ external }) => external)).toEqual(['j1']);
    expect(await product.findings()).toEqual([]);
  });

  describe('contacts that could not be read', () => {
    const RETRY = 20;
    let contacts: Contacts;
    beforeEach(() => {
      const { clock, seal, channels, product: inside } = product;
      const deps = { store, clock, seal, channels, execute: inside.execute, log: makeLog('silent') };
      const parts = { ...deps, write: makeWriteRecord(deps), bind: makeBind(deps), lose: makeLose(deps) };
      contacts = makeDirectory(parts, { gather: 1, retry: RETRY });
    });
    afterEach(() => contacts.stop());
    const readsFrom = async (work: () => void, patience: number) => {
      const before = product.script.reads;
      work();
      await setTimeout(patience);
      return product.script.reads - before;
    };
    /** How often it is read, once it has been read at all: when that begins is up to the machine. */
    const readsFromTheFirst = async (patience: number) => {
      const before = product.script.reads;
      while (product.script.reads === before) await setTimeout(5);
      await setTimeout(patience);
      return product.script.reads - before;
    };

    /** Until it is given up; how long that takes is up to the machine. */
    const allReads = async (whose: Parameters<Contacts['requestPull']>[0]) => {
      const before = product.script.reads;
      contacts.requestPull(whose);
      while (product.script.reads < before + 7) await setTimeout(5);
    };

    test('are read again by themselves, less and less often, and in the end by the periodic reading alone', async () => {
      const whose = { id: await product.connect(), tenantId: product.mine.tenantId };
      product.script.directory = trouble('later', 'timeout');
      const begun = performance.now();
      // One, and six more: after 1, 2, 4, 8, 16 and 32 times as long.
      await allReads(whose);
      expect(performance.now() - begun).toBeGreaterThan(63 * RETRY * 0.75);
      expect(await readsFrom(() => undefined, 80 * RETRY)).toBe(0);
    });

    test('come as soon as the platform is well again, and a success makes the next failure a first one', async () => {
      const whose = { id: await product.connect(), tenantId: product.mine.tenantId };
      product.script.directory = trouble('later', 'http_503');
      contacts.requestPull(whose);
      await readsFromTheFirst(3 * RETRY);
      show([person('k1', '寅', '2')]);
      while ((await behind(whose.id, 'k1')) === undefined) await setTimeout(5);
      product.script.directory = trouble('later', 'http_503');
      // All seven once more; where failures were still counted from before, they would be fewer.
      await allReads(whose);
      expect(await readsFrom(() => undefined, 80 * RETRY)).toBe(0);
    });

    test('are not asked for where somebody has to mend the connection first, nor sooner than the platform allows', async () => {
      const whose = { id: await product.connect(), tenantId: product.mine.tenantId };
      product.script.directory = trouble('account', '40001');
      contacts.requestPull(whose);
      expect(await readsFromTheFirst(5 * RETRY)).toBe(1);
      const { trouble: limited } = trouble('later', '45009');
      product.script.directory = { ok: false, trouble: { ...limited, wait: 60_000 } };
      contacts.requestPull(whose);
      expect(await readsFromTheFirst(5 * RETRY)).toBe(1);
      // But news of a change does not wait for that.
      show([person('l1', '卯', '2')]);
      contacts.requestPull(whose);
      while ((await behind(whose.id, 'l1')) === undefined) await setTimeout(5);
    });
  });
});
