// Several servers on one database are one product: whoever asks any of them, and in whatever order.
import type { FeedItem } from '@paidan/shared/contract/feed';
import type { TicketId } from '@paidan/shared/kernel/id';
import { HOUR, SECOND } from '@paidan/shared/kernel/time';
import { event } from '../src/store/tables/event';
import { ticket } from '../src/store/tables/ticket';
import { timer } from '../src/store/tables/timer';
import { eachDatabase } from './support/databases';
import { type Machine, makeMachine, type Process, SECRET_KEY } from './support/processes';
import {
  ORG,
  type Organization,
  organizationOf,
  outcome,
  type Reply,
  report,
  reported,
  startProduct,
  ticketIn,
} from './support/product';

const REPORTS = 200;
const TECHNICIANS = 20;
const SEEDED = 400;
/** Of urgent reports, from the sample's template; and how soon after it is made each one's is over here. */
const URGENT = 2 * HOUR;
const MOMENT = 3 * SECOND;
const TIMERS = 120;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

eachDatabase((name, _open, database) => {
  let machine: Machine;
  let servers: readonly Process[];
  let mine: Organization;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    machine = await makeMachine(database.config());
    // Both find an empty database: one of them makes the tables and the sample, the other waits for it.
    servers = name === 'mysql' ? await Promise.all([machine.serve(), machine.serve()]) : [await machine.serve()];
    mine = await organizationOf(await machine.store(), ORG);
    for (const login of ['admin', 'dispatch', 'resident1']) tokens.set(login, await machine.tokenFor(login));
  });
  afterAll(() => machine?.clear());

  const at = (index: number): Process => {
    const server = servers[index % servers.length];
    if (server === undefined) throw new Error('no server');
    return server;
  };
  const as = (login: string) => ({ token: tokens.get(login) ?? '' });
  const reportAt = (index: number, title: string, key?: string): Promise<Reply> =>
    at(index).call(
      'ticket.create',
      { templateId: mine.template('repair'), values: report(mine, { title }) },
      { ...as('resident1'), ...(key !== undefined && { key }) },
    );
  const numbersUnique = async () => {
    const numbers = (await mine.reader.find(ticket, { where: {}, columns: ['no'] })).map(({ no }) => no);
    expect(new Set(numbers).size).toBe(numbers.length);
    return numbers.length;
  };

  /** Polls one server until told to stop and everything has been heard. */
  async function follow(server: Process, from: number, done: () => boolean): Promise<FeedItem[]> {
    const heard: FeedItem[] = [];
    for (let cursor = from; ; ) {
      const finished = done();
      const { body } = await server.call('feed.poll', { cursor, limit: 50 }, as('admin'));
      heard.push(...body.items);
      cursor = body.cursor;
      if (finished && body.items.length === 0) return heard;
      if (body.items.length === 0) await pause(20);
    }
  }

  test('twenty accept at once, spread over the servers: one has it, nineteen read who', async () => {
    const logins = Array.from({ length: TECHNICIANS }, (_, index) => `tech${index + 1}`);
    for (const login of logins.slice(4)) {
      const made = await at(0).call('member.create', { login, name: login, roles: ['technician'] }, as('admin'));
      expect(outcome(made)).toBe(200);
    }
    for (const login of logins) tokens.set(login, await machine.tokenFor(login));
    const { id: ticketId } = ticketIn(await reportAt(0, '二十人抢单'));
    expect(outcome(await at(1).call('ticket.offer', { ticketId }, as('dispatch')))).toBe(200);
    const replies = await Promise.all(
      logins.map((login, index) => at(index).call('ticket.accept', { ticketId }, as(login))),
    );
    const winner = logins[replies.findIndex(({ status }) => status === 200)] ?? '';
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const { member } = (await at(1).call('session.get', {}, as(winner))).body;
    for (const reply of replies.filter(({ status }) => status !== 200)) {
      expect([outcome(reply), reply.body.error.data]).toEqual(['409 taken', { by: member.id, name: member.name }]);
    }
    const { body } = await at(1).call('ticket.timeline', { ticketId }, as('dispatch'));
    expect(body.items.filter(({ type }: { type: string }) => type === 'ticket.accepted')).toHaveLength(1);
  });

  test('the same key at every server at once: one ticket', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, (_, index) => reportAt(index, '重复', 'twice')));
    expect(replies.map(outcome)).toEqual(Array(12).fill(200));
    expect(new Set(replies.map((reply) => ticketIn(reply).id)).size).toBe(1);
  });

  test('the feed is whole, contiguous and alike at every server, while all of them write', async () => {
    // What was written before has been numbered when a write of now is.
    await settled();
    const { body } = await at(0).call('feed.poll', {}, as('admin'));
    let writing = true;
    const following = servers.map((server) => follow(server, body.cursor, () => !writing));
    const senders = Array.from({ length: 8 }, async (_, sender) => {
      const ids: string[] = [];
      for (let index = sender; index < REPORTS; index += 8)
        ids.push(ticketIn(await reportAt(index, `第${index}张`)).id);
      return ids;
    });
    const ids = (await Promise.all(senders)).flat();
    await settled();
    writing = false;
    const heard = await Promise.all(following);
    for (const items of heard) {
      expect(items.map(({ no }) => no)).toEqual(items.map((_, index) => body.cursor + 1 + index));
      expect(items).toHaveLength(2 * REPORTS);
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set(ids));
      for (const id of ids) expect(items.filter((item) => item.id === id).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(items).toEqual(heard[0]);
    }
    await numbersUnique();
  });

  /** Every server's line has come to the same end, and nothing waits to be numbered. */
  async function settled(): Promise<void> {
    const { system } = await machine.store();
    while ((await system.read.count(event, { feedNo: null }, 1)) > 0) await pause(50);
  }

  test('whoever listens at one server hears what is written at the other', async () => {
    const abort = new AbortController();
    const stream = await fetch(`${at(1).url}/api/feed.stream`, {
      headers: { Authorization: `Bearer ${as('admin').token}` },
      signal: abort.signal,
    });
    let id = '';
    const listening = (async () => {
      let text = '';
      const decoder = new TextDecoder();
      for await (const chunk of stream.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        if (id !== '' && text.includes(id)) return text;
      }
      return text;
    })();
    const cursor = (await at(0).call('feed.poll', {}, as('admin'))).body.cursor;
    id = ticketIn(await reportAt(0, '另一台也要知道')).id;
    const text = await listening;
    abort.abort();
    const said = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as FeedItem);
    expect(said.filter((item) => item.id === id).map(({ type }) => type)).toContain('ticket.created');
    expect(said.every(({ no }) => no > cursor - 1)).toBe(true);
  });

  test('the command line makes sample tickets beside servers that are at work', async () => {
    const before = await numbersUnique();
    const seeding = machine.cli('seed', '--org', ORG, '--tickets', String(SEEDED));
    let sent = 0;
    let running = true;
    const writers = [0, 1, 2].map(async (writer) => {
      while (running) {
        ticketIn(await reportAt(writer, `旁边 ${writer}`));
        sent += 1;
      }
    });
    const seeded = await seeding;
    running = false;
    await Promise.all(writers);
    expect(seeded).toMatchObject({ code: 0 });
    expect(await numbersUnique()).toBe(before + SEEDED + sent);
    expect(sent).toBeGreaterThan(0);
  });

  test('timers fire by themselves, each once, and never before their moment', async () => {
    const store = await machine.store();
    // What was seeded long overdue is out of the way.
    while ((await mine.reader.count(timer, { dueAt: { lte: Date.now() } }, 1)) > 0) await pause(50);
    // Reports whose promise ends in a moment: whoever takes them on lives two hours ago.
    const clock = { now: () => Date.now() - URGENT + MOMENT, forward: () => {} };
    const past = await startProduct(store, { clock, checkAnswers: false, personalKey: SECRET_KEY });
    const ids: TicketId[] = [];
    const senders = Array.from({ length: 4 }, async () => {
      while (ids.length < TIMERS) ids.push((await reported(past, { priority: 'urgent' })).id);
    });
    await Promise.all(senders);
    await past.stop();
    const promised = await mine.reader.find(ticket, { where: { id: { in: ids } }, columns: ['id', 'dueAt'] });
    const dueAt = new Map(promised.map((row) => [row.id as string, row.dueAt ?? 0]));
    const fired = () =>
      mine.reader.find(event, {
        where: { type: 'ticket.overdue', streamId: { in: ids } },
        columns: ['streamId', 'at'],
      });
    while ((await fired()).length < ids.length) await pause(100);
    const once = await fired();
    expect(new Set(once.map(({ streamId }) => streamId)).size).toBe(once.length);
    expect(once).toHaveLength(ids.length);
    // How much later is a figure: `npm run bench -- timer_late_ms`.
    for (const { streamId, at } of once) expect(at).toBeGreaterThanOrEqual(dueAt.get(streamId) ?? Number.NaN);
  });

  test('every chain proves itself', async () => {
    await settled();
    const { code, said } = await machine.cli('verify');
    expect([code, said]).toEqual([0, expect.stringContaining(' 0 findings')]);
  });
});
