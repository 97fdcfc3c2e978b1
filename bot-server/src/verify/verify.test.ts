// Whatever is changed behind the product's back is found, and named. Each tampering is undone again, after which all is well.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { eachDatabase } from '../../test/support/databases';
import { type Machine, makeMachine, SECRET_KEY } from '../../test/support/processes';
import { ORG, outcome, reported, startProduct, type TestProduct, ticketIn } from '../../test/support/product';
import { GENESIS, hashOf } from '../core/chain';
import { makeSealer, sealHash } from '../jobs/sealer';
import type { Column, RowOf } from '../store/columns';
import { event } from '../store/tables/event';
import { feedHead } from '../store/tables/feedHead';
import { member } from '../store/tables/member';
import { role } from '../store/tables/role';
import { sealedEvent } from '../store/tables/sealedEvent';
import { site } from '../store/tables/site';
import { template } from '../store/tables/template';
import { templateRevision } from '../store/tables/templateRevision';
import { ticket } from '../store/tables/ticket';
import { timer } from '../store/tables/timer';
import { vault } from '../store/tables/vault';
import { workItem } from '../store/tables/workItem';
import type { Store, Unit } from '../store/unit';
import { appendAnchors, readAnchors } from './anchor';
import { type Finding, type Progress, verifyTenant } from './verify';

type EventRow = RowOf<typeof event>;
type Step = (u: Unit) => Promise<unknown>;
/** `expected`: what is said of it, each at least once. `undo` is what brings everything back. */
type Tampering = { readonly act: Step; readonly undo: Step; readonly expected: readonly RegExp[] };

eachDatabase((_, _open, database) => {
  let machine: Machine;
  let store: Store;
  let product: TestProduct;
  let id: TicketId;
  let events: readonly EventRow[];

  beforeAll(async () => {
    machine = await makeMachine(database.config());
    store = await machine.store();
    // The command line reads the numbers, too.
    product = await startProduct(store, { personalKey: SECRET_KEY });
    ({ id } = await reported(product));
    const [resident, dispatcher] = [product.as('resident1'), product.as('dispatch')];
    ticketIn(await resident('ticket.urge', { ticketId: id }));
    ticketIn(await dispatcher('ticket.assign', { ticketId: id, memberId: product.mine.member('tech1') }));
    ticketIn(await product.as('tech1')('ticket.accept', { ticketId: id }));
    ticketIn(await resident('ticket.comment', { ticketId: id, text: '请快一点' }));
    // Something after it, so that it is not the end of the line.
    await reported(product);
    const { record } = (
      await product.as('admin')('role.create', { code: 'spare', name: { zh: '备', en: 'Spare' }, grants: [] })
    ).body;
    await product.as('admin')('role.change', { id: record.id, change: { grants: ['ticket.work'] } });
    await product.settled();
    events = await product.mine.reader.find(event, { where: { streamId: id }, order: [['seq', 'asc']] });
  });
  afterAll(async () => {
    await product?.stop();
    await machine?.clear();
  });

  const scope = () => ({ tenantId: product.mine.tenantId });
  const findings = async (): Promise<readonly Finding[]> => (await verifyTenant(store, product.mine.tenantId)).findings;
  const eventAt = (seq: number): EventRow => {
    const row = events[seq - 1];
    if (row === undefined) throw new Error(`no event ${seq}`);
    return row;
  };
  const rehashed = (row: EventRow, change: Partial<EventRow>): EventRow => {
    const { hash: _h, feedNo, ...said } = { ...row, ...change };
    return { ...said, feedNo, hash: hashOf(product.mine.tenantId, said) };
  };

  const at = (seq: number) => ({ streamId: id as string, seq });
  const changed = (seq: number, change: Partial<EventRow>, ...expected: RegExp[]): Tampering => {
    const old = Object.fromEntries(Object.keys(change).map((key) => [key, eventAt(seq)[key as keyof EventRow]]));
    return {
      act: (u) => u.change(event, at(seq), change),
      undo: (u) => u.change(event, at(seq), old),
      expected,
    };
  };
  const deleted = (seq: number, ...expected: RegExp[]): Tampering => ({
    act: (u) => u.remove(event, at(seq)),
    undo: (u) => u.insert(event, [eventAt(seq)]),
    expected,
  });
  const row = (change: Partial<RowOf<typeof ticket>>, ...expected: RegExp[]): Tampering => {
    let old: Partial<RowOf<typeof ticket>> = {};
    return {
      act: async (u) => {
        const found = await u.one(ticket, { id });
        old = Object.fromEntries(Object.keys(change).map((key) => [key, found?.[key as keyof typeof found]]));
        await u.change(ticket, { id }, change);
      },
      undo: (u) => u.change(ticket, { id }, old),
      expected,
    };
  };
  const CHANGED = /was changed after it was written/;
  const UNFOLLOWED = /does not follow/;
  const FEED = /the feed ends at|numbers of the feed are missing/;

  const TAMPERINGS: Record<string, () => Tampering> = {
    'an event says something else': () => changed(3, { data: { count: 9 } }, CHANGED),
    'an event was somebody else': () => changed(2, { byId: product.mine.member('admin') }, CHANGED),
    'an event was at another time': () => changed(2, { at: 1 }, CHANGED),
    'an event came another way': () => changed(2, { channel: 'console' }, CHANGED),
    'an event of another type': () => changed(3, { type: 'ticket.cancelled' }, CHANGED),
    'an event of another kind': () => changed(3, { kind: 'member' }, CHANGED),
    'an event is gone from the middle': () => deleted(3, /event 3 is missing/, UNFOLLOWED, FEED),
    'the first event is gone': () => deleted(1, /event 1 is missing/, UNFOLLOWED, FEED),
    'the last event is gone': () => deleted(7, /ticket.version is not/, /ticket.comments is not/, FEED),
    'an event is hashed anew, its successors are not': () => {
      const fresh = rehashed(eventAt(3), { data: { count: 9 } });
      return changed(3, { data: fresh.data, hash: fresh.hash }, UNFOLLOWED);
    },
    'the last event is hashed anew: only the line of the organization knows': () => {
      const fresh = rehashed(eventAt(7), { data: { text: '不用来了', photos: [] } });
      return changed(7, { data: fresh.data, hash: fresh.hash }, FEED);
    },
    'an event is added that fits the chain': () => {
      const forged = rehashed(eventAt(7), { seq: 8, prev: eventAt(7).hash, feedNo: null });
      return {
        act: (u) => u.insert(event, [forged]),
        undo: (u) => u.remove(event, at(8)),
        expected: [/ticket.version is not/],
      };
    },
    'a number of the feed is changed': () => changed(2, { feedNo: 1_000_000 }, FEED),
    'a number of the feed is taken away': () => changed(2, { feedNo: null }, FEED),
    'two numbers of the feed are exchanged': () => {
      const [a, b] = [eventAt(3).feedNo ?? 0, eventAt(4).feedNo ?? 0];
      const set = async (u: Unit, third: number, fourth: number) => {
        await u.change(event, at(3), { feedNo: null });
        await u.change(event, at(4), { feedNo: fourth });
        await u.change(event, at(3), { feedNo: third });
      };
      return { act: (u) => set(u, b, a), undo: (u) => set(u, a, b), expected: [FEED] };
    },
    'the head of the feed is set back': () => {
      let no = 0;
      return {
        act: async (u) => {
          no = (await u.one(feedHead, {}))?.no ?? 0;
          await u.change(feedHead, {}, { no: no - 1 });
        },
        undo: (u) => u.change(feedHead, {}, { no }),
        expected: [FEED],
      };
    },
    'the head of the feed is set back in every column': () => {
      let head = { no: 0, hash: '' };
      return {
        act: async (u) => {
          head = (await u.one(feedHead, {})) ?? head;
          const rows = await u.find(event, { where: { feedNo: { lt: head.no } }, order: [['feedNo', 'asc']] });
          const before = rows.map(({ feedNo, hash }) => ({ feedNo: feedNo ?? 0, hash }));
          await u.change(feedHead, {}, { no: head.no - 1, hash: sealHash(GENESIS, before) });
        },
        undo: (u) => u.change(feedHead, {}, head),
        expected: [/^the feed goes on beyond/],
      };
    },
    'the ticket has another title': () => row({ title: '没有漏水' }, /^ticket.title is not/),
    'the ticket is promised for later': () => row({ dueAt: 1 }, /^ticket.dueAt is not/),
    'the ticket is somebody else’s': () =>
      row({ assigneeId: product.mine.member('tech2') }, /^ticket.assigneeId is not/),
    'somebody else may see the ticket': () =>
      row({ people: [product.mine.member('resident2')] }, /^ticket.people is not/),
    'the ticket has other values': () => row({ values: {} }, /^ticket.values is not/),
    'the ticket is gone': () => {
      let gone: RowOf<typeof ticket> | undefined;
      return {
        act: async (u) => {
          gone = await u.one(ticket, { id });
          await u.remove(ticket, { id });
        },
        undo: (u) => u.insert(ticket, gone === undefined ? [] : [gone]),
        expected: [/the ticket of this timeline is gone/],
      };
    },
    'the ticket is gone with its whole timeline': () => {
      let gone: RowOf<typeof ticket> | undefined;
      return {
        act: async (u) => {
          gone = await u.one(ticket, { id });
          await u.remove(ticket, { id });
          await u.remove(event, { streamId: id });
        },
        undo: async (u) => {
          await u.insert(ticket, gone === undefined ? [] : [gone]);
          await u.insert(event, events);
        },
        expected: [FEED],
      };
    },
    'a ticket that nobody reported': () => ({
      act: async (u) => {
        const found = await u.one(ticket, { id });
        if (found !== undefined) await u.insert(ticket, [{ ...found, id: '0'.repeat(20) as TicketId, no: 1 }]);
      },
      undo: (u) => u.remove(ticket, { no: 1 }),
      expected: [/ticket: 1 without a timeline/],
    }),
    'a member that nobody made': () => ({
      act: async (u) => {
        const found = await u.one(member, { login: 'admin' });
        if (found !== undefined)
          await u.insert(member, [{ ...found, id: '0'.repeat(20) as MemberId, login: 'backdoor' }]);
      },
      undo: (u) => u.remove(member, { login: 'backdoor' }),
      expected: [/member: 1 without a timeline/],
    }),
    'a member with more roles': () => ({
      act: (u) => u.change(member, { login: 'resident1' }, { roles: ['admin'] }),
      undo: (u) => u.change(member, { login: 'resident1' }, { roles: ['resident'] }),
      expected: [/member.roles is not/],
    }),
    'a role with more grants': () => ({
      act: (u) => u.change(role, { code: 'spare' }, { grants: ['ticket.work', 'member.manage'] }),
      undo: (u) => u.change(role, { code: 'spare' }, { grants: ['ticket.work'] }),
      expected: [/role.grants is not/],
    }),
    'a site at another place': () => {
      const { room } = product.mine;
      return {
        act: (u) => u.change(site, { id: room }, { lat: 1, lng: 1 }),
        undo: (u) => u.change(site, { id: room }, { lat: null, lng: null }),
        expected: [/site.lat is not/],
      };
    },
    'a template that was published otherwise': () => {
      const templateId = product.mine.template('repair');
      let old: RowOf<typeof templateRevision> | undefined;
      return {
        act: async (u) => {
          old = await u.one(templateRevision, { templateId, revision: 1 });
          const body = { ...(old as RowOf<typeof templateRevision>).body, fields: [] };
          await u.change(templateRevision, { templateId, revision: 1 }, { body });
        },
        undo: (u) =>
          u.change(templateRevision, { templateId, revision: 1 }, old === undefined ? {} : { body: old.body }),
        expected: [/template.bodies is not/],
      };
    },
    'a template that is back in use': () => ({
      act: (u) => u.change(template, { code: 'repair' }, { state: 'retired' }),
      undo: (u) => u.change(template, { code: 'repair' }, { state: 'active' }),
      expected: [/template.state is not/],
    }),
  };

  test.each(Object.entries(TAMPERINGS))('%s', async (_name, make) => {
    expect(await findings()).toEqual([]);
    const { act, undo, expected } = make();
    await store.unit(scope(), act);
    const found = (await findings()).map(({ what }) => what);
    await store.unit(scope(), undo);
    for (const pattern of expected) expect(found).toContainEqual(expect.stringMatching(pattern));
    expect(await findings()).toEqual([]);
  });

  const otherThan = (value: unknown, { kind, size }: Column): unknown => {
    if (typeof value === 'string')
      return `${value === '' || size === value.length ? '' : value}x`.slice(0, size || undefined);
    if (typeof value === 'number') return value + 100_000;
    if (value === null) return kind === 'text' ? 'x' : kind === 'json' ? ['x'] : 1;
    return Array.isArray(value) ? [...value, 'x'] : { ...(value as object), x: 1 };
  };

  test.each(Object.keys(event.columns))('one event, its %s alone', async (name) => {
    const old = eventAt(3);
    const column = name as keyof EventRow;
    const other = { ...old, [column]: otherThan(old[column], event.columns[column]) };
    const swap = (from: EventRow, to: EventRow) =>
      store.unit(scope(), async (u) => {
        expect(await u.remove(event, { streamId: from.streamId, seq: from.seq })).toBe(1);
        await u.insert(event, [to]);
      });
    await swap(old, other);
    const found = await findings();
    await swap(other, old);
    expect(found.length).toBeGreaterThan(0);
    expect(await findings()).toEqual([]);
  });

  test.each(Object.keys(ticket.columns))('one ticket, its %s alone', async (name) => {
    const old = (await product.mine.reader.one(ticket, { id })) as RowOf<typeof ticket>;
    const column = name as keyof RowOf<typeof ticket>;
    const other = { ...old, [column]: otherThan(old[column], ticket.columns[column]) };
    const swap = (from: RowOf<typeof ticket>, to: RowOf<typeof ticket>) =>
      store.unit(scope(), async (u) => {
        expect(await u.remove(ticket, { id: from.id })).toBe(1);
        await u.insert(ticket, [to]);
      });
    await swap(old, other);
    const found = await findings();
    await swap(other, old);
    expect(found.length).toBeGreaterThan(0);
    expect(await findings()).toEqual([]);
  });

  test('a tail that was cut with everything set back is found by an anchor, and by nothing else', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'paidan-anchor-'));
    const file = path.join(folder, 'anchors');
    const held = async () =>
      (await verifyTenant(store, product.mine.tenantId, (await readAnchors(file)).list)).findings;
    const before = (await product.mine.reader.one(feedHead, {})) as RowOf<typeof feedHead>;
    const { id: last } = await reported(product);
    await product.settled();
    const head = (await product.mine.reader.one(feedHead, {})) as RowOf<typeof feedHead>;
    expect(head.no).toBe(before.no + 2);
    expect(await appendAnchors(store, file, new Date())).toBe(2);
    expect(await appendAnchors(store, file, new Date())).toBe(0);
    expect(await held()).toEqual([]);

    const row = (await product.mine.reader.one(ticket, { id: last })) as RowOf<typeof ticket>;
    const tail = await product.mine.reader.find(event, { where: { streamId: last } });
    const work = await product.mine.reader.find(workItem, { where: { ticketId: last } });
    const numbers = await product.mine.reader.find(vault, { where: { subject: last } });
    const timers = await product.mine.reader.find(timer, { where: { ticketId: last } });
    const forget = async (u: Unit, ticketId: TicketId) => {
      await u.remove(event, { streamId: ticketId });
      await u.remove(vault, { subject: ticketId });
      for (const table of [workItem, timer] as const) await u.remove(table, { ticketId });
      await u.remove(ticket, { id: ticketId });
    };
    await store.unit(scope(), async (u) => {
      await forget(u, last);
      await u.change(feedHead, {}, before);
    });
    expect(await findings()).toEqual([]);
    expect((await held()).map(({ what }) => what)).toEqual([
      expect.stringMatching(/^the feed ends at \d+, the anchor of/),
    ]);

    // Grown again in its place, to the same length.
    const { id: forged } = await reported(product);
    await product.settled();
    expect(await findings()).toEqual([]);
    expect((await held()).map(({ what }) => what)).toEqual([
      expect.stringMatching(/is not what the anchor of .* says$/),
    ]);
    await store.unit(scope(), async (u) => {
      await forget(u, forged);
      await u.insert(event, tail);
      await u.insert(vault, numbers);
      await u.insert(ticket, [row]);
      await u.insert(workItem, work);
      await u.insert(timer, timers);
      await u.change(feedHead, {}, head);
    });
    expect(await held()).toEqual([]);

    // The file keeps itself, too.
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.split('\n').slice(1).join('\n'));
    expect((await readAnchors(file)).damaged).toBe('line 1 was changed or is missing');
    await expect(appendAnchors(store, file, new Date())).rejects.toThrow('line 1');
    expect((await machine.cli('verify', '--anchors', file)).code).toBe(1);
    await writeFile(file, text);
    expect((await machine.cli('verify', '--anchors', file)).code).toBe(0);
    await rm(folder, { recursive: true, force: true });
  });

  test('tells of as many findings as asked for, counts the others, and says how far it is', async () => {
    const told: Progress[] = [];
    const report = (most: number) =>
      verifyTenant(store, product.mine.tenantId, [], { most, onProgress: (one) => told.push(one) });
    const { events: all, found } = await report(1);
    expect(found).toBe(0);
    expect(told.map(({ part }) => part)).toEqual(['timelines', 'line']);
    for (const one of told) expect(one).toMatchObject({ done: all, all });
    const change = (at: number) => (u: Unit) => u.change(event, { streamId: id, seq: 3 }, { at });
    await store.unit(scope(), async (u) => {
      await change(1)(u);
      await u.change(member, { login: 'resident1' }, { roles: ['admin'] });
    });
    const [one, many] = [await report(1), await report(1000)];
    await store.unit(scope(), async (u) => {
      await change(eventAt(3).at)(u);
      await u.change(member, { login: 'resident1' }, { roles: ['resident'] });
    });
    expect(one.findings).toHaveLength(1);
    expect(many.findings.length).toBeGreaterThan(1);
    expect([one.found, many.found]).toEqual([many.findings.length, many.findings.length]);
    expect((await report(1)).found).toBe(0);
  });

  test('says where', async () => {
    await store.unit(scope(), (u) => u.change(event, at(3), { at: 1 }));
    expect(await findings()).toContainEqual({ streamId: id, seq: 3, what: expect.stringMatching(CHANGED) });
    await store.unit(scope(), (u) => u.change(event, at(3), { at: eventAt(3).at }));
  });

  test('before the sealer has been there, nothing is wrong; a cut tail shows all the same', async () => {
    const { id: fresh } = await reported(product);
    expect(await findings()).toEqual([]);
    const [, last] = await product.mine.reader.find(event, { where: { streamId: fresh }, order: [['seq', 'asc']] });
    if (last === undefined) throw new Error('no event');
    await store.unit(scope(), (u) => u.remove(event, { streamId: fresh, seq: 2 }));
    expect((await findings()).map(({ what }) => what)).toContainEqual(expect.stringMatching(/ticket.phase is not/));
    await store.unit(scope(), (u) => u.insert(event, [last]));
    await makeSealer(store).seal(product.mine.tenantId);
    expect(await findings()).toEqual([]);
  });

  test('the command line says so, and its exit code with it', async () => {
    await product.settled();
    expect(await machine.cli('verify')).toMatchObject({ code: 0, said: expect.stringContaining('0 findings') });
    // A note that nobody can check without the key is not believed: that is said, and in the exit code.
    const note = { streamId: id, seq: 1, digest: hashOf(product.mine.tenantId, eventAt(1)), mac: 'x'.repeat(64) };
    await store.unit(product.mine, (u) => u.insert(sealedEvent, [note]));
    try {
      const outside = await machine.cli('verify', '--without-key');
      expect(outside).toMatchObject({ code: 3, said: expect.stringContaining('not proven: 1 notes') });
      expect((await machine.cli('verify')).code).toBe(1);
    } finally {
      await store.unit(product.mine, (u) => u.remove(sealedEvent, { streamId: id, seq: 1 }));
    }
    expect(await machine.cli('verify', '--without-key')).toMatchObject({ code: 0 });
    await store.unit(scope(), (u) => u.change(ticket, { id }, { title: '改过' }));
    const { code, said } = await machine.cli('verify', '--org', ORG);
    expect([code, said]).toEqual([1, expect.stringContaining(`${id} - ticket.title is not what the timeline says`)]);
    expect((await machine.cli('verify', '--org', 'nowhere')).code).toBe(2);
    expect(outcome(await product.as('dispatch')('ticket.get', { ticketId: id }))).toBe(200);
  });
});
