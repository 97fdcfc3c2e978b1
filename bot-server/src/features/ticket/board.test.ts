// The board counts just the tickets that its reader may see, and each of its cells opens on the tickets that it counted.

import { canSee } from '@paidan/shared/rules/policy/visible';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { eachDatabase } from '../../../test/support/databases';
import { startProduct, type TestProduct } from '../../../test/support/product';
import { TEST_KEY } from '../../../test/support/server';
import { seedTickets } from '../../sample/seed';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import { ticket } from '../../store/tables/ticket';

type Cell = { readonly day: string; readonly templateId: string; readonly phase: string; readonly count: number };
type Row = { readonly createdDay: string; readonly templateId: string; readonly phase: string };

eachDatabase((_name, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
    const { tenantId } = product.mine;
    await seedTickets(product.store, product.clock, {
      tenantId,
      tickets: 400,
      seed: 3,
      personalKey: TEST_KEY,
      onProgress: () => undefined,
    });
  });
  afterAll(() => product?.stop());

  async function actorOf(login: string): Promise<MemberActor> {
    const row = await product.mine.reader.one(member, { login });
    if (row === undefined) throw new Error(login);
    const roles = await product.mine.reader.find(role, { where: {} });
    const grants = roles.filter(({ code }) => row.roles.includes(code)).flatMap((one) => one.grants);
    return { kind: 'member', id: row.id, roles: row.roles, grants };
  }
  const keyOf = ({ createdDay, templateId, phase }: Row) => `${createdDay} ${templateId} ${phase}`;
  const counted = (cells: readonly Cell[]) =>
    Object.fromEntries(cells.map(({ day, count, ...cell }) => [keyOf({ createdDay: day, ...cell }), count]));
  const counting = (rows: readonly Row[]) => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + 1;
    return counts;
  };

  test.each(['admin', 'dispatch', 'tech1', 'resident1', 'audit'])('%s’s board', async (login) => {
    const actor = await actorOf(login);
    const { status, body } = await product.as(login)('ticket.board', {});
    expect(status).toBe(200);
    expect(body.days).toHaveLength(30);
    expect(body.days).toEqual([...body.days].sort());
    const rows = await product.mine.reader.find(ticket, { where: { createdDay: { gte: body.days[0] } } });
    const mine = rows.filter((row) => canSee(actor, row));
    expect(mine.length).toBeGreaterThan(0);
    expect(counted(body.cells)).toEqual(counting(mine));
    const named = body.templates.map(({ id }: { id: string }) => id).sort();
    expect(named).toEqual([...new Set(mine.map(({ templateId }) => templateId))].sort());
  });

  test('fewer days are the last of them, today among them', async () => {
    const { days, cells } = (await product.as('dispatch')('ticket.board', { days: 3 })).body;
    const [today] = (await product.as('dispatch')('ticket.board', { days: 1 })).body.days;
    expect(days).toHaveLength(3);
    expect(days[2]).toBe(today);
    expect(cells.every(({ day }: Cell) => days.includes(day))).toBe(true);
  });

  test('each cell opens on what it counted', async () => {
    const { cells } = (await product.as('dispatch')('ticket.board', {})).body as { readonly cells: readonly Cell[] };
    expect(cells.length).toBeGreaterThan(20);
    for (const { day, templateId, phase, count } of cells.slice(0, 20)) {
      const filter = { day, templateId: templateId as never, phase: [phase as never] };
      expect((await product.as('dispatch')('ticket.list', { ...filter, limit: 100 })).body.items).toHaveLength(count);
      const { phases } = (await product.as('dispatch')('ticket.counts', { day })).body;
      expect(phases[phase]).toBeGreaterThanOrEqual(count);
    }
  });

  test('another organization’s tickets are not on it', async () => {
    const { cells, templates } = (await product.as('dispatch', 'yunshan')('ticket.board', {})).body;
    expect([cells, templates]).toEqual([[], []]);
  });
});
