// What somebody is just writing down while a person is erased: it comes before the erasing and goes with the rest, or after it. Each of
// the ways in which two connections can meet is brought about on purpose.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import { ok } from '@paidan/shared/kernel/result';
import { createConnection } from 'mysql2/promise';
import type { Execute } from '../src/core/execute';
import { makeExecute } from '../src/core/execute';
import { newId } from '../src/core/ids';
import { makeMarks } from '../src/core/marks';
import { type Scope, systemScope } from '../src/core/scope';
import { eraseHandlers as reporterErase } from '../src/features/guest/erase';
import { eraseHandlers as memberErase } from '../src/features/record/erase';
import { ticketAggregate } from '../src/features/ticket/aggregate';
import { makeNumbers } from '../src/features/ticket/numbers';
import { makeTemplates } from '../src/lookups/templates';
import { publish } from '../src/outbox/publish';
import { vault as vaultTable } from '../src/store/tables/vault';
import type { Store, StoreConfig } from '../src/store/unit';
import { makeVault } from '../src/store/vault';
import { eachDatabase } from './support/databases';
import { outcome, report, startProduct, type TestProduct } from './support/product';
import { TEST_KEY } from './support/server';

const REASON = '本人申请';
/** InnoDB looks at its transactions anew only where nobody has asked for a tenth of a second. */
const POLL = 150;

eachDatabase((kind, open, database) => {
  let product: TestProduct;
  let others: Store;
  let numbers: ReturnType<typeof makeNumbers>;
  beforeAll(async () => {
    product = await startProduct(await open());
    others = keyed(await open());
    numbers = makeNumbers(others, product.clock, 'others');
  });
  afterAll(() => product?.stop());

  const keyed = (store: Store): Store => ({ ...store, vault: makeVault(TEST_KEY) });
  const unread = async (number: string) => {
    const rows = await product.mine.reader.find(vaultTable, { where: { erasedAt: null } });
    return rows.filter((row) => makeVault(TEST_KEY).open(product.mine.tenantId, row) === number);
  };
  const make = async (login: string, phone: string): Promise<MemberId> => {
    const values = { login, name: `成员 ${login}`, phone, roles: ['resident'] };
    const reply = await product.as('admin')('member.create', values);
    expect(outcome(reply)).toBe(200);
    return reply.body.record.id;
  };

  /** Another process reports something with this number in it; `written`: before it commits. */
  const reports = async (phone: string, written: () => Promise<void> = async () => {}) => {
    const { mine, clock } = product;
    const execute = makeExecute({ store: others, clock, marks: makeMarks(TEST_KEY), publish, poke: () => {} });
    const scope: Scope = {
      ...systemScope(mine.tenantId),
      channel: 'console',
      actor: { kind: 'member', id: mine.member('front'), roles: ['front'], grants: ['ticket.create'] },
    };
    const { together: _, ...alone } = ticketAggregate(makeTemplates(), await numbers.take(scope));
    const save: typeof alone.save = async (u, change) => {
      await alone.save(u, change);
      await written();
    };
    const command = {
      type: 'ticket.create' as const,
      templateId: mine.template('repair'),
      values: report(mine, { phone }),
    };
    const id = newId<'ticket'>(clock.now()) as TicketId;
    return execute({ ...alone, save }, { scope, key: null, id, fresh: true, command });
  };

  const eraseMember = (id: MemberId, execute: Execute = product.product.execute) =>
    memberErase({ store: keyed(product.store), execute, unbind: async () => ok(null) })['member.erase'](
      { id, reason: REASON, reported: false },
      { scope: systemScope(product.mine.tenantId), key: null } as never,
    );
  const eraseNumber = (phone: string, execute: Execute = product.product.execute) =>
    reporterErase({ store: keyed(product.store), execute, clock: product.clock })['reporter.erase'](
      { phone, reason: REASON },
      { scope: systemScope(product.mine.tenantId), key: null } as never,
    );

  /** Until the work is done, or somebody waits for another's lock. True: somebody waits. */
  const heldUp = async (work: Promise<unknown>): Promise<boolean> => {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    for (;;) {
      if (done) return false;
      if (await isWaiting(database.config())) return true;
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  };
  /** SQLite has one writer: whoever wants to be another waits in line. */
  const isWaiting = async (config: StoreConfig): Promise<boolean> => {
    if (config.kind === 'sqlite') return product.store.load().busy + product.store.load().waiting > 0;
    const connection = await createConnection({ uri: config.url });
    try {
      const [rows] = await connection.query(
        `select 1 from information_schema.innodb_trx t join information_schema.processlist p on p.id = t.trx_mysql_thread_id
         where t.trx_state = 'LOCK WAIT' and p.db = database()`,
      );
      return (rows as readonly unknown[]).length > 0;
    } finally {
      await connection.end();
    }
  };
  const gate = () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  };
  /** Execute, with something that happens when the erasing has looked around, and when it has written. */
  const between = (looked: () => Promise<void>, wrote: () => Promise<void> = async () => {}): Execute => {
    let turn = 0;
    return (aggregate, order) => {
      const verb = (order.command as { verb?: string }).verb;
      if (aggregate.kind !== 'erasure' && verb !== 'erase') return product.product.execute(aggregate, order);
      const save: typeof aggregate.save = async (u, change) => {
        turn += 1;
        if (turn === 1) await looked();
        await aggregate.save(u, change);
        await wrote();
      };
      return product.product.execute({ ...aggregate, save }, order);
    };
  };

  const kinds = [
    ['a member', async (number: string, login: string) => make(login, number), eraseMember],
    ['a number', async (number: string) => number, eraseNumber],
  ] as const;

  describe.each(kinds)('%s', (what, prepare, erase) => {
    const series = what === 'a member' ? '1' : '2';
    const theirs = async (at: number) => {
      const number = `1374444${series}00${at}`;
      // A number that nobody told is not found at all.
      expect(await reports(number)).toMatchObject({ ok: true });
      const whom = await prepare(number, `meanwhile-${series}${at}`);
      return {
        number,
        erased: (execute?: Execute) => (erase as (of: unknown, by?: Execute) => unknown)(whom, execute),
      };
    };

    test('written, and not committed yet, when the erasing looks: it is waited for, and goes with the rest', async () => {
      const { number, erased } = await theirs(1);
      const [written, end] = [gate(), gate()];
      const reporting = reports(number, async () => {
        written.open();
        await end.opened;
      });
      await written.opened;
      const erasing = erased() as Promise<unknown>;
      await heldUp(erasing);
      end.open();
      expect(await reporting).toMatchObject({ ok: true });
      expect(await erasing).toMatchObject({ ok: true });
      expect(await unread(number)).toEqual([]);
      expect(await product.findings()).toEqual([]);
    });

    if (kind === 'mysql') {
      test('committed after the erasing has looked: it looks again', async () => {
        const { number, erased } = await theirs(2);
        const looked = async () => expect(await reports(number)).toMatchObject({ ok: true });
        expect(await erased(between(looked))).toMatchObject({ ok: true });
        expect(await unread(number)).toEqual([]);
        expect(await product.findings()).toEqual([]);
      });

      test('begun when the erasing has written: it waits for its end, and is a new report', async () => {
        const { number, erased } = await theirs(3);
        let reporting: Promise<unknown> = Promise.resolve();
        let waited = false;
        const wrote = async () => {
          reporting = reports(number);
          waited = await heldUp(reporting);
        };
        expect(await erased(between(async () => {}, wrote))).toMatchObject({ ok: true });
        expect(await reporting).toMatchObject({ ok: true });
        expect(waited).toBe(true);
        expect(await unread(number)).toHaveLength(1);
        expect(await product.findings()).toEqual([]);
      });
    }
  });
});
