// Lists: the conditions in SQL show just what the rule for one ticket allows, page by page, in every order.
import type { TicketId } from '@paidan/shared/kernel/id';
import { canSee } from '@paidan/shared/rules/policy/visible';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { eachDatabase } from '../../../test/support/databases';
import { type Caller, startProduct, type TestProduct } from '../../../test/support/product';
import { seedTickets } from '../../sample/seed';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import { ticket } from '../../store/tables/ticket';
import type { Store } from '../../store/unit';

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
    await seedTickets(store, product.clock, { tenantId, tickets: TICKETS, seed: 7, onProgress: () => undefined });
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
});
