// The database is slow, away or full, or the files' disk is: everybody is told "not now" while it lasts, nothing is half done, and it
// heals by itself. And a server that could not keep its promises does not start.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TicketId } from '@paidan/shared/kernel/id';
import { commandKey } from '../../src/store/tables/commandKey';
import { event } from '../../src/store/tables/event';
import { file } from '../../src/store/tables/file';
import type { Store, StoreConfig } from '../../src/store/unit';
import { type Durable, startDurable } from '../support/durable';
import { type Line, lineTo } from '../support/line';
import { type Machine, makeMachine, type Process, planted, SECRET_KEY } from '../support/processes';
import { ORG, organizationOf, type Reply, report } from '../support/product';
import { findings } from './check';
import { type Entry, emptyLedger, of } from './ledger';
import { act, ask, PEOPLE, type Site } from './load';
import { randomFrom } from './random';

const AT_ONCE = 24;
/** Milliseconds within which whoever asks is told "not now", as promised. */
const PROMISED = 3000;
/**
 * What a busy machine takes beyond it: several times as long as the same server needed meanwhile, at worst, for an answer that has nothing
 * to do with the database.
 */
const allowanceFor = (worst: number) => 300 + 4 * worst;
/** However busy it is. */
const HELD = 9000;
/** By this much each question is late at a slow database: no statement takes too long, two do. */
const SLOW = 1400;
/** Megabytes for MariaDB's tables: what all of this writes takes a third of it. */
const MARIADB_ROOM = 96;

/** Looks into a file now and then: how large SQLite's may grow in pages, or whether contents find room. */
const ROOM = `setInterval(() => {
  try { db.pragma("max_page_count = " + require("node:fs").readFileSync(process.env.ROOM_FILE, "utf8")); } catch {}
}, 10).unref();`;
const SMALL = ['db.pragma("temp_store = MEMORY");', `db.pragma("temp_store = MEMORY"); ${ROOM}`] as const;
const NO_ROOM = `if (require("node:fs").existsSync(process.env.FULL_FILE)) throw Object.assign(new Error("no room"), { code: "ENOSPC" });`;

describe.each(['sqlite', 'mysql'] as const)('%s', (dialect) => {
  let folder: string;
  let database: Durable | null;
  let line: Line | undefined;
  let machine: Machine;
  let server: Process;
  let store: Store;
  let site: Site;
  const at = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'paidan-outage-'));
    database = dialect === 'mysql' ? await startDurable(true, MARIADB_ROOM) : null;
    const config: StoreConfig =
      database === null
        ? { kind: 'sqlite', file: at('x'), unitDeadline: 120_000 }
        : { kind: 'mysql', url: database.url };
    machine = await makeMachine(config);
    const program = await planted('roomless', SMALL, [
      'await sync(temporaryPath);',
      `await sync(temporaryPath); ${NO_ROOM}`,
    ]);
    line = database === null ? undefined : await lineTo(database.url);
    // As in real life, where nobody sets it.
    const along = { DATABASE_PATIENCE: '', ...(line !== undefined && { DATABASE_URL: line.url }) };
    server = await machine.serve({ ROOM_FILE: at('room'), FULL_FILE: at('full'), ...along }, program);
    store = await machine.store();
    const tokens = new Map<string, string>();
    for (const login of PEOPLE) tokens.set(login, await machine.tokenFor(login));
    site = { mine: await organizationOf(store, ORG), tokens, ledger: emptyLedger() };
    for (let turn = 0; turn < 10; turn++) await act(site, server, randomFrom(turn), () => {});
  });
  afterAll(async () => {
    await machine?.clear();
    line?.close();
    await database?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** What many people ask for at once, as far as it has no answer but "not now". */
  async function askAll(): Promise<readonly Entry[]> {
    const before = site.ledger.entries.length;
    await Promise.all(Array.from({ length: AT_ONCE }, (_, turn) => act(site, server, randomFrom(turn), () => {})));
    return site.ledger.entries.slice(before);
  }
  /** The same, of a database that does not answer: nobody is kept waiting for it. */
  async function turnedAway(): Promise<readonly Entry[]> {
    const worst = worstOf(() => status('/healthz'));
    const begun = performance.now();
    const entries = await askAll();
    const took = performance.now() - begun;
    expect(took).toBeLessThan(Math.min(PROMISED + allowanceFor(await worst()), HELD));
    return entries;
  }
  /** Asks again and again; told to end, says how long one answer took at most. Milliseconds. */
  function worstOf(ask: () => Promise<unknown>): () => Promise<number> {
    let over = false;
    let worst = 0;
    const asking = (async () => {
      while (!over) {
        const begun = performance.now();
        await ask();
        worst = Math.max(worst, performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    return async () => {
      over = true;
      await asking;
      return worst;
    };
  }
  const states = (entries: readonly Entry[]) => [...new Set(entries.map(({ state }) => state))];
  const status = async (at: string) => (await fetch(server.url + at)).status;

  /** Until all of them are carried out: the same keys again, at the same server. */
  async function healed(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      while (entry.state === 'unknown') {
        await ask(site, server, entry);
        if (entry.state === 'unknown') await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    const download = async (id: string) => {
      const headers = { Authorization: `Bearer ${site.tokens.get('resident1')}` };
      const reply = await fetch(`${server.url}/api/files/${id}`, { headers });
      return { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) };
    };
    expect(await findings(site, store, download, site.ledger.entries)).toEqual([]);
    expect(await status('/readyz')).toBe(200);
  }
  /** No key of them is remembered, and no file is anybody's. */
  async function expectNothingOf(entries: readonly Entry[], loose: number): Promise<void> {
    const keys = entries.map(({ key }) => key);
    expect(await site.mine.reader.count(commandKey, { key: { in: keys } }, 99)).toBe(0);
    expect(await site.mine.reader.count(file, { state: 'loose' }, 99)).toBe(loose);
  }
  const looseNow = () => site.mine.reader.count(file, { state: 'loose' }, 99);

  if (dialect === 'mysql') {
    test('the database stands still', async () => {
      await database?.freeze();
      // All of these answers come while it stands still.
      const entries = await turnedAway();
      expect(states(entries)).toEqual(['unknown']);
      expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
      await database?.thaw();
      await healed(entries);
    });

    test('the database is slow: no statement takes too long, what one asks for would; whoever reads is turned away as well', async () => {
      // Nobody has looked at who that is, yet.
      const token = await machine.tokenFor('admin');
      line?.slow(SLOW);
      const reading = server.call('ticket.board', { days: 30 }, { token });
      const entries = await turnedAway();
      expect(states(entries)).toEqual(['unknown']);
      const { status, body } = await reading;
      expect([status, body.error.code]).toEqual([503, 'busy']);
      line?.slow(0);
      await healed(entries);
    });

    test('somebody holds a ticket: whoever wants to write on it hears so within seconds, others write', async () => {
      const ticketId = of(site.ledger.entries, 'create').find(({ answer }) => answer !== undefined)?.answer
        ?.id as TicketId;
      const { createConnection } = await import('mysql2/promise');
      const holder = await createConnection({ uri: database?.url ?? '' });
      await holder.query('start transaction');
      const one = [site.mine.tenantId, ticketId];
      const [rows] = await holder.query('select id from ticket where tenantId = ? and id = ? for update', one);
      expect(rows).toHaveLength(1);
      const by = { token: site.tokens.get('resident1') ?? '', patience: HELD };
      const held = await server.call('ticket.comment', { ticketId, text: '等不到' }, { ...by, key: 'held-1' });
      expect([held.status, held.body.error.code]).toEqual([503, 'busy']);
      const values = report(site.mine, { title: '别的单' });
      const other = await server.call('ticket.create', { templateId: site.mine.template('repair'), values }, by);
      expect(other.status).toBe(200);
      await holder.end();
      const again = await server.call('ticket.comment', { ticketId, text: '等不到' }, { ...by, key: 'held-1' });
      expect(again.status).toBe(200);
      const said = await site.mine.reader.find(event, { where: { streamId: ticketId, type: 'ticket.commented' } });
      expect(said.filter(({ data }) => (data as { readonly text?: string }).text === '等不到')).toHaveLength(1);
    });

    test('the database is away', async () => {
      const loose = await looseNow();
      await database?.kill9();
      const entries = await turnedAway();
      expect(states(entries)).toEqual(['unknown']);
      expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200]);
      await database?.restart();
      await expectNothingOf(entries, loose);
      await healed(entries);
    });
  } else {
    test('somebody else holds the database', async () => {
      const loose = await looseNow();
      let letGo = () => {};
      const holding = store.unit(site.mine, () => new Promise<void>((resolve) => (letGo = resolve)));
      const entries = await turnedAway();
      expect(states(entries)).toEqual(['unknown']);
      letGo();
      await holding;
      await expectNothingOf(entries, loose);
      await healed(entries);
    });
  }

  const fill = () => database?.fill() ?? writeFile(at('room'), '1');
  const empty = async () => {
    if (database !== null) return database.empty();
    await rm(at('room'));
    await writeFile(at('room'), '1073741823');
  };
  /** Until nothing of what many ask for fits any more: pages that are begun already have room for a while. */
  async function filled(): Promise<{ readonly entries: readonly Entry[]; readonly loose: number }> {
    await fill();
    for (;;) {
      const loose = await looseNow();
      const entries = await askAll();
      if (entries.every(({ state }) => state !== 'done')) return { entries, loose };
    }
  }
  const said = async () => (await (await fetch(`${server.url}/readyz`)).json()) as object;

  test('the database is full', async () => {
    const { entries, loose } = await filled();
    expect(states(entries)).toEqual(['unknown']);
    await expectNothingOf(entries, loose);
    const { status: code, body } = await misfit(server);
    expect([code, body.error.code, body.error.message]).toEqual([507, 'full', expect.stringContaining('no room')]);
    expect([await status('/readyz'), await said(), await status('/healthz')]).toEqual([200, { status: 'full' }, 200]);
    const token = site.tokens.get('dispatch') ?? '';
    const ticketId = of(site.ledger.entries, 'create').find(({ answer }) => answer !== undefined)?.answer?.id;
    expect((await server.call('ticket.list', { limit: 1 }, { token })).status).toBe(200);
    expect((await server.call('ticket.get', { ticketId: ticketId as TicketId }, { token })).status).toBe(200);
    await empty();
    await healed(site.ledger.entries);
    // The control of the look for halves: what was carried out since is seen.
    await expect(expectNothingOf(entries, loose)).rejects.toThrow();
    await until(async () => JSON.stringify(await said()) === '{"status":"ok"}');
    const verified = await machine.cli('verify');
    expect([verified.code, verified.said]).toEqual([0, expect.stringContaining(' 0 findings')]);
  });

  /** What a report is told that does not fit; a small one may still have found room on a page that is begun. */
  async function misfit(process: Process): Promise<Reply> {
    const input = { templateId: site.mine.template('repair'), values: report(site.mine, { title: '放不下' }) };
    const by = { token: site.tokens.get('resident1') ?? '', patience: HELD };
    for (;;) {
      const reply = await process.call('ticket.create', input, by);
      if (reply.status !== 200) return reply;
    }
  }
  async function until(is: () => Promise<boolean>): Promise<void> {
    while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  test('there is no room for files: the rest goes on', async () => {
    const goneNow = () => site.mine.reader.count(file, { state: 'gone' }, 99);
    const [loose, gone] = [await looseNow(), await goneNow()];
    await writeFile(at('full'), '');
    const entries = await askAll();
    const uploads = entries.filter(({ kind }) => kind === 'upload');
    expect(uploads.length).toBeGreaterThan(0);
    expect(states(uploads)).toEqual(['unknown']);
    expect(states(entries.filter(({ kind }) => kind === 'create'))).toEqual(['done']);
    expect(await looseNow()).toBeLessThanOrEqual(loose);
    expect(await goneNow()).toBe(gone);
    await rm(at('full'));
    await healed(entries);
  });

  const reads = async (process: Process) =>
    (await process.call('ticket.list', { limit: 1 }, { token: site.tokens.get('dispatch') ?? '' })).status;

  test('a server that starts while the database is full serves whoever reads; the control: one that does not know the code takes it for a fault', async () => {
    const blind = await planted('blind', SMALL, [
      '["SQLITE_FULL", "ER_DISK_FULL", "ER_DISK_FULL_NOWAIT", "ER_RECORD_FILE_FULL"]',
      '["ER_DISK_FULL"]',
    ]);
    await filled();
    const other = await machine.serve({ ROOM_FILE: at('room') }, blind);
    expect(await reads(other)).toBe(200);
    const { status: code, body } = await misfit(other);
    expect([code, body.error.code]).toEqual([500, 'fault']);
    await other.kill9();
    await empty();
    await healed(site.ledger.entries);
  });
});

describe('production does not start', () => {
  const production = { NODE_ENV: 'production', SAMPLE_DATA: 'off', SECRET_KEY };

  test('on a MariaDB that acknowledges before it has it', async () => {
    const database = await startDurable(false);
    const machine = await makeMachine({ kind: 'mysql', url: database.url, weakDurability: 'refuse' });
    try {
      const { code, said } = await machine.refusal(production);
      expect([code, said]).toEqual([1, expect.stringContaining('innodb_flush_log_at_trx_commit is 0')]);
      const allowed = await machine.refusal({ ...production, ALLOW_WEAK_DURABILITY: 'on' });
      expect([allowed.code, allowed.said]).toEqual([1, expect.stringContaining('turn it off')]);
    } finally {
      await machine.clear();
      await database.stop();
    }
  });

  test('on a SQLite that may lose the last moments, or where it would kill itself', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'paidan-weak-'));
    const machine = await makeMachine({ kind: 'sqlite', file: path.join(folder, 'x') });
    try {
      for (const [name, value] of [
        ['SQLITE_SYNCHRONOUS', 'NORMAL'],
        ['CRASH_AT', 'execute.inside:1'],
      ] as const) {
        const { code, said } = await machine.refusal({ ...production, [name]: value });
        expect([code, said]).toEqual([1, expect.stringContaining(`${name} is`)]);
      }
    } finally {
      await machine.clear();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
