// An older database, with numbers as they were written: sealed while it is in use, broken off and called again, and nothing is lost.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { bytesOf, isIn } from '../../test/support/bytes';
import { eachDatabase } from '../../test/support/databases';
import { ORG, outcome, type Reply, report, startProduct, type TestProduct, ticketIn } from '../../test/support/product';
import { TEST_KEY } from '../../test/support/server';
import { hashOf } from '../core/chain';
import { makeExecute } from '../core/execute';
import { newId } from '../core/ids';
import { makeMarks } from '../core/marks';
import { systemScope } from '../core/scope';
import { recordAggregate } from '../features/record/aggregate';
import { ticketAggregate } from '../features/ticket/aggregate';
import { makeNumbers } from '../features/ticket/numbers';
import { makeTemplates } from '../lookups/templates';
import { publish } from '../outbox/publish';
import { compact } from '../store/compact';
import { openDump } from '../store/dump';
import { rotate } from '../store/rotate';
import { event } from '../store/tables/event';
import { guest } from '../store/tables/guest';
import { held } from '../store/tables/held';
import { member } from '../store/tables/member';
import { sealedEvent } from '../store/tables/sealedEvent';
import { ticket } from '../store/tables/ticket';
import { vault as vaultTable } from '../store/tables/vault';
import type { Store, Unit } from '../store/unit';
import { makeVault } from '../store/vault';
import { verifyTenant } from '../verify/verify';
import { signNotes } from './notes';
import { CLEARED, sealClear } from './seal';

const NUMBERS = {
  member: '13977710001',
  changed: '13977710002',
  ticket: '13977710003',
  worked: '13977710004',
  held: '13977710005',
} as const;
const MINUTE = 60_000;
/** More than a search finds. */
const MANY = 520;

eachDatabase((kind, open, database) => {
  let store: Store;
  let product: TestProduct;
  const vault = makeVault(TEST_KEY);
  const ids = {} as { person: MemberId; ticket: TicketId; worked: TicketId; held: string };

  beforeAll(async () => {
    store = await open();
    product = await startProduct(store);
    await asBefore();
  });
  afterAll(() => product?.stop());

  const good = (reply: Reply) => {
    expect(outcome(reply)).toBe(200);
    return reply.body;
  };
  const inMine = <T>(work: (u: Unit) => Promise<T>) => store.unit(product.mine, work);
  const findings = async (keyed = true) => {
    const wrong = await verifyTenant(keyed ? { ...store, vault } : store, product.mine.tenantId);
    return wrong.findings;
  };

  /** What a server wrote that had no vault. */
  async function asBefore(): Promise<void> {
    const { mine, clock } = product;
    const execute = makeExecute({ ...{ store, clock, marks: makeMarks(TEST_KEY), publish }, poke: () => {} });
    const scope = systemScope(mine.tenantId);
    const person = newId<'member'>(clock.now());
    const values = { login: 'before', name: '从前', phone: NUMBERS.member, departmentId: null, roles: ['resident'] };
    const record = { scope, key: null, id: person };
    await execute(recordAggregate('member'), {
      ...record,
      fresh: true,
      command: { verb: 'create', id: person, values },
    });
    for (const phone of [NUMBERS.changed, NUMBERS.member, NUMBERS.changed]) {
      const command = { verb: 'change', id: person, values: { phone } } as const;
      await execute(recordAggregate('member'), { ...record, command });
    }
    const numbers = makeNumbers(store, clock, 'before');
    const actor = {
      kind: 'member',
      id: mine.member('resident1'),
      roles: ['resident'],
      grants: ['ticket.create'],
    } as const;
    const reported = async (phone: string): Promise<TicketId> => {
      const id = newId<'ticket'>(clock.now());
      const command = {
        type: 'ticket.create',
        templateId: mine.template('repair'),
        values: report(mine, { phone }),
      } as const;
      const by = { ...scope, actor: { ...actor, roles: [...actor.roles], grants: [...actor.grants] } };
      const aggregate = ticketAggregate(makeTemplates(), await numbers.take(scope));
      const done = await execute(aggregate, { scope: by, key: null, id, fresh: true, command });
      if (!done.ok) throw new Error(JSON.stringify(done.refusal));
      return id;
    };
    Object.assign(ids, { person, ticket: await reported(NUMBERS.ticket), worked: await reported(NUMBERS.worked) });
    const dispatch = product.as('dispatch');
    ticketIn(await dispatch('ticket.assign', { ticketId: ids.worked, memberId: mine.member('tech1') }));
    ticketIn(await product.as('tech1')('ticket.accept', { ticketId: ids.worked }));

    const label = { org: ORG, kind: 's', code: 'CH-G' } as const;
    const begun = await product.call('guest.begin', { label, device: 'e'.repeat(32) });
    const { stamp } = good(await product.call('guest.page', { label }));
    clock.forward(MINUTE);
    const sent = { title: '专业通下水 加微信 abc12345', priority: 'normal', phone: NUMBERS.held };
    const input = { label, templateId: mine.template('public'), values: sent, stamp };
    expect(good(await product.call('guest.report', input as never, { token: begun.body.token })).outcome).toBe('held');
    const [waiting] = await mine.reader.find(held, { where: { title: sent.title } });
    if (waiting === undefined) throw new Error('nothing waits');
    ids.held = waiting.id;
    await inMine(async (u) => {
      await u.change(held, { id: waiting.id }, { values: { ...waiting.values, phone: NUMBERS.held } });
      await u.change(guest, { id: waiting.guestId }, { phone: NUMBERS.held });
      await u.remove(vaultTable, { kind: 'held', subject: waiting.guestId });
    });
  }

  test('it stands there in clear, and the timeline proves itself: the control', async () => {
    await product.settled();
    expect(await findings()).toEqual([]);
    const rows = JSON.stringify([
      await product.mine.reader.find(event, { where: {} }),
      await product.mine.reader.find(held, { where: {} }),
    ]);
    for (const number of Object.values(NUMBERS)) expect(rows).toContain(number);
  });

  test('nobody is answered a number that stands in clear', async () => {
    const answers = [
      await product.as('admin')('member.get', { id: ids.person }),
      await product.as('admin')('member.list', {}),
      await product.as('admin')('record.history', { kind: 'member', id: ids.person }),
      await product.as('dispatch')('ticket.get', { ticketId: ids.ticket }),
      await product.as('dispatch')('ticket.timeline', { ticketId: ids.ticket }),
      await product.as('dispatch')('held.list', {}),
      await product.as('dispatch')('ticket.export', { format: 'csv', templateId: product.mine.template('repair') }),
      await product.as('admin')('member.export', { format: 'csv' }),
    ];
    const said = answers.map(({ body }) => JSON.stringify(body));
    for (const number of Object.values(NUMBERS)) for (const text of said) expect(text).not.toContain(number);
    for (const [at, number] of [
      NUMBERS.changed,
      NUMBERS.changed,
      NUMBERS.member,
      NUMBERS.ticket,
      NUMBERS.ticket,
      NUMBERS.held,
    ].entries())
      expect([at, said[at]?.includes(`139****${number.slice(-4)}`)]).toEqual([at, true]);
    const asked = { ticketId: ids.ticket, field: 'phone', reason: '回电' };
    expect(good(await product.as('dispatch')('ticket.phone', asked)).phone).toBe(NUMBERS.ticket);
  });

  test('broken off after the members and called again; the timeline proves itself throughout, with the key and without', async () => {
    const broken = sealClear(store, vault, {
      onPage: (_looked, { rows }) => {
        if (rows > 0) throw new Error('broken off');
      },
    });
    await expect(broken).rejects.toThrow('broken off');
    const phoneOf = async (id: MemberId) => (await product.mine.reader.one(member, { id }))?.phone;
    expect(await phoneOf(ids.person)).toMatch(/^~/);
    expect((await product.mine.reader.one(ticket, { id: ids.ticket }))?.values.phone).toBe(NUMBERS.ticket);
    for (const keyed of [true, false]) expect(await findings(keyed)).toEqual([]);

    const done = await sealClear(store, vault);
    expect(done.rows).toBeGreaterThanOrEqual(4);
    for (const keyed of [true, false]) expect(await findings(keyed)).toEqual([]);
    expect(await sealClear(store, vault)).toEqual({ rows: 0, events: 0 });
    // What it says is what it said: the same number has the same place wherever the timeline tells it.
    const told = await product.mine.reader.find(event, { where: { streamId: ids.person }, order: [['seq', 'asc']] });
    const places = told.map(({ data }) => data as { values?: { phone?: string }; change?: { phone?: string } });
    const [first, ...changes] = places.map(({ values, change }) => values?.phone ?? change?.phone);
    expect(changes).toEqual([changes[0], first, changes[0]]);
    expect(await phoneOf(ids.person)).toBe(changes[0]);
  });

  test('every number opens for whoever may call, and people are found by theirs', async () => {
    const dispatch = product.as('dispatch');
    for (const [ticketId, number] of [
      [ids.ticket, NUMBERS.ticket],
      [ids.worked, NUMBERS.worked],
    ] as const)
      expect(good(await dispatch('ticket.phone', { ticketId, field: 'phone', reason: '回电' })).phone).toBe(number);
    expect(good(await dispatch('member.phone', { id: ids.person, reason: '核对' })).phone).toBe(NUMBERS.changed);
    expect(good(await dispatch('held.phone', { id: ids.held as never, reason: '回电' })).phone).toBe(NUMBERS.held);
    const [waiting] = await product.mine.reader.find(held, { where: { id: ids.held } });
    const [who] = await product.mine.reader.find(guest, { where: { id: waiting?.guestId as never } });
    expect(who?.phone).toBe(waiting?.values.phone);
    const found = good(await product.as('admin')('member.list', { text: NUMBERS.changed })).items;
    expect(found.map(({ login }: { login: string }) => login)).toEqual(['before']);
    // The ticket goes on.
    ticketIn(await dispatch('ticket.comment', { ticketId: ids.worked, text: '继续' }));
    await product.settled();
    expect(await findings()).toEqual([]);
  });

  test('a command that had loaded a row before writes it back as it was: called again, it says what its timeline says', async () => {
    const { reader } = product.mine;
    const [was] = await reader.find(ticket, { where: { id: ids.ticket } });
    if (was === undefined) throw new Error('no ticket');
    const events = await reader.count(sealedEvent, {}, 1000);
    await inMine((u) => u.change(ticket, { id: ids.ticket }, { values: { ...was.values, phone: NUMBERS.ticket } }));
    expect(await findings()).not.toEqual([]);
    expect(await sealClear(store, vault)).toEqual({ rows: 1, events: 0 });
    expect((await reader.find(ticket, { where: { id: ids.ticket } }))[0]?.values).toEqual(was.values);
    expect(await reader.count(sealedEvent, {}, 1000)).toBe(events);
    expect(await findings()).toEqual([]);
  });

  test('a guest’s own number is found among very many who left the same one', async () => {
    const { reader, tenantId } = product.mine;
    const [waiting] = await reader.find(held, { where: { id: ids.held } });
    if (waiting === undefined) throw new Error('nothing waits');
    const others = Array.from({ length: MANY }, (_, at) =>
      vault.close(tenantId, { kind: 'held', subject: String(at).padStart(20, '0') }, NUMBERS.held, 1),
    );
    await inMine(async (u) => {
      await u.insert(vaultTable, others);
      await u.change(guest, { id: waiting.guestId }, { phone: NUMBERS.held });
    });
    expect(await sealClear(store, vault)).toEqual({ rows: 1, events: 0 });
    expect((await reader.one(guest, { id: waiting.guestId }))?.phone).toBe(waiting.values.phone);
    await inMine((u) => u.remove(vaultTable, { id: { in: others.map(({ id }) => id) } }));
    expect(await findings()).toEqual([]);
  });

  if (kind === 'mysql')
    test('a table that cannot be written anew is no success', async () => {
      const missing = { ...ticket, name: 'no_such_table' };
      await expect(compact(database.config(), [missing])).rejects.toThrow('no_such_table');
    });

  test('once the tables are written anew, no number stands in their files or in what is taken out of them', async () => {
    // The server beside us reads; it holds nothing open.
    expect(await compact(database.config(), CLEARED)).toBe(true);
    const dump = await openDump(database.config());
    const texts: string[] = [];
    for (const table of dump.tables) for await (const row of dump.rows(table)) texts.push(JSON.stringify(row));
    await dump.close();
    const files = await bytesOf(database.config(), 'tables');
    const text = texts.join('\n');
    for (const [name, number] of Object.entries(NUMBERS))
      expect([name, text.includes(number), isIn(files, number)]).toEqual([name, false, false]);
  });

  test('whatever is changed in a sealed event, or in its note, is found', async () => {
    const { reader } = product.mine;
    const [note] = await reader.find(sealedEvent, { where: { streamId: ids.ticket } });
    const [told] = await reader.find(event, { where: { streamId: ids.ticket, seq: note?.seq ?? 0 } });
    if (note === undefined || told === undefined) throw new Error('nothing was sealed');
    const { streamId, seq } = note;
    const other = `x${note.digest.slice(1)}`;
    const data = { ...(told.data as object), title: '别的' };
    const both = hashOf(product.mine.tenantId, { ...told, data });
    // Of an event that never told a number, with the id of nothing in it.
    const [plain] = await reader.find(event, { where: { streamId: ids.worked, type: 'ticket.accepted' } });
    if (plain === undefined) throw new Error('nobody accepted');
    const { hash: _h, feedNo: _n, ...known } = plain;
    const forged = { ...(plain.data as object), x: `~${'0'.repeat(19)}` };
    const where = { streamId: plain.streamId, seq: plain.seq };
    const noted = { ...where, digest: hashOf(product.mine.tenantId, { ...known, data: forged }) };
    const forging = (mac: string | null) => async (u: Unit) => {
      await u.change(event, where, { data: forged });
      await u.insert(sealedEvent, [{ ...noted, mac }]);
    };
    const asItWas = async (u: Unit) => {
      await u.change(event, where, { data: plain.data });
      await u.remove(sealedEvent, where);
    };
    const signedAgain = (u: Unit) => u.change(sealedEvent, { streamId, seq }, { mac: note.mac });
    const another = makeVault('not a key of this product, of enough characters');
    const faults: readonly (readonly [string, (u: Unit) => Promise<unknown>, (u: Unit) => Promise<unknown>])[] = [
      [
        'the digest',
        (u) => u.change(sealedEvent, { streamId, seq }, { digest: other }),
        (u) => u.change(sealedEvent, { streamId, seq }, { digest: note.digest }),
      ],
      ['no note', (u) => u.remove(sealedEvent, { streamId, seq }), (u) => u.insert(sealedEvent, [note])],
      [
        'of another event',
        async (u) => {
          await u.remove(sealedEvent, { streamId, seq });
          await u.insert(sealedEvent, [{ ...note, seq: seq + 1 }]);
        },
        async (u) => {
          await u.remove(sealedEvent, { streamId, seq: seq + 1 });
          await u.insert(sealedEvent, [note]);
        },
      ],
      ['no signature', (u) => u.change(sealedEvent, { streamId, seq }, { mac: null }), signedAgain],
      ['forged, without a signature', forging(null), asItWas],
      ['forged, with that of another note', forging(note.mac), asItWas],
      ['forged, signed with another key', forging(another.sign(product.mine.tenantId, noted)), asItWas],
      [
        'of nothing',
        (u) => u.insert(sealedEvent, [{ ...note, streamId: 'x'.repeat(20) }]),
        (u) => u.remove(sealedEvent, { streamId: 'x'.repeat(20) }),
      ],
      [
        'what it says',
        (u) => u.change(event, { streamId, seq }, { data }),
        (u) => u.change(event, { streamId, seq }, { data: told.data }),
      ],
      // Whoever has the database writes a note that fits; whoever has the key sees that it never said so.
      [
        'what it says, with a note that fits',
        async (u) => {
          await u.change(event, { streamId, seq }, { data });
          await u.change(sealedEvent, { streamId, seq }, { digest: both });
        },
        async (u) => {
          await u.change(event, { streamId, seq }, { data: told.data });
          await u.change(sealedEvent, { streamId, seq }, { digest: note.digest });
        },
      ],
    ];
    for (const [what, change, back] of faults) {
      await inMine(change);
      const found = await findings();
      await inMine(back);
      expect([what, found.length > 0]).toEqual([what, true]);
    }
    expect(await findings()).toEqual([]);
  });

  test('a note of an earlier version is signed where it is true, and only there; without the key, none is believed', async () => {
    const { reader } = product.mine;
    const inOrder = {
      where: {},
      order: [
        ['streamId', 'asc'],
        ['seq', 'asc'],
      ],
    } as const;
    const notes = await reader.find(sealedEvent, inOrder);
    const whole = await verifyTenant({ ...store, vault }, product.mine.tenantId);
    expect([whole.findings, whole.unproven]).toEqual([[], 0]);
    // Nobody there has the key: what it cannot check it says, and how much of it.
    const outside = await verifyTenant(store, product.mine.tenantId);
    expect([outside.findings, outside.unproven]).toEqual([[], notes.length]);

    await inMine(async (u) => {
      for (const { streamId, seq } of notes) await u.change(sealedEvent, { streamId, seq }, { mac: null });
    });
    expect(await findings()).not.toEqual([]);
    // One that says of its event what that never said: with a digest that fits what stands there now.
    const [note] = notes.filter(({ streamId }) => streamId === ids.ticket);
    if (note === undefined) throw new Error('nothing was sealed');
    const { streamId, seq } = note;
    const told = await reader.one(event, { streamId, seq });
    if (told === undefined) throw new Error('no event');
    const { hash: _h, feedNo: _n, ...said } = told;
    const data = { ...(told.data as object), title: '别的' };
    await inMine(async (u) => {
      await u.change(event, { streamId, seq }, { data });
      await u.change(sealedEvent, { streamId, seq }, { digest: hashOf(product.mine.tenantId, { ...said, data }) });
    });
    expect(await signNotes(store, vault)).toEqual({ signed: notes.length - 1, unproven: 1 });
    expect(new Set((await findings()).map((one) => one.streamId))).toEqual(new Set([streamId]));
    await inMine(async (u) => {
      await u.change(event, { streamId, seq }, { data: told.data });
      await u.change(sealedEvent, { streamId, seq }, { digest: note.digest });
    });
    expect(await signNotes(store, vault)).toEqual({ signed: 1, unproven: 0 });
    expect(await signNotes(store, vault)).toEqual({ signed: 0, unproven: 0 });
    expect(await reader.find(sealedEvent, inOrder)).toEqual(notes);
    expect(await findings()).toEqual([]);
  });

  test('under another key the notes hold as before; one that was forged is not signed along with them', async () => {
    const { reader } = product.mine;
    const next = 'the key to come, for tests, of enough characters';
    const [note] = await reader.find(sealedEvent, { where: { streamId: ids.worked } });
    if (note === undefined) throw new Error('nothing was sealed');
    const { streamId, seq, mac } = note;
    const forged = { streamId, seq: seq + 100, digest: note.digest, mac };
    await inMine((u) => u.insert(sealedEvent, [forged]));
    expect((await rotate(store, makeVault(next, TEST_KEY))).left).toBe(1);
    expect((await reader.one(sealedEvent, { streamId, seq: seq + 100 }))?.mac).toBe(mac);
    await inMine((u) => u.remove(sealedEvent, { streamId, seq: seq + 100 }));
    expect((await verifyTenant({ ...store, vault: makeVault(next) }, product.mine.tenantId)).findings).toEqual([]);
    expect(await findings()).not.toEqual([]);
    expect((await rotate(store, makeVault(TEST_KEY, next))).left).toBe(0);
    expect(await findings()).toEqual([]);
  });
});
