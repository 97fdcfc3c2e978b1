// Lists: the conditions in SQL show just what the rule for one ticket allows, page by page, in every order.

import type { TicketId } from '@paidan/shared/kernel/id';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, reported, startProduct, type TestProduct, ticketIn } from '../../../test/support/product';
import { TEST_KEY } from '../../../test/support/server';
import { makeTemplates } from '../../lookups/templates';
import { seedTickets } from '../../sample/seed';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import { ticket } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';
import { narrowingOf, rareIn, whereOf } from './filter';
import { listHandlers } from './list';

const TICKETS = 400;

type Line = {
  id: TicketId;
  no: number;
  title: string;
  dueAt: number;
  updatedAt: number;
  phase: string;
  createdAt: number;
};

eachDatabase((_name, open) => {
  let store: Store;
  let product: TestProduct;
  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    const { tenantId } = product.mine;
    await seedTickets(store, product.clock, {
      tenantId,
      tickets: TICKETS,
      seed: 7,
      personalKey: TEST_KEY,
      onProgress: () => undefined,
    });
  });
  afterAll(() => product?.stop());

  const rows = () => product.mine.reader.find(ticket, { where: {} });

  async function all(as: Caller, input: Record<string, unknown>): Promise<Line[]> {
    const lines: Line[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await as('ticket.list', {
        limit: 37,
        ...input,
        ...(cursor !== undefined && { cursor }),
      });
      expect(status).toBe(200);
      lines.push(...body.items);
      cursor = body.next;
    } while (cursor !== undefined);
    return lines;
  }

  async function actorOf(login: string): Promise<MemberActor> {
    const row = await product.mine.reader.one(member, { login });
    if (row === undefined) throw new Error(login);
    const roles = await product.mine.reader.find(role, { where: {} });
    const grants = roles.filter(({ code }) => row.roles.includes(code)).flatMap((one) => one.grants);
    return { kind: 'member', id: row.id, roles: row.roles, grants };
  }

  test.each(['admin', 'dispatch', 'front', 'tech1', 'tech4', 'resident1', 'resident3', 'audit'])(
    '%s sees in lists what the rule allows one by one',
    async (login) => {
      const actor = await actorOf(login);
      const expected = (await rows()).filter((row) => canSee(actor, row)).map((row) => row.id);
      const shown = (await all(product.as(login), {})).map(({ id }) => id);
      expect([...shown].sort()).toEqual([...expected].sort());
      const counts = (await product.as(login)('ticket.counts', {})).body.phases as Record<string, number>;
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(expected.length);
    },
  );

  test.each([
    ['newest', (a: Line, b: Line) => (a.id < b.id ? 1 : -1)],
    ['due', (a: Line, b: Line) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)],
    ['updated', (a: Line, b: Line) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)],
  ] as const)('%s: every page, without a double or a gap', async (order, compare) => {
    const lines = await all(product.as('dispatch'), { order });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(TICKETS);
    expect(lines.map(({ id }) => id)).toEqual([...lines].sort(compare).map(({ id }) => id));
  });

  test.each([
    ['newest', (a: Line, b: Line) => (a.id < b.id ? 1 : -1)],
    ['due', (a: Line, b: Line) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)],
    ['updated', (a: Line, b: Line) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)],
  ] as const)('%s of several phases: merged, page by page', async (order, compare) => {
    const phase = ['active', 'done', 'cancelled', 'done'] as const;
    const expected = (await rows()).filter((row) => (phase as readonly string[]).includes(row.phase));
    for (const login of ['dispatch', 'tech1']) {
      const actor = await actorOf(login);
      const lines = await all(product.as(login), { order, phase });
      const seen = expected.filter((row) => canSee(actor, row));
      // A dispatcher’s go over several pages.
      expect(seen.length).toBeGreaterThan(login === 'dispatch' ? 80 : 20);
      expect(lines.map(({ id }) => id)).toEqual((seen as unknown as Line[]).sort(compare).map(({ id }) => id));
    }
  });

  test('filters narrow, alone and together', async () => {
    const everything = await rows();
    const is = async (input: Record<string, unknown>, fits: (row: (typeof everything)[number]) => boolean) => {
      const ids = (await all(product.as('dispatch'), input)).map(({ id }) => id).sort();
      expect(ids).toEqual(
        everything
          .filter(fits)
          .map(({ id }) => id)
          .sort(),
      );
    };
    const now = product.clock.now();
    const { assigneeId, siteId } = everything.find((row) => row.assigneeId !== null && row.phase === 'active') ?? {};
    const running = ['new', 'open', 'active', 'waiting'];
    await is({ phase: ['active'] }, (row) => row.phase === 'active');
    await is(
      { phase: ['open', 'closed'], priority: ['urgent'] },
      (row) => ['open', 'closed'].includes(row.phase) && row.priority === 'urgent',
    );
    await is({ assigneeId }, (row) => row.assigneeId === assigneeId);
    await is({ siteId }, (row) => row.siteId === siteId);
    await is({ overdue: true }, (row) => running.includes(row.phase) && row.dueAt < now);
    const templateId = product.mine.template('complaint');
    await is({ templateId, phase: ['closed'] }, (row) => row.templateId === templateId && row.phase === 'closed');
  });

  test('mine, in hand, and in the pool', async () => {
    const everything = await rows();
    const tech = await actorOf('tech1');
    const ids = async (login: string, view: string) =>
      (await all(product.as(login), { view })).map(({ id }) => id).sort();
    expect(await ids('tech1', 'handling')).toEqual(
      everything
        .filter((row) => row.assigneeId === tech.id && row.phase === 'active')
        .map(({ id }) => id)
        .sort(),
    );
    expect(await ids('tech1', 'pool')).toEqual(
      everything
        .filter((row) => row.work.some((item) => item.kind === 'offer' && item.role === 'technician'))
        .map(({ id }) => id)
        .sort(),
    );
    const resident = await actorOf('resident1');
    expect(await ids('resident1', 'mine')).toEqual(
      everything
        .filter((row) => row.requesterId === resident.id)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('beginning with the rarest word finds what going through the tickets finds', async () => {
    const actor = await actorOf('dispatch');
    for (const text of ['漏水', '大堂空调', '电梯 今天早上', '龙卷风']) {
      const rarest = rareIn(await narrowingOf(product.mine.reader, text, 5000));
      expect(rarest).not.toBeNull();
      const [one, other] = await Promise.all(
        [rarest, null].map(async (gram) => {
          const where = whereOf({ text }, actor, product.clock.now(), gram);
          return (await product.mine.reader.find(ticket, { where, columns: ['id'] })).map(({ id }) => id).sort();
        }),
      );
      expect(one).toEqual(other);
      expect(one?.length === 0).toBe(text === '龙卷风');
    }
  });

  describe('words that are in very many tickets', () => {
    // As if there were a million.
    const bounds = { few: 1, work: 60, chunk: 25, seek: 1, ticket: 1 };
    const handlers = (given = bounds) =>
      listHandlers(store, { templates: makeTemplates(), clock: product.clock }, given);
    const saying = async (...words: readonly string[]) =>
      (await rows()).filter((row) =>
        words.every((word) => `${row.title} ${String(row.values.description ?? '')}`.includes(word)),
      );

    async function asked(text: string, order: 'newest' | 'due' | 'updated', given = {}, by = bounds) {
      const call = {
        scope: { tenantId: product.mine.tenantId, actor: await actorOf('dispatch') },
        locale: 'zh',
      } as never;
      const found: { id: TicketId; createdAt: number; dueAt: number; updatedAt: number }[] = [];
      const pages: { readonly items: number; readonly unfinished: boolean }[] = [];
      let cursor: string | undefined;
      do {
        const input = { text, order, limit: 7, ...given, ...(cursor !== undefined && { cursor }) };
        const answer = await handlers(by)['ticket.list'](input as never, call);
        if (!answer.ok) throw new Error(answer.refusal.code);
        found.push(...(answer.value.items as never[]));
        pages.push({ items: answer.value.items.length, unfinished: answer.value.unfinished === true });
        cursor = answer.value.next;
      } while (cursor !== undefined);
      return { found, pages };
    }

    test.each(['newest', 'due', 'updated'] as const)(
      'are looked through piece by piece, %s: all, in order, each once',
      async (order) => {
        for (const words of [['漏水'], ['漏水', '老人'], ['电梯', '按钮']]) {
          const { found } = await asked(words.join(' '), order);
          const key = order === 'newest' ? 'id' : order === 'due' ? 'dueAt' : 'updatedAt';
          const sign = order === 'due' ? 1 : -1;
          const wanted = (await saying(...words)).sort(
            (a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0),
          );
          expect(wanted.length).toBeGreaterThan(0);
          expect(found.map((row) => row[key])).toEqual(wanted.map((row) => row[key]));
          expect(new Set(found.map(({ id }) => id)).size).toBe(wanted.length);
        }
      },
    );

    test('and stand together nowhere: no request looks further than its bound, and says so', async () => {
      const [one, other] = await Promise.all([saying('漏水'), saying('电梯')]);
      expect(Math.min(one.length, other.length)).toBeGreaterThan(10);
      // Too little to go through both lists: every ticket is looked at, some at a time.
      const little = { ...bounds, work: 20, chunk: 5 };
      const { found, pages } = await asked('漏水 电梯', 'due', {}, little);
      expect(found).toEqual([]);
      const some = Math.ceil((await rows()).length / (little.work + little.chunk));
      expect(pages.filter(({ unfinished }) => unfinished).length).toBeGreaterThanOrEqual(some - 1);
      expect(pages.at(-1)).toEqual({ items: 0, unfinished: false });
    });

    test('and stand together nowhere: with enough to go through their lists, the first answer says so, in any order', async () => {
      for (const order of ['newest', 'due', 'updated'] as const)
        expect((await asked('漏水 电梯', order, {}, { ...bounds, work: 2000 })).pages).toEqual([
          { items: 0, unfinished: false },
        ]);
    });

    test('are found under further conditions, too', async () => {
      const { found } = await asked('漏水', 'newest', { phase: ['closed'] });
      expect(found.map(({ id }) => id as string)).toEqual(
        (await saying('漏水'))
          .filter(({ phase }) => phase === 'closed')
          .map(({ id }) => id as string)
          .sort()
          .reverse(),
      );
    });

    test('are counted as far as they are looked through', async () => {
      const call = {
        scope: { tenantId: product.mine.tenantId, actor: await actorOf('dispatch') },
        locale: 'zh',
      } as never;
      const both = await saying('漏水', '老人');
      const whole = listHandlers(
        store,
        { templates: makeTemplates(), clock: product.clock },
        { ...bounds, work: 10_000 },
      );
      const answer = await whole['ticket.counts']({ text: '漏水 老人' } as never, call);
      const sum = (phases: object) => Object.values(phases).reduce((all: number, one) => all + Number(one), 0);
      if (!answer.ok) throw new Error(answer.refusal.code);
      expect([sum(answer.value.phases), answer.value.unfinished]).toEqual([both.length, undefined]);
      const little = listHandlers(
        store,
        { templates: makeTemplates(), clock: product.clock },
        { ...bounds, work: 5, chunk: 5 },
      );
      const part = await little['ticket.counts']({ text: '漏水 老人' } as never, call);
      if (!part.ok) throw new Error(part.refusal.code);
      expect(part.value.unfinished).toBe(true);
      expect(sum(part.value.phases)).toBeLessThanOrEqual(5);
    });
  });

  test('search finds two characters, longer words and numbers', async () => {
    const everything = await rows();
    const found = async (text: string) => (await all(product.as('dispatch'), { text })).map(({ no }) => no).sort();
    const saying = (word: string) =>
      everything
        .filter((row) => `${row.title} ${String(row.values.description ?? '')}`.includes(word))
        .map(({ no }) => no)
        .sort();
    for (const word of ['漏水', '电梯', '大堂空调', '充电桩']) {
      expect(saying(word).length).toBeGreaterThan(0);
      expect([word, await found(word)]).toEqual([word, saying(word)]);
    }
    const [first] = everything;
    expect(await found(String(first?.no))).toEqual([first?.no]);
    expect(await found(`#${first?.no}`)).toEqual([first?.no]);
    expect(await found('没有这样的词语')).toEqual([]);
  });

  test('to-dos: open ones only, the soonest due first, all pages', async () => {
    const seen: { ticket: { id: string; dueAt: number }; work: { no: number; kind: string } }[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await product.as('dispatch')('work.list', { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...body.items);
      cursor = body.next;
    } while (cursor !== undefined);
    const everything = await rows();
    const open = everything.flatMap((row) =>
      row.work.filter((item) => item.role === 'dispatcher').map((item) => `${row.id} ${item.no}`),
    );
    expect(seen.map((one) => `${one.ticket.id} ${one.work.no}`).sort()).toEqual(open.sort());
    const due = seen.map((one) => one.ticket.dueAt);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  test('a cursor that is not ours is refused', async () => {
    for (const cursor of ['x', 'W10', Buffer.from('["a","b"]').toString('base64url')]) {
      const { status, body } = await product.as('dispatch')('ticket.list', { order: 'due', cursor });
      expect([status, body.error.code]).toEqual([400, 'invalid']);
    }
  });

  // Last: what is reported here is not among what the others go through.
  test('a line says how far it is, how many pictures came along, and to whoever dispatches which earlier one may be the same', async () => {
    const photos = [await product.picture('resident1'), await product.picture('resident1')];
    const first = await reported(product, { photos });
    product.clock.forward(1);
    const second = await reported(product);
    const line = async (login: string, id: string) =>
      (await product.as(login)('ticket.list', { limit: 20 })).body.items.find((one: { id: string }) => one.id === id);
    expect(await line('dispatch', first.id)).toMatchObject({ stage: 'dispatching', photos: 2 });
    const { twin, ...told } = await line('dispatch', second.id);
    expect(told).toMatchObject({ photos: 0, waitsFor: [], requester: { id: product.mine.member('resident1') } });
    const tech = product.mine.member('tech1');
    ticketIn(await product.as('dispatch')('ticket.assign', { ticketId: first.id, memberId: tech }));
    expect(await line('resident1', first.id)).toMatchObject({ waitsFor: [tech] });
    // Earlier ones of the seed may stand at the same place: whichever it is, it is under way, and was there before.
    expect(twin.no).toBeLessThanOrEqual(first.no);
    expect((await line('resident1', second.id)).twin).toBeNull();
    ticketIn(await product.as('dispatch')('ticket.cancel', { ticketId: second.id, reason: '重复' }));
    expect(await line('dispatch', second.id)).toMatchObject({ stage: 'cancelled', twin: null });
  });
});
