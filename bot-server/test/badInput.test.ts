// Whatever is sent to an endpoint: it is refused with a reason, or carried out whole. Never a fault, never half of it.
import { ENDPOINTS, type EndpointName } from '@paidan/shared/contract/index';
import { LIMITS } from '@paidan/shared/limits';
import { TICKET_COMMANDS } from '@paidan/shared/model/command';
import { PUBLIC_AREA } from '../src/sample/templates';
import { event } from '../src/store/tables/event';
import { numberBlock } from '../src/store/tables/numberBlock';
import { ticket } from '../src/store/tables/ticket';
import { eachDatabase } from './support/databases';
import { cursor, type GoodOnes, makeGood } from './support/good';
import { mutations } from './support/mutate';
import { outcome, type Reply, report, reported, startProduct, type TestProduct, ticketIn } from './support/product';
import { rowsOf } from './support/rows';

eachDatabase((_, open) => {
  let product: TestProduct;
  let good: GoodOnes;

  beforeAll(async () => {
    product = await startProduct(await open());
    good = await makeGood(product);
  });
  afterAll(() => product?.stop());

  /** All rows of the organization. Numbers are taken in blocks, whatever comes of a report. */
  async function everything(): Promise<string> {
    return JSON.stringify(await rowsOf(product.mine.reader, [numberBlock.name]));
  }

  const send = (name: EndpointName, as: string, input: unknown): Promise<Reply> => product.as(as)(name, input as never);

  test.each(ENDPOINTS.filter((name) => !/import$|upload$/.test(name)))('%s', async (name) => {
    const { as, input } = good[name];
    const refused: unknown[] = [];
    for (const { what, input: bad } of mutations(input)) {
      const reply = await send(name, as, bad);
      expect({ what, fault: reply.status >= 500 ? reply.status : null }).toEqual({ what, fault: null });
      if (reply.status === 200) continue;
      refused.push(bad);
      expect({ what, body: reply.body }).toMatchObject({ body: { error: { message: expect.stringMatching(/./) } } });
    }
    expect(refused.length).toBeGreaterThan(4);
    // What is refused is refused again, and leaves no trace.
    const before = await everything();
    for (const bad of refused.filter((_one, at) => at % 3 === 0)) {
      expect(outcome(await send(name, as, bad))).not.toBe(200);
    }
    expect((await everything()) === before).toBe(true);
  });

  test.each([
    ['ticket.list', 'newest'],
    ['ticket.list', 'due'],
    ['ticket.list', 'updated'],
    ['work.list', undefined],
    ['template.list', undefined],
    ['member.list', undefined],
    ['department.list', undefined],
    ['role.list', undefined],
    ['site.list', undefined],
    ['asset.list', undefined],
  ] as const)('%s by %s: a forged cursor is refused, or leads to an ordinary page', async (name, order) => {
    const strange = [
      'x'.repeat(200),
      'a\0',
      '\ud83d',
      '',
      1.5,
      -1,
      2 ** 53,
      1e308,
      null,
      true,
      {},
      [],
      '00000000000000000000',
      7,
    ];
    const forged = [
      ...strange.map((one) => cursor(one)),
      ...strange.map((one) => cursor([one])),
      ...strange.flatMap((one) => [cursor([one, '00000000000000000000']), cursor([7, one]), cursor(['a', one])]),
      ...strange.flatMap((one) => [
        cursor([one, 'a', 1]),
        cursor([7, one, 1]),
        cursor([7, '00000000000000000000', one]),
      ]),
      '-',
      '!!!',
      'null',
      cursor([]),
    ];
    for (const each of forged) {
      const reply = await send(name, 'admin', { cursor: each, ...(order !== undefined && { order }) });
      const shown = Buffer.from(each, 'base64url').toString();
      expect({ shown, status: [200, 400].includes(reply.status) ? null : reply.status }).toEqual({
        shown,
        status: null,
      });
    }
  });

  describe('text comes back as it was given', () => {
    const TEXTS = {
      'ten thousand letters': '长'.repeat(LIMITS.longText),
      'pictures of four bytes': '😀'.repeat(LIMITS.longText / 2),
      'families, flags and skin': '👨‍👩‍👧‍👦🇨🇳👍🏽'.repeat(50),
      'from right to left': 'שלום مرحبا \u202eabc\u202c',
      'several lines, with tabs': '一\n二\r\n三\t四',
      'what looks like a command': "'; drop table ticket; -- <script>alert(1)</script> $1 {{x}} %00 \\0 \\u0000",
      'marks that combine': 'e\u0301 é n\u0303 ｱﾞ',
      'zero width': 'a\u200bb\ufeffc',
      'what looks like the place of a sealed number': '~0123456789abcdefghj',
    };
    test.each(Object.entries(TEXTS))('%s', async (_name, text) => {
      const { id: ticketId } = await reported(product, { description: text });
      const back = ticketIn(await product.as('resident1')('ticket.get', { ticketId }));
      expect(back.values.description).toBe(text);
      ticketIn(await product.as('resident1')('ticket.comment', { ticketId, text }));
      const { body } = await product.as('resident1')('ticket.timeline', { ticketId });
      expect(body.items.at(-1).data.text).toBe(text);
      const [row] = await product.mine.reader.find(event, { where: { streamId: ticketId, seq: 3 } });
      expect(row?.data).toMatchObject({ text });
    });

    test('up to the last character that a name may have', async () => {
      const name = '😀'.repeat(LIMITS.name / 2);
      const made = await product.as('admin')('department.create', { name });
      expect(made.body.record.name).toBe(name);
      expect(outcome(await product.as('admin')('department.create', { name: `${name}a` }))).toBe('400 invalid');
      const title = '😀'.repeat(LIMITS.title / 2);
      const { id: ticketId } = await reported(product, { title });
      expect(ticketIn(await product.as('resident1')('ticket.get', { ticketId })).title).toBe(title);
    });

    test('one too many is refused, never cut', async () => {
      const { mine } = product;
      const values = report(mine, { title: '长'.repeat(LIMITS.title + 1) });
      const reply = await product.as('resident1')('ticket.create', { templateId: mine.template('repair'), values });
      expect([outcome(reply), reply.body.error.data.fields]).toEqual([
        '422 form',
        [{ key: 'title', problem: 'tooLong', limit: LIMITS.title }],
      ]);
    });
  });

  describe('too late', () => {
    const inputs: Partial<Record<EndpointName, () => object>> = {
      'ticket.assign': () => ({ memberId: product.mine.member('tech1') }),
      'ticket.transfer': () => ({ memberId: product.mine.member('tech2'), reason: '换人' }),
      'ticket.arrive': () => ({ position: product.mine.inside }),
      'ticket.log': () => ({ text: '记录' }),
      'ticket.complete': () => ({ values: {} }),
      'ticket.confirm': () => ({ values: {} }),
      'ticket.reject': () => ({ reason: '不行' }),
      'ticket.rate': () => ({ values: { rating: { stars: 5 } } }),
      'ticket.cancel': () => ({ reason: '误报' }),
      'ticket.comment': () => ({ text: '你好' }),
    };
    const commands = TICKET_COMMANDS.filter((name) => name !== 'ticket.create');
    const everyone = ['resident1', 'dispatch', 'tech1', 'admin'];

    test.each(commands)('%s on a ticket that has ended', async (name) => {
      const { id: ticketId } = await reported(product);
      ticketIn(await product.as('dispatch')('ticket.assign', { ticketId, memberId: product.mine.member('tech1') }));
      const cancelled = ticketIn(await product.as('dispatch')('ticket.cancel', { ticketId, reason: '误报' }));
      for (const login of everyone) {
        const reply = await send(name, login, { ticketId, ...inputs[name]?.() });
        expect([login, outcome(reply)]).toEqual([login, '409 ended']);
      }
      const row = await product.mine.reader.one(ticket, { id: ticketId });
      expect(row?.version).toBe(cancelled.version);
    });

    test.each(commands)('%s by somebody who saw an older ticket', async (name) => {
      const { id: ticketId } = await reported(product);
      const replies = await Promise.all(
        everyone.map((login) => send(name, login, { ticketId, version: 1, ...inputs[name]?.() })),
      );
      expect(replies.map(outcome)).not.toContain(200);
      if (['ticket.offer', 'ticket.assign', 'ticket.urge', 'ticket.cancel', 'ticket.comment'].includes(name)) {
        const stale = replies.find((reply) => outcome(reply) === '409 stale');
        expect(stale?.body.error.data).toEqual({ version: 2 });
      }
      const row = await product.mine.reader.one(ticket, { id: ticketId });
      expect(row?.version).toBe(2);
    });
  });

  describe('the same key', () => {
    let another: string;
    beforeAll(async () => {
      another = (await reported(product)).id;
    });

    test('twenty times at once: one ticket, and the same answer', async () => {
      const { mine } = product;
      const before = await mine.reader.count(ticket, {}, 10_000);
      const input = { templateId: mine.template('repair'), values: report(mine, { title: '二十次' }) };
      const replies = await Promise.all(
        Array.from({ length: 20 }, () => product.as('resident1')('ticket.create', input, { key: 'twenty' })),
      );
      expect(replies.map(outcome)).toEqual(Array(20).fill(200));
      expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await mine.reader.count(ticket, {}, 10_000)).toBe(before + 1);
    });

    const at = (name: EndpointName, as: string, input: () => object, other: () => object) =>
      [name, as, input, other] as const;
    test.each([
      at(
        'ticket.create',
        'resident1',
        () => ({ templateId: product.mine.template('repair'), values: report(product.mine) }),
        () => ({ templateId: product.mine.template('public'), values: {} }),
      ),
      at(
        'ticket.comment',
        'resident1',
        () => ({ ticketId: another, text: '一' }),
        () => ({ ticketId: another, text: '二' }),
      ),
      at(
        'ticket.urge',
        'resident1',
        () => ({ ticketId: another }),
        () => ({ ticketId: product.mine.room }),
      ),
      at(
        'department.create',
        'admin',
        () => ({ name: '一' }),
        () => ({ name: '二' }),
      ),
      at(
        'role.create',
        'admin',
        () => ({ code: 'once', name: { zh: '一', en: 'One' }, grants: [] }),
        () => ({ code: 'once', name: { zh: '二', en: 'Two' }, grants: [] }),
      ),
      at(
        'member.create',
        'admin',
        () => ({ login: 'once', name: '一', roles: [] }),
        () => ({ login: 'twice', name: '一', roles: [] }),
      ),
      at(
        'site.create',
        'admin',
        () => ({ code: 'ONCE', name: '一', kind: 'room' }),
        () => ({ code: 'ONCE', name: '二', kind: 'room' }),
      ),
      at(
        'asset.create',
        'admin',
        () => ({ code: 'ONCE', name: '一' }),
        () => ({ code: 'TWICE', name: '一' }),
      ),
      at(
        'site.change',
        'admin',
        () => ({ id: product.mine.room, change: { radius: 77 } }),
        () => ({ id: product.mine.room, change: { radius: 78 } }),
      ),
      at(
        'template.create',
        'admin',
        () => ({ code: 'once', body: PUBLIC_AREA }),
        () => ({ code: 'twice', body: PUBLIC_AREA }),
      ),
      at(
        'template.publish',
        'admin',
        () => ({ templateId: product.mine.template('complaint'), body: PUBLIC_AREA }),
        () => ({ templateId: product.mine.template('repair'), body: PUBLIC_AREA }),
      ),
    ])('%s: done once, however often it is said; another content is refused', async (name, as, input, other) => {
      const key = `key-${name}`;
      const call = (body: object) => product.as(as)(name, body as never, { key });
      const replies = await Promise.all([call(input()), call(input()), call(input()), call(input())]);
      expect(replies.map(outcome)).toEqual([200, 200, 200, 200]);
      const before = await everything();
      expect(JSON.stringify((await call(input())).body)).toBe(JSON.stringify(replies[0]?.body));
      expect(outcome(await call(other()))).toBe('409 key_reused');
      expect((await everything()) === before).toBe(true);
    });

    test('another person’s key is another key', async () => {
      const { mine } = product;
      const input = { templateId: mine.template('repair'), values: report(mine) };
      const [a, b] = await Promise.all(
        ['resident1', 'resident2'].map((login) => product.as(login)('ticket.create', input, { key: 'shared' })),
      );
      expect(ticketIn(a as Reply).id).not.toBe(ticketIn(b as Reply).id);
    });
  });

  test('both timelines still prove themselves', async () => expect(await product.findings()).toEqual([]));
});
