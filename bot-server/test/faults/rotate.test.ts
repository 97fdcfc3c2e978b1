// Going over to another key for personal values is killed in the middle, again and again, while a server writes: every number opens
// under one key or the other throughout, and in the end the key before is needed for none.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TenantId } from '@paidan/shared/kernel/id';
import { vault as table } from '../../src/store/tables/vault';
import { makeVault, type Vault } from '../../src/store/vault';
import { eachDatabase } from '../support/databases';
import { type Machine, makeMachine, type Process } from '../support/processes';
import { ORG, organizationOf, report } from '../support/product';
import { randomFrom } from './random';

// Longer, and otherwise: ROTATE_KILLS=100 ROTATE_SEED=7 npx jest …
const KILLS = Number(process.env.ROTATE_KILLS ?? 3);
const SEED = Number(process.env.ROTATE_SEED ?? 1);
/** Enough that no run before the last comes to the end: a run is killed within its third batch of 200 at the latest. */
const TICKETS = 500 + 600 * KILLS;
/** No secrets: nothing else is ever sealed under them. */
const [OLD, NEW] = ['the-key-before-of-tests-4f9Qz2Lm8Xw1', 'the-key-to-come-of-tests-7Bk3Rt6Vd0Hs'] as const;
const BEFORE = { PERSONAL_KEY: OLD, PERSONAL_KEY_OTHER: NEW };
const BOTH = { PERSONAL_KEY: NEW, PERSONAL_KEY_OTHER: OLD };
const AFTER = { PERSONAL_KEY: NEW };

/**
 * Loaded by the run itself: kills it so many milliseconds after so many batches, as a power cut would. From outside, where a busy machine
 * may hear of a batch when all of them are done, the blow would come too late.
 */
const KILLER = `
  const { isMainThread, Worker } = require('node:worker_threads');
  if (isMainThread) {
    const [batches, wait] = process.env.KILLED_AFTER.split(' ').map(Number);
    const worker = new Worker(
      "require('node:worker_threads').parentPort.once('message', (wait) => setTimeout(() => process.kill(process.pid, 'SIGKILL'), wait));",
      { eval: true },
    );
    worker.unref();
    let heard = 0;
    if (batches === 0) worker.postMessage(wait);
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text, ...more) => {
      if (String(text).includes(' moved') && ++heard === batches) worker.postMessage(wait);
      return write(text, ...more);
    };
  }
`;

jest.setTimeout(600_000 + 10_000 * KILLS);

eachDatabase((_name, _open, database) => {
  let machine: Machine;
  let server: Process;
  let token: string;
  let folder: string;
  let killer: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paidan-rotate-'));
    killer = path.join(folder, 'killer.cjs');
    await writeFile(killer, KILLER);
    const given = database.config();
    machine = await makeMachine(given.kind === 'mysql' ? { ...given, weakDurability: 'warn' } : given);
    const first = await machine.serve(BEFORE);
    token = await machine.tokenFor('resident1');
    await first.stop();
    const seeded = await machine.cliWith(BEFORE, 'seed', '--org', ORG, '--tickets', String(TICKETS));
    expect(seeded).toMatchObject({ code: 0 });
    server = await machine.serve(BOTH);
  });
  afterAll(async () => {
    await machine?.clear();
    await rm(folder, { recursive: true, force: true });
  });

  type Row = Parameters<Vault['open']>[1] & { readonly tenantId: TenantId };
  const rows = async (): Promise<readonly Row[]> => (await machine.store()).system.read.find(table, { where: {} });
  /** What everyone of them says; null: it does not open. */
  const opened = (all: readonly Row[], vault: Vault): ReadonlyMap<string, string | null> =>
    new Map(
      all.map((row) => {
        try {
          return [row.id, vault.open(row.tenantId, row)];
        } catch {
          return [row.id, null];
        }
      }),
    );
  const unread = async (vault: Vault) =>
    [...opened(await rows(), vault)].filter(([, number]) => number === null).map(([id]) => id);

  test(`killed ${KILLS} times, then let to its end (seed ${SEED})`, async () => {
    const random = randomFrom(SEED);
    const [old, both] = [makeVault(OLD), makeVault(NEW, OLD)];
    const numbers = new Map(opened(await rows(), old));
    expect(numbers.size).toBeGreaterThan(TICKETS);
    expect([...numbers.values()]).not.toContain(null);

    // Somebody reports all the while.
    const mine = await organizationOf(await machine.store(), ORG);
    const told = new Map<string, string>();
    let over = false;
    const reporting = (async () => {
      for (let at = 0; !over; at++) {
        const phone = `137${String(20_000_000 + at)}`;
        const input = { templateId: mine.template('repair'), values: report(mine, { phone }) };
        const reply = await server.call('ticket.create', input, { token });
        expect(reply.status).toBe(200);
        told.set(reply.body.ticket.id, phone);
      }
    })();
    // Its failure is told below, after the kills.
    reporting.catch(() => {});

    const left: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      const batches = random.below(3);
      // In the middle of the next batch, or before the first one.
      const wait = random.below(batches === 0 ? 400 : 12);
      const blow = { NODE_OPTIONS: `--require ${killer}`, KILLED_AFTER: `${batches} ${wait}` };
      const run = machine.begin({ ...BOTH, ...blow }, 'keys', 'rotate');
      expect([kill, await run.ended]).toEqual([kill, null]);
      const now = await rows();
      const says = opened(now, both);
      for (const [id, number] of numbers) if (says.get(id) !== number) throw new Error(`kill ${kill}: ${id} was lost`);
      left.push(now.filter(({ keyId }) => keyId !== both.keyId).length);
    }
    expect(left.at(-1)).toBeGreaterThan(0);
    expect(left.at(-1)).toBeLessThan(numbers.size);

    const last = await machine.cliWith(BOTH, 'keys', 'rotate');
    over = true;
    await reporting;
    expect(last).toMatchObject({ code: 0, said: expect.stringContaining(', 0 left under keys that are not here') });
    expect(server.faults()).toEqual([]);
    await server.stop();

    // The key before is taken away.
    const alone = makeVault(NEW);
    const all = await rows();
    const says = opened(all, alone);
    for (const [id, number] of numbers) if (says.get(id) !== number) throw new Error(`${id} says something else`);
    const bySubject = new Map(all.map((row) => [row.subject, says.get(row.id)]));
    for (const [ticketId, phone] of told) expect(bySubject.get(ticketId)).toBe(phone);
    expect(told.size).toBeGreaterThan(0);
    expect(await unread(alone)).toEqual([]);
    expect(new Set(opened(all, old).values())).toEqual(new Set([null]));
    expect(await machine.cliWith(AFTER, 'verify')).toMatchObject({ code: 0 });
  });

  test('a number that only says that it was moved is found: the control', async () => {
    const store = await machine.store();
    const [row] = await rows();
    if (row === undefined) throw new Error('nothing is kept');
    const { tenantId, id, kind, subject, body } = row;
    const forged = makeVault(OLD).close(tenantId, { kind, subject }, '13700000000', 0);
    await store.unit({ tenantId }, (u) => u.change(table, { id }, { body: forged.body }));
    expect(await unread(makeVault(NEW))).toEqual([id]);
    expect(await machine.cliWith(AFTER, 'verify', '--org', ORG)).toMatchObject({ code: 1 });
    await store.unit({ tenantId }, (u) => u.change(table, { id }, { body }));
    expect(await unread(makeVault(NEW))).toEqual([]);
  });
});
