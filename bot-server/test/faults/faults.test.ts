// Killed again and again, the server and the database, at moments of chance and at named ones: what was acknowledged is there, whole
// and once. Twenty times a run; `npm run faults -- --kills 500 --seed 7` for more, or for the same again.
import { HOUR } from '@paidan/shared/kernel/time';
import { delivery } from '../../src/store/tables/delivery';
import { event } from '../../src/store/tables/event';
import { outbox } from '../../src/store/tables/outbox';
import { ticket } from '../../src/store/tables/ticket';
import { timer } from '../../src/store/tables/timer';
import type { Unit } from '../../src/store/unit';
import { planted } from '../support/processes';
import { blowsOf, nameOf } from './blows';
import { type Harness, startHarness } from './harness';
import { of } from './ledger';
import { randomFrom } from './random';

const KILLS = Number(process.env.FAULT_KILLS ?? 20);
const SEED = Number(process.env.FAULT_SEED ?? 20_260);
/** Both, or the one that is named. */
const CHOSEN = process.env.FAULT_DATABASE || 'both';
jest.setTimeout(600_000 + KILLS * 20_000);

const say = (line: string) => void (process.env.FAULT_KILLS !== undefined && process.stderr.write(`${line}\n`));

describe.each((['sqlite', 'mysql'] as const).filter((name) => CHOSEN === 'both' || CHOSEN === name))(
  '%s',
  (dialect) => {
    let harness: Harness | undefined;
    afterEach(async () => {
      await harness?.stop();
      harness = undefined;
    });

    test(`killed ${KILLS} times with seed ${SEED}: everything acknowledged is there, whole and once`, async () => {
      harness = await startHarness({ dialect, chat: true });
      const { site, strike } = harness;
      const random = randomFrom(SEED);
      for (const [at, blow] of blowsOf(KILLS, dialect, random).entries()) {
        const before = site.ledger.entries.length;
        await strike(blow, random);
        const found = await harness.findings(site.ledger.entries.slice(before));
        say(`${at + 1}: ${nameOf(blow)}, ${site.ledger.entries.length - before} acts, ${found.length} findings`);
        expect({ at, blow, found }).toEqual({ at, blow, found: [] });
      }
      expect(await harness.finish(process.env.FAULT_KILLS !== undefined)).toEqual([]);
      const done = site.ledger.entries.filter(({ state }) => state === 'done');
      say(`seed ${SEED}: ${done.length} acknowledged, ${site.ledger.pressed.length} of them on cards`);
      for (const kind of ['create', 'upload', 'comment', 'accept'] as const) {
        expect([kind, of(done, kind).length]).not.toEqual([kind, 0]);
      }
      if (dialect === 'sqlite') await expectSight(harness);
    });

    test('a database that acknowledges before it has it: the losses are found', async () => {
      // MariaDB writes its log once a second then. SQLite's process is ours: there the server is made to answer too early.
      const early =
        'for (const { unit, outcome } of finished) unit.settle(outcome); await new Promise((go) => setTimeout(go, 200)); writer.exec("commit");';
      const program = dialect === 'sqlite' ? await planted('early', ['writer.exec("commit");', early]) : undefined;
      harness = await startHarness({ dialect, durable: false, ...(program !== undefined && { program }) });
      const random = randomFrom(SEED);
      const on = dialect === 'sqlite' ? 'server' : 'database';
      let found: readonly string[] = [];
      for (let turn = 0; turn < 8 && found.length === 0; turn++) {
        await harness.strike({ on, acknowledged: 20, pause: 0 }, random);
        found = await harness.findings(harness.site.ledger.entries);
      }
      say(`losses found: ${found.slice(0, 3).join('; ')}`);
      expect(found.join('\n')).toMatch(/: there 0 times|its key is not remembered/);
    });
  },
);

/** Negative control of the checker itself: each thing that can be missing or too many is named. */
async function expectSight({ site, store, findings }: Harness): Promise<void> {
  const { mine, ledger } = site;
  const [first, second, third] = of(ledger.entries, 'create').filter(({ answer }) => answer !== undefined);
  const scope = { tenantId: mine.tenantId };
  const seen = async (entry: (typeof ledger.entries)[number] | undefined) =>
    (await findings(entry === undefined ? [] : [entry])).join('\n');
  const id = (entry: typeof first) => entry?.answer?.id as never;
  await store.unit(scope, (u) => u.remove(outbox, { streamId: id(first), topic: 'notify' }));
  expect(await seen(first)).toContain('0 rows notify in the outbox');
  await store.unit(scope, (u) => u.remove(event, { streamId: id(second), seq: 2 }));
  expect(await seen(second)).toContain('its timeline is not whole');
  await store.unit(scope, (u) => u.change(ticket, { id: id(third) }, { title: second?.title ?? '' }));
  expect(await seen(third)).toContain('there 0 times');
  expect(await seen(second)).toContain('there 2 times');
  const later = (await store.now()) + HOUR;
  const [notice] = await mine.reader.find(delivery, { where: {}, limit: 1 });
  const [bell] = await mine.reader.find(timer, { where: {}, limit: 1 });
  if (notice === undefined || bell === undefined) throw new Error('nobody was told anything, or nothing is expected');
  const { ticketId, purpose } = bell;
  const held = {
    outbox: (u: Unit, leaseUntil: number | null) =>
      u.change(
        outbox,
        { streamId: id(second), topic: 'search' },
        { state: leaseUntil === null ? 'done' : 'pending', leaseUntil },
      ),
    delivery: (u: Unit, leaseUntil: number | null) =>
      u.change(delivery, { id: notice.id }, { state: leaseUntil === null ? 'sent' : 'pending', leaseUntil }),
    timer: (u: Unit, leaseUntil: number | null) => u.change(timer, { ticketId, purpose }, { leaseUntil }),
  };
  for (const [what, hold] of Object.entries(held)) {
    await store.unit(scope, (u) => hold(u, later));
    expect(await seen(undefined)).toMatch(new RegExp(`^${what} .*: held longer than its lease$`, 'm'));
    await store.unit(scope, (u) => hold(u, null));
    expect(await seen(undefined)).not.toContain('held longer than its lease');
  }
}

test('a server that forgets its keys: what is done twice is found', async () => {
  const program = await planted('forgetful', ['await u.insert(commandKey, [{ ...row, refusal }]);', '']);
  const harness = await startHarness({ dialect: 'sqlite', program });
  try {
    await harness.strike({ on: 'point', point: 'execute.committed', nth: 1 }, randomFrom(SEED));
    const found = await harness.findings(harness.site.ledger.entries);
    expect(found.join('\n')).toContain('there 2 times');
  } finally {
    await harness.stop();
  }
});
