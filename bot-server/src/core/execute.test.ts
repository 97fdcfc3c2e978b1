// The write path: all of a command or nothing of it, once per key, in order among those who come together.
import { createHash } from 'node:crypto';
import type { TicketId } from '@paidan/shared/kernel/id';
import { canonical } from '@paidan/shared/kernel/json';
import { ok } from '@paidan/shared/kernel/result';
import type { TicketCommand } from '@paidan/shared/model/command';
import { eachDatabase } from '../../test/support/databases';
import { report, reported, startProduct, type TestProduct } from '../../test/support/product';
import { rowsOf } from '../../test/support/rows';
import { TEST_KEY } from '../../test/support/server';
import { type TicketAggregate, ticketAggregate } from '../features/ticket/aggregate';
import { makeTemplates } from '../lookups/templates';
import { publish } from '../outbox/publish';
import { commandKey } from '../store/tables/commandKey';
import { event } from '../store/tables/event';
import { numberBlock } from '../store/tables/numberBlock';
import { outbox } from '../store/tables/outbox';
import { ticket } from '../store/tables/ticket';
import type { Store } from '../store/unit';
import { Conflict } from './aggregate';
import { type Deps, makeExecute, type Order } from './execute';
import { newId } from './ids';
import { makeMarks } from './marks';
import type { Scope } from './scope';

eachDatabase((_, open) => {
  let product: TestProduct;
  let store: Store;
  let pokes: string[];
  let number = 50_000;

  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    // The numbers of these tickets are taken as a server would take them: every one must be out of a block.
    const [last] = await product.mine.reader.find(numberBlock, { where: {}, order: [['first', 'desc']], limit: 1 });
    number = last === undefined ? number : last.first + last.size;
    const block = { first: number, size: 1000, takenBy: 'a test', takenAt: product.clock.now() };
    await store.unit(product.mine, (u) => u.insert(numberBlock, [block]));
  });
  beforeEach(() => {
    pokes = [];
  });
  afterEach(async () => expect(await product.findings()).toEqual([]));
  afterAll(() => product?.stop());

  const make = (more: Partial<Deps> = {}) =>
    makeExecute({
      ...{ store, clock: product.clock, marks: makeMarks(TEST_KEY), publish },
      poke: (tenantId) => void pokes.push(tenantId),
      ...more,
    });
  const aggregate = (more: Partial<TicketAggregate> = {}): TicketAggregate => ({
    ...ticketAggregate(makeTemplates(), number++),
    ...more,
  });
  const scopeOf = (login: string): Scope => ({
    tenantId: product.mine.tenantId,
    actor: { kind: 'member', id: product.mine.member(login), roles: ['resident'], grants: ['ticket.create'] },
    channel: 'api',
    requestId: 'request-1',
  });
  const creation = (key: string | null, title = '厨房漏水', login = 'resident1'): Order<TicketCommand> => ({
    scope: scopeOf(login),
    key,
    id: newId(product.clock.now()),
    fresh: true,
    command: {
      type: 'ticket.create',
      templateId: product.mine.template('repair'),
      values: report(product.mine, { title }),
    },
  });
  const comment = (ticketId: TicketId, text: string, key: string | null = null): Order<TicketCommand> => ({
    scope: scopeOf('resident1'),
    key,
    id: ticketId,
    command: { type: 'ticket.comment', ticketId, text },
  });
  /** Rows of every table, but for what the clocks of jobs and sign-ins write. */
  async function everything(): Promise<string> {
    return JSON.stringify(await rowsOf(product.mine.reader, []));
  }
  const eventsOf = (streamId: string) =>
    product.mine.reader.find(event, { where: { streamId }, order: [['seq', 'asc']] });

  test('row, timeline, key and outbox come together, and the workers are poked once', async () => {
    const order = creation('whole');
    const done = await make()(aggregate(), order);
    if (!done.ok) throw new Error(done.refusal.code);
    expect(done.value).toMatchObject({ id: order.id, fromSeq: 1, toSeq: 2, replayed: false });
    const row = await product.mine.reader.one(ticket, { id: order.id as TicketId });
    expect(row?.version).toBe(2);
    const events = await eventsOf(order.id);
    expect(
      events.map(({ seq, type, byId, channel, requestId, feedNo }) => [seq, type, byId, channel, requestId, feedNo]),
    ).toEqual([
      [1, 'ticket.created', product.mine.member('resident1'), 'api', 'request-1', null],
      [2, 'ticket.entered', product.mine.member('resident1'), 'api', 'request-1', null],
    ]);
    const [key] = await product.mine.reader.find(commandKey, { where: { streamId: order.id } });
    expect(key).toMatchObject({
      principal: `member:${product.mine.member('resident1')}`,
      key: 'whole',
      fromSeq: 1,
      toSeq: 2,
    });
    const rows = await product.mine.reader.find(outbox, { where: { streamId: order.id } });
    expect(rows.map(({ topic, state, seq }) => [topic, state, seq]).sort()).toEqual([
      ['notify', 'pending', 2],
      ['search', 'pending', 2],
    ]);
    expect(pokes).toEqual([product.mine.tenantId]);
  });

  test('the same key: the same answer, and nothing more is written', async () => {
    const execute = make();
    const first = await execute(aggregate(), creation('again'));
    const before = await everything();
    const second = await execute(aggregate(), creation('again'));
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(second.value).toEqual({ ...first.value, replayed: true });
    expect(await everything()).toBe(before);
    expect(await execute(aggregate(), creation('again', '别的内容'))).toMatchObject({
      ok: false,
      refusal: { code: 'key_reused' },
    });
    expect(await everything()).toBe(before);
  });

  test('a key that was kept with a plain hash, as before, is known again; none is written any more', async () => {
    const execute = make();
    const order = creation('of before');
    const first = await execute(aggregate(), order);
    const kept = { principal: `member:${product.mine.member('resident1')}`, key: 'of before' };
    const row = await product.mine.reader.one(commandKey, kept);
    const text = `ticket ${canonical(JSON.parse(JSON.stringify(order.command)))}`;
    const plain = createHash('sha256').update(text).digest('hex');
    // Whoever has the database alone may try what they like.
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.hash).not.toBe(plain);
    expect(row?.hash).not.toBe(makeMarks('another key for tests, of enough characters').of('ticket', order.command));
    await store.unit(product.mine, (u) => u.change(commandKey, kept, { hash: plain }));
    const again = await execute(aggregate(), { ...order, id: newId(product.clock.now()) });
    if (!first.ok || !again.ok) throw new Error('refused');
    expect(again.value).toMatchObject({ id: first.value.id, replayed: true });
    expect(await execute(aggregate(), creation('of before', '别的内容'))).toMatchObject({
      refusal: { code: 'key_reused' },
    });
  });

  test('keys are each person’s own, and told apart to the letter', async () => {
    const execute = make();
    const orders = [creation('mine'), creation('mine', '厨房漏水', 'resident2'), creation('MINE'), creation('mine.')];
    const ids = new Set<string>();
    for (const order of orders) {
      const done = await execute(aggregate(), order);
      if (done.ok) ids.add(done.value.id);
    }
    expect(ids.size).toBe(4);
  });

  test('a replay answers with the state of now', async () => {
    const execute = make();
    const { id } = await reported(product);
    const first = await execute(aggregate(), comment(id, '一', 'then'));
    await execute(aggregate(), comment(id, '二'));
    const again = await execute(aggregate(), comment(id, '一', 'then'));
    if (!first.ok || !again.ok) throw new Error('refused');
    expect(again.value).toMatchObject({ replayed: true, fromSeq: first.value.fromSeq, toSeq: first.value.toSeq });
    expect(again.value.state).toMatchObject({ version: first.value.toSeq + 1, comments: 2 });
  });

  test('refused: nothing is written, and the key is still free', async () => {
    const { id } = await reported(product);
    const execute = make();
    const before = await everything();
    const order: Order<TicketCommand> = {
      ...comment(id, '', 'later'),
      command: { type: 'ticket.accept', ticketId: id },
    };
    expect(await execute(aggregate(), order)).toMatchObject({ ok: false, refusal: { code: 'not_offered' } });
    expect(await everything()).toBe(before);
    expect(pokes).toEqual([]);
    expect(await execute(aggregate(), comment(id, '好', 'later'))).toMatchObject({ ok: true });
  });

  test('nothing to do: no event, but the key is kept', async () => {
    const { id } = await reported(product);
    const order: Order<TicketCommand> = {
      scope: { ...scopeOf('resident1'), actor: { kind: 'system' }, channel: 'timer' },
      key: 'idle',
      id,
      command: { type: 'ticket.lapse', ticketId: id, purpose: 'promise' },
    };
    const done = await make()(aggregate(), order);
    expect(done).toMatchObject({ ok: true, value: { fromSeq: 3, toSeq: 2 } });
    expect(await eventsOf(id)).toHaveLength(2);
    expect(pokes).toEqual([]);
  });

  describe('a fault in the middle leaves nothing', () => {
    const planted = () => Promise.reject(new Error('planted'));
    const FAULTS: Record<string, () => readonly [Partial<TicketAggregate>, Partial<Deps>]> = {
      'while the row is saved': () => [{ save: planted }, {}],
      'after the row was saved': () => [
        {
          save: async (u, change) => {
            await ticketAggregate(makeTemplates(), null).save(u, change);
            await planted();
          },
        },
        {},
      ],
      'while the outbox is written': () => [{}, { publish: planted }],
      'after the outbox was written': () => [
        {},
        {
          publish: async (u, rows, now) => {
            await publish(u, rows, now);
            await planted();
          },
        },
      ],
      'in the rules': () => [{ prepare: planted }, {}],
      'while events are folded': () => [
        {
          evolve: () => {
            throw new Error('planted');
          },
        },
        {},
      ],
    };
    test.each(Object.entries(FAULTS))('%s', async (name, parts) => {
      const key = name.replaceAll(' ', '-');
      const { id } = await reported(product);
      const before = await everything();
      const [changed, deps] = parts();
      await expect(make(deps)(aggregate(changed), creation(key))).rejects.toThrow('planted');
      await expect(make(deps)(aggregate(changed), comment(id, '一', key))).rejects.toThrow('planted');
      expect(await everything()).toBe(before);
      expect(pokes).toEqual([]);
      expect(await make()(aggregate(), comment(id, '一', key))).toMatchObject({ ok: true });
    });
  });

  test('overtaken: it begins again, and is written once', async () => {
    const { id } = await reported(product);
    let left = 3;
    const slow = aggregate({
      save: async (u, change) => {
        if (left-- > 0) throw new Conflict();
        await ticketAggregate(makeTemplates(), null).save(u, change);
      },
    });
    expect(await make()(slow, comment(id, '一'))).toMatchObject({ ok: true, value: { state: { comments: 1 } } });
    expect(left).toBe(-1);
    expect(await eventsOf(id)).toHaveLength(3);
  });

  test('overtaken for ever: it gives up, and has written nothing', async () => {
    const { id } = await reported(product);
    const before = await everything();
    const never = aggregate({ save: () => Promise.reject(new Conflict()) });
    await expect(make()(never, comment(id, '一'))).rejects.toThrow(Conflict);
    expect(await everything()).toBe(before);
  });

  test('two at once on one ticket: both are done, one after the other', async () => {
    const { id } = await reported(product);
    const other = make({ store: await open() });
    for (let round = 0; round < 5; round++) {
      const done = await Promise.all([make()(aggregate(), comment(id, '甲')), other(aggregate(), comment(id, '乙'))]);
      expect(done.map(({ ok }) => ok)).toEqual([true, true]);
    }
    const events = await eventsOf(id);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_unused, at) => at + 1));
    const texts = events.slice(2).map(({ data }) => (data as { text: string }).text);
    expect(texts.filter((text) => text === '甲')).toHaveLength(5);
  });

  test('a crowd at once on one ticket: everybody is heard, in some order', async () => {
    const { id } = await reported(product);
    const executes = [make(), make({ store: await open() })];
    const crowd = Array.from({ length: 24 }, (_unused, at) => executes[at % 2]?.(aggregate(), comment(id, `${at}`)));
    expect((await Promise.all(crowd)).map((done) => done?.ok)).toEqual(Array(24).fill(true));
    expect((await eventsOf(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 26 }, (_unused, at) => at + 1));
  });

  test('a version that was seen holds against whoever came in between', async () => {
    const { id } = await reported(product);
    const seen = (text: string): Order<TicketCommand> => ({
      ...comment(id, text),
      command: { type: 'ticket.comment', ticketId: id, text, version: 2 },
    });
    const other = make({ store: await open() });
    const done = await Promise.all([make()(aggregate(), seen('甲')), other(aggregate(), seen('乙'))]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(done.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'stale', data: { version: 3 } } });
  });

  test('a key that two use at once for different things: one of them is refused', async () => {
    const other = make({ store: await open() });
    const done = await Promise.all([
      make()(aggregate(), creation('race', '一')),
      other(aggregate(), creation('race', '二')),
    ]);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(done.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'key_reused' } });
  });

  test('another organization’s scope finds nothing', async () => {
    const { id } = await reported(product);
    const scope = { ...scopeOf('resident1'), tenantId: product.twin.tenantId };
    const done = await make()(aggregate(), { ...comment(id, '一'), scope });
    expect(done).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('an event that is missing is a fault, not a new beginning', async () => {
    const { id } = await reported(product);
    const { reader, tenantId } = product.mine;
    const [last] = await reader.find(event, { where: { streamId: id, seq: 2 } });
    if (last === undefined) throw new Error('no event');
    await store.unit({ tenantId }, (u) => u.remove(event, { streamId: id, seq: 2 }));
    await expect(make()(aggregate(), comment(id, '一'))).rejects.toThrow('is missing');
    await store.unit({ tenantId }, (u) => u.insert(event, [last]));
  });

  test('inside another unit it is part of that one’s fate', async () => {
    const { id } = await reported(product);
    const before = await everything();
    const { tenantId } = product.mine;
    const execute = make();
    const outer = store.unit({ tenantId }, async (within) => {
      expect(await execute(aggregate(), { ...comment(id, '一'), within })).toEqual(ok(expect.anything()));
      throw new Error('planted');
    });
    await expect(outer).rejects.toThrow('planted');
    const elsewhere = store.unit({ tenantId: product.twin.tenantId }, (within) =>
      execute(aggregate(), { ...comment(id, '一'), within }),
    );
    await expect(elsewhere).rejects.toThrow('scope');
    expect(await everything()).toBe(before);
    expect(pokes).toEqual([]);
  });
});
