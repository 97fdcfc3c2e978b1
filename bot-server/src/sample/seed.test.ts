// Sample tickets are written in bulk, past the write path: the rows must be those that it would have written.

import { groupBy } from '@paidan/shared/kernel/group';
import type { TemplateId, TenantId, TicketId } from '@paidan/shared/kernel/id';
import { DAY } from '@paidan/shared/kernel/time';
import type { TicketEvent, TicketEventBody } from '@paidan/shared/model/event';
import type { Ticket } from '@paidan/shared/model/ticket';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import { eachDatabase } from '../../test/support/databases';
import { startProduct, type TestProduct } from '../../test/support/product';
import { projectionFindings } from '../../test/support/projections';
import { TEST_KEY } from '../../test/support/server';
import type { Dated } from '../core/aggregate';
import { fixedClock } from '../core/clock';
import { newId } from '../core/ids';
import { saveTicket } from '../features/ticket/save';
import { makeIndexing } from '../jobs/search';
import { makeTemplates } from '../lookups/templates';
import { event } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { template } from '../store/tables/template';
import { templateRevision } from '../store/tables/templateRevision';
import { ticket } from '../store/tables/ticket';
import { ticketGram } from '../store/tables/ticketGram';
import { timer } from '../store/tables/timer';
import { vault as vaultTable } from '../store/tables/vault';
import { workItem } from '../store/tables/workItem';
import type { Reader, Store } from '../store/unit';
import { makeVault } from '../store/vault';
import { verifyTenant } from '../verify/verify';
import type { Topic } from '../wiring';
import { castOf } from './cast';
import { seedTickets } from './seed';

const TICKETS = 120;

eachDatabase((_, open) => {
  let product: TestProduct;
  let store: Store;
  let reader: Reader;

  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    reader = product.mine.reader;
    await seedTickets(store, product.clock, {
      tenantId: product.mine.tenantId,
      tickets: TICKETS,
      seed: 7,
      personalKey: TEST_KEY,
      onProgress: () => {},
    });
  });
  afterAll(() => product?.stop());

  test('everything proves itself', async () => {
    expect(await product.findings()).toEqual([]);
    const head = await reader.one(feedHead, {});
    expect(await reader.count(event, { feedNo: { not: null } }, 1_000_000)).toBe(head?.no);
  });

  test('every telephone number is sealed, and opens where its ticket stands', async () => {
    const vault = makeVault(TEST_KEY);
    const kept = new Map((await reader.find(vaultTable, { where: { kind: 'ticket' } })).map((row) => [row.id, row]));
    const rows = await reader.find(ticket, { where: {} });
    for (const { id, values } of rows) {
      const row = kept.get(String(values.phone));
      expect(row?.subject).toBe(id);
      expect(row && vault.open(product.mine.tenantId, row)).toMatch(/^139\d{8}$/);
    }
    expect(kept.size).toBe(rows.length);
    const told = JSON.stringify(await reader.find(event, { where: { kind: 'ticket' } }));
    expect([told.includes('"phone":"~'), told.includes('"phone":"1')]).toEqual([true, false]);
  });

  test('a derived row that is wrong would be noticed', async () => {
    const scope = { tenantId: product.mine.tenantId };
    const [item] = await reader.find(workItem, { where: { state: 'open' }, limit: 1 });
    const [rung] = await reader.find(timer, { where: {}, limit: 1 });
    const [gram] = await reader.find(ticketGram, { where: {}, limit: 1 });
    if (item === undefined || rung === undefined || gram === undefined) throw new Error('nothing was seeded');
    const { ticketId, no } = item;
    await store.unit(scope, async (u) => {
      await u.change(workItem, { ticketId, no }, { handlerId: product.mine.member('admin'), role: null });
      await u.remove(timer, { ticketId: rung.ticketId });
      await u.remove(ticketGram, { ticketId: gram.ticketId, gram: gram.gram });
    });
    const found = await projectionFindings(reader);
    for (const what of ['open work', 'timers', 'grams'])
      expect(found.filter((one) => one.includes(what))).toHaveLength(1);
    await store.unit(scope, async (u) => {
      await u.change(workItem, { ticketId, no }, { handlerId: item.handlerId, role: item.role });
      await u.insert(timer, [rung]);
      await u.insert(ticketGram, [gram]);
    });
    expect(await projectionFindings(reader)).toEqual([]);
  });

  test('they are varied, spread over the last ninety days, and nothing of them lies ahead', async () => {
    const rows = await reader.find(ticket, { where: {}, order: [['id', 'asc']] });
    expect(rows).toHaveLength(TICKETS);
    const phases = rows.map(({ phase }) => phase);
    expect(phases).toEqual(expect.arrayContaining(['active', 'done', 'closed', 'cancelled']));
    expect(phases.filter((phase) => phase === 'new' || phase === 'waiting')).toEqual([]);
    expect(new Set(rows.map(({ templateId }) => templateId)).size).toBe(3);
    const now = product.clock.now();
    expect(Math.min(...rows.map(({ createdAt }) => createdAt))).toBeGreaterThanOrEqual(now - 90 * DAY);
    expect(Math.max(...rows.map(({ updatedAt }) => updatedAt))).toBeLessThanOrEqual(now);
    // Numbers and ids grow with time.
    expect(rows.map(({ no }) => no)).toEqual(rows.map((_row, at) => (rows[0]?.no ?? 0) + at));
    expect(await product.ring()).toBe(0);
  });

  test('the same people, places and templates play in them, in whatever order a database reads', async () => {
    const turned: Reader = {
      ...reader,
      find: async (table, query) => {
        const rows = await reader.find(table, query);
        return query.order === undefined ? rows.reverse() : rows;
      },
    };
    expect(await castOf(turned)).toEqual(await castOf(reader));
  });

  test('the same seed tells the same stories', async () => {
    const told = async () => {
      const rows = await reader.find(ticket, { where: {}, order: [['id', 'asc']] });
      return rows
        .slice(-TICKETS)
        .map(({ title, phase, version, priority, requesterId }) => [title, phase, version, priority, requesterId]);
    };
    const first = await told();
    const { tenantId } = product.mine;
    await seedTickets(store, product.clock, {
      tenantId,
      tickets: TICKETS,
      seed: 7,
      personalKey: TEST_KEY,
      onProgress: () => {},
    });
    const rows = await reader.find(ticket, { where: {} });
    const second = rows.filter(({ no }) => no > 1000 + TICKETS).sort((a, b) => a.no - b.no);
    expect(
      second.map(({ title, phase, version, priority, requesterId }) => [title, phase, version, priority, requesterId]),
    ).toEqual(first);
  });

  test('rows, work, timers and words are those that the write path, taken step by step, would have written', async () => {
    const scratch = newId<'tenant'>(product.clock.now()) as TenantId;
    const there = store.read({ tenantId: scratch });
    await store.unit({ tenantId: scratch }, async (u) => {
      await u.insert(template, await reader.find(template, { where: {} }));
      await u.insert(templateRevision, await reader.find(templateRevision, { where: {} }));
    });
    const templates = makeTemplates();
    const streams = groupBy(
      await reader.find(event, { where: { kind: 'ticket' }, order: [['seq', 'asc']] }),
      ({ streamId }) => streamId,
    );
    for (const [id, rows] of [...streams].slice(0, TICKETS)) {
      const [created] = rows.map(({ data }) => data as { readonly templateId: TemplateId });
      const own = created && (await templates.at(reader, created.templateId, 1));
      if (own === undefined) throw new Error('no template');
      let before: Ticket | null = null;
      // What was decided at once was said at the same time, by the same person.
      for (const decided of groupBy(rows, ({ at, byId }) => `${at} ${byId}`).values()) {
        const events = decided.map(({ type, at, byId, data }) => ({ ...(data as object), type, at, by: byId }));
        let after: Ticket | null = before;
        for (const one of events) after = evolve(after, id as TicketId, one as TicketEvent);
        if (after === null) throw new Error('no ticket');
        const change = {
          id,
          before,
          after,
          events: events as unknown as Dated<TicketEventBody>[],
          now: after.updatedAt,
        };
        await store.unit({ tenantId: scratch }, (u) => saveTicket(u, { ...change, command: {} as never }, own));
        before = after;
      }
      const claimed = { id: '', streamId: id, from: 0, seq: 0, destination: id, attempts: 1, fence: 1, createdAt: 0 };
      await makeIndexing(store, templates)({ ...claimed, tenantId: scratch, topic: 'search' satisfies Topic });
    }
    const ids = [...streams.keys()].slice(0, TICKETS) as TicketId[];
    const where = { ticketId: { in: ids } };
    const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    const both = async (look: (from: Reader) => Promise<readonly object[]>) => {
      expect(sorted(await look(there))).toEqual(sorted(await look(reader)));
    };
    await both((from) => from.find(ticket, { where: { id: { in: ids } } }));
    await both((from) => from.find(workItem, { where }));
    // Which turn a timer was set in is of no consequence: a generation must only never come back.
    await both(async (from) => (await from.find(timer, { where })).map((row) => ({ ...row, generation: 0 })));
    await both((from) => from.find(ticketGram, { where }));
    expect(await projectionFindings(there)).toEqual([]);
  });

  test('none of it without people to play it', async () => {
    const tenantId = newId<'tenant'>(product.clock.now()) as TenantId;
    const empty = seedTickets(store, fixedClock(0), {
      tenantId,
      tickets: 1,
      seed: 1,
      personalKey: TEST_KEY,
      onProgress: () => {},
    });
    await expect(empty).rejects.toThrow('sample tickets need');
    expect((await verifyTenant(store, tenantId)).events).toBe(0);
  });
});
