// The product as processes on a database of its own, people at work on it, and blows: whatever is killed is started again, what had
// no answer is sent once more under its key, and the ledger is held against the database.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeSeal } from '../../src/core/seal';
import { accountsOf } from '../../src/lookups/accounts';
import { delivery } from '../../src/store/tables/delivery';
import { event } from '../../src/store/tables/event';
import { outbox } from '../../src/store/tables/outbox';
import { tenant } from '../../src/store/tables/tenant';
import { timer } from '../../src/store/tables/timer';
import type { Store, StoreConfig } from '../../src/store/unit';
import { connected, drained, hurry, keysOn, quiet, titleOn } from '../support/channels';
import { type Durable, startDurable } from '../support/durable';
import { PATIENCE_MS } from '../support/patience';
import { type Machine, makeMachine, type Process, SECRET_KEY } from '../support/processes';
import { ORG, organizationOf } from '../support/product';
import { projectionFindings } from '../support/projections';
import type { Delivery, StandIn } from '../support/standIn';
import type { Blow } from './blows';
import { findings } from './check';
import { type Entry, emptyLedger } from './ledger';
import { act, ask, PEOPLE, type Site } from './load';
import { type Random, randomFrom } from './random';

const CLIENTS = 6;
const MINUTE = 60_000;

export type Harness = {
  readonly site: Site;
  readonly machine: Machine;
  readonly store: Store;
  /** People work until the blow has fallen; then everything runs again and nothing is without an answer. */
  readonly strike: (blow: Blow, random: Random) => Promise<void>;
  /** What is wrong with these entries of the ledger. */
  readonly findings: (entries: readonly Entry[]) => Promise<readonly string[]>;
  /** All work behind the answers is done; then what is wrong with anything. `wait`: for leases to run out, rather than ending them. */
  readonly finish: (wait: boolean) => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly dialect: 'sqlite' | 'mysql';
  /** Of MariaDB; default true. */
  readonly durable?: boolean;
  /** With the chat platforms beside it. */
  readonly chat?: boolean;
  /** A server with a fault planted in it. */
  readonly program?: string;
};

export async function startHarness({ dialect, durable = true, chat = false, program }: Options): Promise<Harness> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paidan-faults-'));
  const database: Durable | null = dialect === 'mysql' ? await startDurable(durable) : null;
  const config: StoreConfig =
    database === null
      ? { kind: 'sqlite', file: path.join(folder, 'x') }
      : { kind: 'mysql', url: database.url, weakDurability: durable ? 'refuse' : 'warn' };
  const machine = await makeMachine(config);
  const standIn: StandIn | null = chat ? await machine.standIn() : null;
  let server: Process;
  let dead = true;
  /** What the running server was told to die at. */
  let armed: string | null = null;

  async function begin(at: string | null): Promise<void> {
    const env: Record<string, string> = at === null ? {} : { CRASH_AT: at };
    const begun = await machine.serve(env, program).catch((error: unknown) => {
      // What was left to do may have led it there before it was ready.
      if (at === null) throw error;
      return null;
    });
    if (begun === null) return begin(null);
    server = begun;
    dead = false;
    armed = at;
    void begun.ended.then(() => {
      if (server === begun) dead = true;
    });
  }
  /** Tries until it comes to something; a server that dies of it is started again. */
  async function through<T>(work: (server: Process) => Promise<T | null>): Promise<T> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
      if (dead) await begin(null);
      const result = await work(server).catch(() => null);
      if (result !== null) return result;
      await sleep(30);
    }
    throw new Error('it comes to nothing');
  }

  await begin(null);
  const store = await machine.store();
  const tokens = new Map<string, string>();
  for (const login of PEOPLE) tokens.set(login, await machine.tokenFor(login));
  const site: Site = { mine: await organizationOf(store, ORG), tokens, ledger: emptyLedger() };
  if (standIn !== null) await connected(standIn);
  const press = standIn === null ? null : await presser(standIn, site);

  /** How far the platforms' clock, by which the product lives, was moved on. */
  let moved = 0;
  const forward = async (ms: number) => {
    if (standIn === null) return;
    await standIn.tell('clock', { forward: ms });
    moved += ms;
  };
  /** So that there is something to send at any time: nobody is told more than a few things a minute. */
  const minutes = async (over: () => boolean) => {
    while (!over()) {
      await forward(MINUTE);
      await sleep(300);
    }
  };

  const atWork = async (random: Random, over: () => boolean, acknowledged: () => void) => {
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      const own = randomFrom(random.below(2 ** 31) + client);
      while (!over()) await act(site, server, own, acknowledged);
    });
    const pressing = async () => {
      while (!over()) {
        await press?.(server).catch(() => undefined);
        await sleep(100);
      }
    };
    await Promise.all([...clients, ...(press === null ? [] : [pressing()])]);
  };

  async function settle(): Promise<void> {
    for (const entry of site.ledger.entries.filter(({ state }) => state === 'unknown')) {
      await through(async (now) => {
        await ask(site, now, entry);
        return entry.state === 'unknown' ? null : true;
      });
    }
  }
  const ready = () => through(async ({ url }) => ((await fetch(`${url}/readyz`)).status === 200 ? true : null));

  async function strike(blow: Blow, random: Random): Promise<void> {
    if (blow.on === 'point' && blow.point === 'backup.inside') return strikeBackup();
    const wanted = blow.on === 'point' ? `${blow.point}:${blow.nth}` : null;
    const toSend = blow.on === 'point' && blow.point.startsWith('delivery.');
    if (dead || armed !== wanted) {
      if (!dead) await server.kill9();
      // Nobody is at work now. A minute and a half for what the last blow left claimed would be a minute and a half of writing.
      if (toSend) await endLeases(store);
      await begin(wanted);
    }
    let fallen = false;
    let count = 0;
    let falling: Promise<unknown> = Promise.resolve();
    const fall = async (pause: number) => {
      await sleep(pause);
      await (blow.on === 'database' ? database?.kill9() : server.kill9());
      fallen = true;
    };
    const passing = toSend ? minutes(() => dead) : undefined;
    await atWork(
      random,
      () => fallen || dead,
      () => {
        count += 1;
        if (blow.on !== 'point' && count === blow.acknowledged) falling = fall(blow.pause);
      },
    );
    await falling;
    await passing;
    if (blow.on === 'database') await database?.restart();
    if (dead) await begin(null);
    await ready();
    await settle();
  }

  /** Half a backup must never be taken for a whole one, and the next one is whole. */
  async function strikeBackup(): Promise<void> {
    const into = path.join(folder, `backup-${Date.now()}`);
    const { code } = await machine.cliWith({ CRASH_AT: 'backup.inside:1' }, 'backup', '--to', into);
    const whole = async () => (await readdir(into)).filter((name) => !name.includes('.part-'));
    const half = await whole();
    if (code === 0 || half.length > 0) site.ledger.wrong.push(`a backup that was killed left ${half} and ${code}`);
    const made = await machine.cli('backup', '--to', into);
    const [name = 'nothing'] = await whole();
    const checked = await machine.cli('restore', '--from', path.join(into, name), '--check');
    if (made.code !== 0 || checked.code !== 0)
      site.ledger.wrong.push(`the backup after it: ${made.said} ${checked.said}`);
  }

  const download = (fileId: string) =>
    through(async ({ url }) => {
      const headers = { Authorization: `Bearer ${tokens.get('resident1')}` };
      const reply = await fetch(`${url}/api/files/${fileId}`, { headers });
      return reply.status === 503 ? null : { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) };
    });
  const check = (entries: readonly Entry[]) => findings(site, store, download, entries);

  return {
    site,
    machine,
    store,
    strike,
    findings: check,
    finish: async (wait) => {
      if (dead) await begin(null);
      await ready();
      const found = [...(await check(site.ledger.entries))];
      if (wait) await leasesOver(store);
      else await endLeases(store);
      await workedOff(store, site, { now: () => Date.now() + moved }, forward);
      found.push(...(await projectionFindings(site.mine.reader)));
      const verified = await machine.cli('verify');
      if (verified.code !== 0) found.push(verified.said);
      return found;
    },
    stop: async () => {
      await machine.clear();
      await database?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What was claimed when a blow fell would be free in half a minute, or in one and a half. */
async function endLeases({ system }: Store): Promise<void> {
  const tenants = await system.read.find(tenant, { where: {} });
  const where = { tenantId: { in: tenants.map(({ id }) => id) }, state: 'pending' as const };
  await system.unit((u) => u.change(outbox, where, { leaseUntil: null }));
  await system.unit((u) => u.change(delivery, where, { leaseUntil: null }));
  await system.unit((u) => u.change(timer, where, { leaseUntil: null }));
}

/** Whatever was held when we began to wait is free, or somebody's anew. */
async function leasesOver({ system, now }: Store): Promise<void> {
  const rows = [
    ...(await system.read.find(outbox, { where: { state: 'pending' } })),
    ...(await system.read.find(delivery, { where: { state: 'pending' } })),
  ];
  const from = await now();
  await sleep(rows.reduce((longest, { leaseUntil }) => Math.max(longest, (leaseUntil ?? 0) - from), 0));
}

async function workedOff(
  store: Store,
  { mine }: Site,
  clock: { readonly now: () => number },
  forward: (ms: number) => Promise<void>,
): Promise<void> {
  const on = async (ms: number) => {
    await forward(ms);
    await hurry(store, mine, ms);
  };
  await drained({ mine, forward: on, settled: () => quiet(store, clock) }, 60);
  for (const until = Date.now() + PATIENCE_MS; (await store.system.read.count(event, { feedNo: null }, 1)) > 0; ) {
    if (Date.now() > until) throw new Error('there are events without a number');
    await sleep(50);
  }
}

/** A technician with nothing but a phone: presses 接单 on the newest card that still has it. */
async function presser(standIn: StandIn, { mine, ledger }: Site): Promise<(server: Process) => Promise<void>> {
  const login = 'tech3';
  const [wecom] = await accountsOf(mine.reader, makeSeal(SECRET_KEY), 'wecom');
  if (wecom === undefined) throw new Error('no connection wecom');
  const app = { corpId: wecom.values.corpId ?? '', agentId: Number(wecom.values.agentId) };
  return async ({ url }) => {
    const card = (await standIn.phone(login)).filter((message) => keysOn(message).includes('ticket.accept')).at(-1);
    if (card === undefined) return;
    const hook = `${url}/hooks/wecom/${wecom.id}`;
    const body = { ...app, userid: login, msgid: card.msgid, key: 'ticket.accept', url: hook };
    const { outcome, reply } = await standIn.tell<Delivery>('press', body);
    const face = (reply as { readonly TemplateCard?: { readonly ReplaceText?: string } } | null)?.TemplateCard;
    const no = Number(/^#(\d+) /.exec(titleOn(card))?.[1]);
    if (outcome === 'answered' && face !== undefined && face.ReplaceText === undefined)
      ledger.pressed.push({ login, no });
  };
}
