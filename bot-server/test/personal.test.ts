// Telephone numbers at rest: whoever takes the database's files away without the key reads none, however they came in; whoever may
// read them still does, and finds people by them.
import { setTimeout as sleep } from 'node:timers/promises';
import { tenantOf } from '../src/core/scope';
import { sceneOf } from '../src/features/notice/present';
import { makeTemplates } from '../src/lookups/templates';
import { loadTicket } from '../src/lookups/tickets';
import { ticket as ticketTable } from '../src/store/tables/ticket';
import { vault as vaultTable } from '../src/store/tables/vault';
import { makeVault } from '../src/store/vault';
import { bytesOf, isIn } from './support/bytes';
import { eachDatabase } from './support/databases';
import { ORG, outcome, type Reply, reported, startProduct, type TestProduct, ticketIn } from './support/product';
import { TEST_KEY } from './support/server';

const MINUTE = 60_000;
const OTHER_KEY = 'another key for tests, of thirty-two characters';
/** Every one of them comes in by another way. */
const NUMBERS = {
  member: '13911110001',
  changed: '13911110002',
  ticket: '13911110003',
  guest: '13911110004',
  held: '13911110005',
} as const;
/** What is written as words is not looked for: it shows that the search would find a number. */
const PLANTED = '13922220009';

/** As it is shown to everybody. */
const masked = (number: string) => `${number.slice(0, 3)}****${number.slice(-4)}`;

eachDatabase((_name, open, database) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open(), { work: true });
  });
  afterAll(async () => {
    await product?.stop();
  });
  const good = (reply: Reply) => {
    expect(outcome(reply)).toBe(200);
    return reply.body;
  };
  const numberOf = async (ticketId: string) =>
    good(await product.as('dispatch')('ticket.phone', { ticketId: ticketId as never, field: 'phone', reason: '回电' }))
      .phone;
  const versionOf = async (id: string) =>
    good(await product.as('admin')('member.get', { id: id as never })).record.version;

  test('whoever may read people sees the mask, is shown the number when asked for, and finds people by it', async () => {
    const admin = product.as('admin');
    const roles = ['resident'];
    const { record } = good(
      await admin('member.create', { login: 'vaulted', name: '金库', phone: NUMBERS.member, roles }),
    );
    expect(record.phone).toBe(masked(NUMBERS.member));
    const change = { phone: NUMBERS.changed };
    expect(good(await admin('member.change', { id: record.id, change })).record.phone).toBe(masked(NUMBERS.changed));
    expect(good(await admin('member.phone', { id: record.id, reason: '核对' })).phone).toBe(NUMBERS.changed);
    const search = async (text: string) =>
      good(await admin('member.list', { text })).items.map(({ login }: { login: string }) => login);
    for (const text of [NUMBERS.changed, `+86${NUMBERS.changed}`, '139-1111-0002', '0002', '金库 0002'])
      expect({ text, found: await search(text) }).toEqual({ text, found: ['vaulted'] });
    for (const text of [NUMBERS.member, '0001', '金库 0003']) expect(await search(text)).toEqual([]);
    const history = good(await admin('record.history', { kind: 'member', id: record.id })).items;
    expect(history[0].data.values.phone).toBe(masked(NUMBERS.member));
    expect(history[1].data.change).toEqual({ phone: masked(NUMBERS.changed) });
  });

  test('the same number again is no change', async () => {
    const admin = product.as('admin');
    const [{ id }] = good(await admin('member.list', { text: 'vaulted' })).items;
    const version = await versionOf(id);
    good(await admin('member.change', { id, change: { phone: NUMBERS.changed } }));
    expect(await versionOf(id)).toBe(version);
  });

  test('a ticket’s number, read by whoever works on it and in the timeline; what is put into a form is never a vault’s id', async () => {
    const { id: ticketId } = await reported(product, { phone: NUMBERS.ticket });
    const dispatch = product.as('dispatch');
    expect(ticketIn(await dispatch('ticket.get', { ticketId })).values.phone).toBe(masked(NUMBERS.ticket));
    expect(await numberOf(ticketId)).toBe(NUMBERS.ticket);
    const told = good(await dispatch('ticket.timeline', { ticketId })).items;
    expect(told[0].data.values.phone).toBe(masked(NUMBERS.ticket));
    const [row] = await product.mine.reader.find(vaultTable, { where: { kind: 'ticket', subject: ticketId } });
    expect(row?.id).toMatch(/^~/);
    const values = {
      title: '冒名',
      description: '冒名',
      category: 'water',
      site: product.mine.room,
      phone: String(row?.id),
    };
    const forged = await product.as('resident1')('ticket.create', {
      templateId: product.mine.template('repair'),
      values,
    });
    expect(forged.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(forged.body)).not.toContain(NUMBERS.ticket);
  });

  test('a guest’s number, at once or after it was held', async () => {
    const label = { org: ORG, kind: 's', code: 'CH-G' } as const;
    const report = async (device: string, title: string, phone: string) => {
      const begun = await product.call('guest.begin', { label, device });
      const page = good(await product.call('guest.page', { label }));
      product.clock.forward(MINUTE);
      const values = { title, priority: 'normal', phone };
      const input = { label, templateId: product.mine.template('public'), values, stamp: page.stamp };
      return good(await product.call('guest.report', input as never, { token: begun.body.token }));
    };
    const sent = await report('a'.repeat(32), '花园东边的灯不亮', NUMBERS.guest);
    expect(sent.outcome).toBe('accepted');
    const front = product.as('dispatch');
    expect(ticketIn(await front('ticket.get', { ticketId: sent.report.id })).values.phone).toBe(masked(NUMBERS.guest));
    expect(await numberOf(sent.report.id)).toBe(NUMBERS.guest);
    const kept = await report('b'.repeat(32), '专业通下水 加微信 abc12345', NUMBERS.held);
    expect(kept.outcome).toBe('held');
    const waiting = good(await product.as('admin')('held.list', {})).items;
    const mine = waiting.find(({ phone }: { phone: string | null }) => phone === masked(NUMBERS.held));
    expect(mine).toBeDefined();
    const file = String((await product.as('admin')('held.export', { format: 'csv' })).body);
    expect(file).toContain(masked(NUMBERS.held));
    expect(file).toContain('专业通下水');
    expect(file).not.toContain(NUMBERS.held);
    const [released] = good(await product.as('admin')('held.release', { ids: [mine.id] })).items;
    expect(released).toMatchObject({ done: true, message: null });
    const found = good(await front('ticket.list', { text: '专业通下水' } as never)).items;
    const ticketId =
      found[0]?.id ?? good(await product.as('admin')('held.list', { state: 'released' })).items[0].ticket.id;
    expect(await numberOf(ticketId)).toBe(NUMBERS.held);
  });

  test('whoever writes the id of a number as words is shown no number, in a list that leaves, on a card, or in a report that was held', async () => {
    const [row] = await product.mine.reader.find(vaultTable, { where: { kind: 'ticket' }, limit: 1 });
    const id = String(row?.id);
    const admin = product.as('admin');
    if (row === undefined) throw new Error('nothing is kept');
    const vault = makeVault(TEST_KEY);
    const number = vault.open(product.mine.tenantId, row);
    expect(Object.values(NUMBERS)).toContain(number);
    good(await admin('member.change', { id: product.mine.member('tech4'), change: { name: id } }));
    const { id: ticketId } = await reported(product, { title: id, description: id, phone: NUMBERS.ticket });
    const templateId = product.mine.template('repair');
    for (const [login, name, input] of [
      ['admin', 'member.export', { format: 'csv' }],
      ['dispatch', 'ticket.export', { format: 'csv', templateId }],
    ] as const) {
      const reply = await product.as(login)(name, input);
      expect({ name, holdsMask: String(reply.body).includes(masked(number)) }).toEqual({ name, holdsMask: true });
      expect({ name, holdsNumber: String(reply.body).includes(number) }).toEqual({ name, holdsNumber: false });
    }
    const { reader } = product.mine;
    const loaded = await loadTicket(reader, makeTemplates(), ticketId);
    if (loaded === null) throw new Error('it is there');
    const scene = await sceneOf({ ...product.store, vault }, reader, loaded);
    expect(scene.ticket.values.title).toBe(id);
    expect(scene.ticket.values.phone).toMatch(/^1[0-9]{10}$/);

    const label = { org: ORG, kind: 's', code: 'CH-G' } as const;
    const { body: begun } = await product.call('guest.begin', { label, device: 'c'.repeat(32) });
    const { stamp } = good(await product.call('guest.page', { label }));
    const values = { title: id, priority: 'normal' };
    const sent = await product.call(
      'guest.report',
      { label, templateId: product.mine.template('public'), values, stamp } as never,
      {
        token: begun.token,
      },
    );
    expect(good(sent).outcome).toBe('held');
    const [waiting] = good(await admin('held.list', {})).items;
    const leaving = String((await admin('held.export', { format: 'csv' })).body);
    expect([leaving.includes(masked(number)), leaving.includes(number)]).toEqual([true, false]);
    good(await admin('held.release', { ids: [waiting.id] }));
    const titles = await reader.find(ticketTable, { where: {}, columns: ['title'] });
    expect(titles.filter(({ title }) => title === id)).toHaveLength(2);
    expect(titles.filter(({ title }) => title === number)).toEqual([]);
  });

  test('no number stands in the database’s files; one that is planted is found', async () => {
    const { id: ticketId } = await reported(product);
    ticketIn(await product.as('dispatch')('ticket.comment', { ticketId, text: `植入 ${PLANTED}` }));
    await product.settled();
    let files = await bytesOf(database.config());
    // What is in memory comes to the disk by and by.
    while (!isIn(files, PLANTED)) {
      await sleep(200);
      files = await bytesOf(database.config());
    }
    for (const [way, number] of Object.entries(NUMBERS))
      expect({ way, found: isIn(files, number) }).toEqual({ way, found: false });
    expect(await product.findings()).toEqual([]);
  });

  test('a value opens under its own key, in its own row, and unchanged; nowhere else', async () => {
    const [row] = await product.mine.reader.find(vaultTable, { where: { kind: 'member' }, limit: 1 });
    if (row === undefined) throw new Error('nothing is kept');
    const { tenantId } = product.mine;
    expect(() => makeVault(OTHER_KEY).open(tenantId, row)).toThrow('which is not here');
    const vault = makeVault(OTHER_KEY);
    const mine = vault.close(tenantId, { kind: 'member', subject: 'x' }, NUMBERS.member, 1_795_000_000_000);
    expect(vault.open(tenantId, mine)).toBe(NUMBERS.member);
    expect(() => vault.open(tenantOf('t'.repeat(20)), mine)).toThrow();
    expect(() => vault.open(tenantId, { ...mine, id: row.id })).toThrow();
    expect(() => vault.open(tenantId, { ...mine, kind: 'ticket' })).toThrow();
    expect(() => vault.open(tenantId, { ...mine, subject: 'y' })).toThrow();
    expect(() =>
      vault.open(tenantId, {
        ...mine,
        body: `A${mine.body.slice(1)}` === mine.body ? `B${mine.body.slice(1)}` : `A${mine.body.slice(1)}`,
      }),
    ).toThrow();
  });
});
