// The feed: each page goes on where the last one ended, each person sees only what is theirs to see, subscribers hear
// everything once and in order.
import type { FeedItem } from '@paidan/shared/contract/feed';
import { eachDatabase } from '../../../test/support/databases';
import { reported, startProduct, type TestProduct, ticketIn } from '../../../test/support/product';
import type { Scope } from '../../core/scope';
import { event } from '../../store/tables/event';
import type { Store } from '../../store/unit';
import { type LiveFeed, makeFeed } from './feed';

eachDatabase((_, open) => {
  let product: TestProduct;
  let store: Store;
  let feed: LiveFeed;
  const errors: unknown[] = [];

  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    feed = makeFeed(store, (error) => errors.push(error));
  });
  afterAll(async () => {
    feed?.stop();
    await product?.stop();
  });

  const poll = async (login: string, input: { cursor?: number; limit?: number }) =>
    (await product.as(login)('feed.poll', input)).body as { items: FeedItem[]; cursor: number; more: boolean };
  async function readAll(login: string, limit: number, from = 0): Promise<FeedItem[]> {
    const items: FeedItem[] = [];
    for (let cursor = from; ; ) {
      const page = await poll(login, { cursor, limit });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      expect(page.cursor).toBeGreaterThanOrEqual(cursor);
      items.push(...page.items);
      cursor = page.cursor;
      if (!page.more) return items;
    }
  }
  const scopeOf = async (login: string): Promise<Scope> => {
    const { member } = (await product.as(login)('session.get', {})).body;
    const actor = { kind: 'member', id: member.id, roles: member.roles, grants: member.grants } as const;
    return { tenantId: product.mine.tenantId, actor, channel: 'api', requestId: null };
  };
  const told = async () => {
    await product.settled();
    feed.told(product.mine.tenantId);
  };

  test('without a cursor: the present end, and whatever came while what is shown was read', async () => {
    const { id } = await reported(product);
    await product.settled();
    const now = await poll('admin', {});
    expect(now).toMatchObject({ cursor: expect.any(Number), more: false });
    expect(now.items.filter((item) => String(item.id) === id).map(({ type }) => type)).toEqual([
      'ticket.created',
      'ticket.entered',
    ]);
    expect((await poll('resident2', {})).items.filter((item) => String(item.id) === id)).toEqual([]);
    const last = now.items.at(-1)?.at ?? 0;
    const later = makeFeed(store, (error) => errors.push(error), { now: () => last + 20_000 });
    expect(await later.poll(await scopeOf('admin'), {})).toEqual({ ...now, items: [] });
    later.stop();
    expect(await poll('admin', { cursor: now.cursor })).toEqual({ items: [], cursor: now.cursor, more: false });
    await reported(product);
    expect((await poll('admin', { cursor: now.cursor })).items).toEqual([]);
    await product.settled();
    const next = await poll('admin', { cursor: now.cursor });
    expect(next.items.map(({ no, type }) => [no - now.cursor, type])).toEqual([
      [1, 'ticket.created'],
      [2, 'ticket.entered'],
    ]);
  });

  test.each([1, 7, 500])('pages of %d: every number once, in order', async (limit) => {
    await product.settled();
    const { cursor } = await poll('admin', {});
    const from = limit === 1 ? cursor - 30 : 0;
    const items = await readAll('admin', limit, from);
    expect(items.map(({ no }) => no)).toEqual(Array.from({ length: cursor - from }, (_unused, at) => from + 1 + at));
  });

  test('others’ lines are left out, and the cursor goes past them', async () => {
    const { id } = await reported(product);
    await product.as('admin')('department.create', { name: '夜班' });
    await product.as('admin')('site.create', { code: 'NEW', kind: 'area', name: '新区' });
    await product.settled();
    const { cursor } = await poll('admin', {});
    const kinds = async (login: string) => (await readAll(login, 50)).map(({ kind }) => kind);
    expect(new Set(await kinds('resident2'))).toEqual(new Set(['site', 'asset', 'template']));
    expect(new Set(await kinds('audit'))).toEqual(
      new Set(['ticket', 'member', 'department', 'role', 'site', 'asset', 'template']),
    );
    expect((await readAll('resident1', 50)).filter((item) => item.kind === 'ticket').map((item) => item.id)).toContain(
      id,
    );
    const page = await poll('resident2', { cursor: cursor - 2, limit: 500 });
    expect(page.cursor).toBe(cursor);
  });

  test('whoever comes to see a ticket hears of it from then on', async () => {
    const { id: ticketId } = await reported(product);
    await product.settled();
    const { cursor } = await poll('tech1', {});
    ticketIn(await product.as('dispatch')('ticket.offer', { ticketId }));
    await product.settled();
    const { items } = await poll('tech1', { cursor });
    expect(items.map(({ id, type }) => [id, type])).toEqual([[ticketId, 'ticket.offered']]);
  });

  describe('a subscriber', () => {
    test('hears everything after its cursor once, in order, however often it is told', async () => {
      const scope = await scopeOf('admin');
      await product.settled();
      const { cursor } = await poll('admin', {});
      const heard: FeedItem[] = [];
      const positions: number[] = [];
      const stop = feed.subscribe(scope, cursor, (items, at) => {
        heard.push(...items);
        positions.push(at);
      });
      for (let i = 0; i < 5; i++) {
        await reported(product);
        await Promise.all([told(), told(), told()]);
      }
      while (heard.length < 10) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(heard.map(({ no }) => no)).toEqual(Array.from({ length: 10 }, (_unused, at) => cursor + 1 + at));
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      stop();
      await reported(product);
      await told();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(heard).toHaveLength(10);
    });

    test('catches up over many pages', async () => {
      const heard: FeedItem[] = [];
      let pages = 0;
      const many = makeFeed(store, (error) => errors.push(error), { most: 20 });
      const stop = many.subscribe(await scopeOf('admin'), 0, (items) => {
        pages += 1;
        heard.push(...items);
      });
      const { cursor } = await poll('admin', {});
      while (heard.length < cursor) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(heard.map(({ no }) => no)).toEqual(Array.from({ length: cursor }, (_unused, at) => at + 1));
      expect(pages).toBeGreaterThan(3);
      stop();
      many.stop();
    });

    test('a database that does not answer at every other look: nothing is left out, nothing comes twice', async () => {
      let looks = 0;
      const lost: unknown[] = [];
      const read = (of: Scope) => {
        looks += 1;
        if (looks % 2 === 1) throw Object.assign(new Error('planted'), { code: 'ECONNREFUSED' });
        return store.read(of);
      };
      const shaky = makeFeed({ ...store, read } as Store, (error) => lost.push(error), { most: 20 });
      const heard: number[] = [];
      const stop = shaky.subscribe(await scopeOf('admin'), 0, (items) => heard.push(...items.map(({ no }) => no)));
      const { cursor } = await poll('admin', {});
      while (heard.length < cursor) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        shaky.told(product.mine.tenantId);
      }
      expect(heard).toEqual(Array.from({ length: cursor }, (_unused, at) => at + 1));
      expect(lost.length).toBeGreaterThan(2);
      stop();
      shaky.stop();
    });

    test('one that is gone is read for no more, one that is still at the last page not yet', async () => {
      const scope = await scopeOf('admin');
      let pages = 0;
      const read = (of: Scope) => {
        const reader = store.read(of);
        const find = (table: unknown, query: unknown) => {
          if (table === event) pages += 1;
          return reader.find(table as never, query as never);
        };
        return { ...reader, find };
      };
      const slow = makeFeed({ ...store, read } as Store, (error) => errors.push(error), { most: 20 });
      const caughtUp = async () => {
        const { cursor } = await poll('admin', {});
        let at = 0;
        const stop = feed.subscribe(scope, 0, (_items, now) => (at = now));
        while (at < cursor) await new Promise((resolve) => setTimeout(resolve, 10));
        stop();
      };
      let done = () => {};
      let told = 0;
      const stop = slow.subscribe(scope, 0, () => {
        told += 1;
        return new Promise<void>((resolve) => (done = resolve));
      });
      while (told === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      // Long enough for all that there is.
      await caughtUp();
      expect([told, pages]).toEqual([1, 1]);
      stop();
      done();
      await caughtUp();
      expect([told, pages]).toEqual([1, 1]);
      // Control: whoever stays gets the rest.
      let more = 0;
      const leave = slow.subscribe(scope, 0, () => (more += 1));
      while (more < 2) await new Promise((resolve) => setTimeout(resolve, 10));
      leave();
      slow.stop();
    });

    test('is told where the line stands even when nothing of it is for them', async () => {
      const scope = await scopeOf('resident2');
      await product.settled();
      const { cursor } = await poll('resident2', {});
      const calls: (readonly [number, number])[] = [];
      const stop = feed.subscribe(scope, cursor, (items, at) => calls.push([items.length, at]));
      await reported(product);
      await told();
      while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(calls.at(-1)).toEqual([0, cursor + 2]);
      stop();
    });

    test('of the other organization hears nothing', async () => {
      const { member } = (await product.as('admin', 'yunshan')('session.get', {})).body;
      const actor = { kind: 'member', id: member.id, roles: member.roles, grants: member.grants } as const;
      const scope: Scope = { tenantId: product.twin.tenantId, actor, channel: 'api', requestId: null };
      const { cursor } = await feed.poll(scope, {});
      const heard: FeedItem[] = [];
      const stop = feed.subscribe(scope, cursor, (items) => heard.push(...items));
      await reported(product);
      await told();
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(heard).toEqual([]);
      stop();
    });
  });

  test('nothing went wrong meanwhile', () => expect(errors).toEqual([]));
});
