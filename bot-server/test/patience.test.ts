// A database that is slow: each statement takes less than is too long, all of them together take more. Whatever is asked, by any
// endpoint, has an answer within three seconds. Time is the database's alone here: it goes on with each statement.
import { contract, type EndpointName } from '@paidan/shared/contract/index';
import { SqliteDatabase } from '../src/store/driver';
import { REQUEST_PATIENCE } from '../src/store/patience';
import { commandKey } from '../src/store/tables/commandKey';
import { ticket } from '../src/store/tables/ticket';
import { onlyOn } from './support/databases';
import { type GoodOnes, makeGood } from './support/good';
import { type Reply, report, startProduct, type TestProduct } from './support/product';

/** Milliseconds of each statement: two are no trouble. */
const EACH = 900;
const mockTime = { now: 0, each: 0 };
jest.mock('../src/store/patience', () => {
  const real = jest.requireActual('../src/store/patience');
  return { ...real, makePatience: (most?: number) => real.makePatience(most, () => mockTime.now) };
});

/**
 * Larger than one request (a place with all that is below it), taken back whole or going on where it broke off; asking a platform, for a
 * token that is fetched for all; or ending what the others ask with.
 */
const OTHERWISE: Partial<Record<EndpointName, true>> = {
  'member.erasing': true,
  'member.erase': true,
  'reporter.erase': true,
  'handover.move': true,
  'account.sync': true,
  'label.codes': true,
  'site.change': true,
  'session.end': true,
};

onlyOn('sqlite', (open) => {
  let product: TestProduct;
  let good: GoodOnes;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    for (const way of ['all', 'run'] as const) {
      const quick = SqliteDatabase.prototype[way] as (sql: string, params: readonly never[]) => never;
      jest.spyOn(SqliteDatabase.prototype, way).mockImplementation(function (this: SqliteDatabase, ...asked) {
        mockTime.now += mockTime.each;
        return quick.apply(this, asked as never);
      });
    }
    product = await startProduct(await open(), { patienceOf: undefined });
    good = await makeGood(product);
    for (const { as } of Object.values(good)) if (!tokens.has(as)) tokens.set(as, await product.tokenFor(as));
  });
  afterEach(() => {
    mockTime.each = 0;
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await product?.stop();
  });

  async function slowly(work: () => Promise<Reply>): Promise<{ readonly took: number; readonly reply: Reply }> {
    mockTime.each = EACH;
    const begun = mockTime.now;
    const reply = await work();
    mockTime.each = 0;
    return { took: mockTime.now - begun, reply };
  }

  test('every endpoint answers in time: done, refused, or told to come again', async () => {
    const late: unknown[] = [];
    const busy = new Set<string>();
    for (const [endpoint, { as, input }] of Object.entries(good) as [EndpointName, GoodOnes[EndpointName]][]) {
      if (endpoint in OTHERWISE || contract[endpoint].download !== undefined) continue;
      const token = tokens.get(as) ?? '';
      const send = contract[endpoint].auth === 'none' ? {} : { token };
      const { took, reply } = await slowly(() => product.call(endpoint, input as never, send));
      // The statement that outlasts it is cut where it can be, which SQLite cannot.
      if (took > REQUEST_PATIENCE + EACH) late.push([endpoint, took, reply.status]);
      if (reply.status === 503) busy.add(endpoint);
      else if (reply.status >= 500) late.push([endpoint, reply.status, reply.body]);
    }
    expect(late).toEqual([]);
    for (const some of ['ticket.create', 'ticket.offer', 'guest.begin', 'session.create']) expect(busy).toContain(some);
  });

  test('what was not answered in time is not half done, and is done once when it comes again; the control: with patience it is done at once, and late', async () => {
    const input = { templateId: product.mine.template('repair'), values: report(product.mine, { title: '很慢' }) };
    const send = { token: tokens.get('resident1') ?? '', headers: { 'Idempotency-Key': 'slow-1' } };
    const count = () => product.mine.reader.count(ticket, { title: '很慢' }, 9);
    const { reply } = await slowly(() => product.call('ticket.create', input, send));
    expect([reply.status, reply.body.error.code, reply.headers.get('retry-after')]).toEqual([503, 'busy', '1']);
    expect([await count(), await product.mine.reader.count(commandKey, { key: 'slow-1' }, 9)]).toEqual([0, 0]);
    const again = await product.call('ticket.create', input, send);
    const more = await product.call('ticket.create', input, send);
    expect([again.status, more.body.ticket.id, await count()]).toEqual([200, again.body.ticket.id, 1]);

    const patient = await startProduct(product.store);
    const { took, reply: done } = await slowly(() => patient.call('ticket.create', input, { token: send.token }));
    expect([done.status, took > 2 * REQUEST_PATIENCE, await count()]).toEqual([200, true, 2]);
    await patient.stop();
  });
});
