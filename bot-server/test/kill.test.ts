// Killed in the middle of many reports, the server or the database: what was acknowledged is there afterwards, whole; what was
// not is there once, when it is sent again with its key.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandKey } from '../src/store/tables/commandKey';
import { event } from '../src/store/tables/event';
import { outbox } from '../src/store/tables/outbox';
import { tenant } from '../src/store/tables/tenant';
import { ticket } from '../src/store/tables/ticket';
import type { StoreConfig } from '../src/store/unit';
import { type Durable, startDurable } from './support/durable';
import { type Machine, makeMachine, type Process } from './support/processes';
import { ORG, organizationOf, report } from './support/product';

const REPORTS = 300;
/** Acknowledged when the blow falls. */
const BLOW = 100;
/** Senders at once. */
const SENDERS = 16;

type Answer = { readonly id: string; readonly no: number };
type Sent = { readonly key: string; readonly title: string; answer: Answer | null };

describe.each(['sqlite', 'mysql'] as const)('%s', (kind) => {
  let machine: Machine;
  let durable: Durable | undefined;
  let folder: string;
  let server: Process;
  let token: string;
  let templateId: never;
  let values: ReturnType<typeof report>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paidan-kill-'));
    durable = kind === 'mysql' ? await startDurable() : undefined;
    const config: StoreConfig =
      durable === undefined ? { kind: 'sqlite', file: path.join(folder, 'x') } : { kind: 'mysql', url: durable.url };
    machine = await makeMachine(config);
    server = await machine.serve();
    token = await machine.tokenFor('resident1');
    const organization = await organizationOf(await machine.store(), ORG);
    templateId = organization.template('repair') as never;
    values = report(organization);
  });
  afterAll(async () => {
    await machine?.clear();
    await durable?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const reports = (name: string): Sent[] =>
    Array.from({ length: REPORTS }, (_, at) => ({ key: `${name}-${at}`, title: `${name} ${at}`, answer: null }));

  /** Sends all, a few at a time, and notes what was answered. */
  async function send(list: readonly Sent[], acknowledged: (count: number) => void = () => {}): Promise<void> {
    const queue = [...list];
    let count = 0;
    const sender = async () => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
        const { key, title } = one;
        const input = { templateId, values: { ...values, title } };
        const reply = await server.call('ticket.create', input, { token, key }).catch(() => null);
        if (reply?.status === 200) {
          const { id, no } = reply.body.ticket;
          if (one.answer !== null) expect({ id, no }).toEqual(one.answer);
          one.answer = { id, no };
          acknowledged(++count);
        } else if (reply !== null) expect([reply.status, reply.body.error.code]).toEqual([503, 'busy']);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  }

  /** Every one of them is there once, with its timeline, its number, its key and its place in the outbox. */
  async function expectWhole(list: readonly Sent[]): Promise<void> {
    const { reader } = await organizationOf(await machine.store(), ORG);
    const mine = (await reader.find(ticket, { where: {} })).filter(({ title }) =>
      title.startsWith(`${list[0]?.title.split(' ')[0]} `),
    );
    const rows = new Map(mine.map((row) => [row.title, row]));
    expect([mine.length, rows.size]).toEqual([list.length, list.length]);
    const numbers = (await reader.find(ticket, { where: {} })).map(({ no }) => no);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { title, answer } of list) {
      expect({ title, id: rows.get(title)?.id, no: rows.get(title)?.no }).toEqual({ title, ...answer });
    }
    const ids = mine.map(({ id }) => id as string);
    const events = await reader.find(event, { where: { streamId: { in: ids } } });
    expect(events).toHaveLength(2 * list.length);
    const pending = await reader.find(outbox, { where: { streamId: { in: ids } } });
    expect(new Set(pending.map(({ streamId }) => streamId)).size).toBe(list.length);
    expect(await reader.count(commandKey, { streamId: { in: ids } }, 2 * list.length)).toBe(list.length);
  }

  /** The background work has caught up, and every chain proves itself. */
  async function expectSound(): Promise<void> {
    const { system } = await machine.store();
    const left = async () =>
      (await system.read.count(event, { feedNo: null }, 1)) +
      (await system.read.count(outbox, { state: 'pending' }, 1));
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await machine.cli('verify')).toMatchObject({ code: 0 });
  }

  /** What was claimed when the blow fell would be free in half a minute. */
  async function endLeases(): Promise<void> {
    const { system } = await machine.store();
    const tenants = await system.read.find(tenant, { where: {} });
    const where = { tenantId: { in: tenants.map(({ id }) => id) }, state: 'pending' as const };
    await system.unit((u) => u.change(outbox, where, { leaseUntil: null }));
  }

  test('the server is killed', async () => {
    const list = reports('server');
    let killed: Promise<void> | undefined;
    await send(list, (count) => {
      if (count === BLOW) killed = server.kill9();
    });
    await killed;
    const acknowledged = list.filter(({ answer }) => answer !== null).length;
    expect(acknowledged).toBeGreaterThanOrEqual(BLOW);
    expect(acknowledged).toBeLessThan(REPORTS);

    await endLeases();
    server = await machine.serve();
    await send(list);
    await expectWhole(list);
    await expectSound();
    const listed = await server.call('ticket.list', { limit: 1 }, { token });
    expect([listed.status, listed.body.items.length]).toEqual([200, 1]);
  });

  if (kind === 'mysql') {
    test('the database is killed; the server waits for it, and goes on by itself', async () => {
      const list = reports('database');
      let killed: Promise<void> | undefined;
      await send(list, (count) => {
        if (count === BLOW) killed = durable?.kill9();
      });
      await killed;
      expect(list.filter(({ answer }) => answer === null).length).toBeGreaterThan(0);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

      await durable?.restart();
      while ((await fetch(`${server.url}/readyz`)).status !== 200)
        await new Promise((resolve) => setTimeout(resolve, 100));
      await endLeases();
      await send(list);
      await expectWhole(list);
      await expectSound();
    });
  }
});
