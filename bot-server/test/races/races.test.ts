// Two server processes on one MariaDB, and one on SQLite: whoever is at it at the same moment, one order of their calls explains what
// each of them saw, and is what the timeline says. RACE_ROUNDS asks for more of it (`npm run races`).
import type { MemberId, TemplateId, TicketId } from '@paidan/shared/kernel/id';
import type { TemplateBody } from '@paidan/shared/model/template';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { decide } from '@paidan/shared/rules/ticket/decide/index';
import { evolve } from '@paidan/shared/rules/ticket/evolve';
import { toRow } from '../../src/lookups/ticketRow';
import { event } from '../../src/store/tables/event';
import { numberBlock } from '../../src/store/tables/numberBlock';
import { outbox } from '../../src/store/tables/outbox';
import { ticket } from '../../src/store/tables/ticket';
import { checkNumbers } from '../../src/verify/numbers';
import { eachDatabase } from '../support/databases';
import { type Machine, makeMachine, type Process } from '../support/processes';
import { ORG, type Organization, organizationOf, outcome, ticketIn } from '../support/product';
import { explain, type Seen } from './history';
import { actorsOf, type Said, type Setting, settingOf, type Told, timelineAfter, toldIn } from './tickets';

const CROWD = 200;
const ASKED = Number(process.env.RACE_ROUNDS ?? 0);
jest.setTimeout(600_000 + ASKED * 5_000);
/** So that nothing stands in the way of who does what when: no places, no pictures. */
const BODY: TemplateBody = {
  name: { zh: '竞速', en: 'Race' },
  fields: [{ key: 'title', type: 'text', label: { zh: '标题', en: 'Title' }, node: 'report', required: true }],
  flow: [
    { id: 'report', kind: 'start', title: { zh: '报', en: 'Report' } },
    {
      id: 'dispatch',
      kind: 'dispatch',
      title: { zh: '派', en: 'Dispatch' },
      by: { kind: 'role', role: 'dispatcher' },
      pool: 'technician',
    },
    { id: 'repair', kind: 'task', title: { zh: '修', en: 'Repair' }, checkIn: false },
    { id: 'accept', kind: 'accept', title: { zh: '验', en: 'Accept' }, by: { kind: 'requester' }, returnTo: 'repair' },
    { id: 'end', kind: 'end', title: { zh: '完', en: 'End' } },
  ],
  binds: { title: 'title' },
  promise: { low: 600, normal: 600, high: 600, urgent: 600 },
};

type Turn = { readonly login: string; readonly command: Said['command']; readonly cut?: true };
type History = readonly Seen<Said, Told>[];

eachDatabase((name, _open, database) => {
  const rounds = ASKED > 0 ? ASKED : name === 'mysql' ? 50 : 3;
  const duels = Math.ceil(rounds / 5);
  let machine: Machine;
  let servers: readonly Process[];
  let mine: Organization;
  let templateId: TemplateId;
  let actors: ReadonlyMap<string, MemberActor>;
  const crowd = Array.from({ length: CROWD }, (_, index) => `racer${index + 1}`);
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    machine = await makeMachine(database.config());
    servers = name === 'mysql' ? await Promise.all([machine.serve(), machine.serve()]) : [await machine.serve()];
    mine = await organizationOf(await machine.store(), ORG);
    tokens.set('admin', await machine.tokenFor('admin'));
    templateId = (await good('admin', 'template.create', { code: 'race', body: BODY })).template.id;
    const people = [...crowd.map((login) => [login, 'technician']), ['second', 'dispatcher']] as const;
    await abreast(20, people, async ([login, role = '']) => {
      await good('admin', 'member.create', { login, name: login, roles: [role] });
    });
    const known = ['dispatch', 'resident1', 'tech1', 'tech2', 'tech3', 'second', ...crowd];
    await abreast(20, known, async (login) => void tokens.set(login, await machine.tokenFor(login)));
    actors = await actorsOf(mine.reader);
  });
  afterAll(() => machine?.clear());

  const at = (index: number): Process => servers[index % servers.length] as Process;
  const good = async (login: string, what: string, input: object) => {
    const reply = await at(0).call(what as 'ticket.get', input as never, { token: tokens.get(login) ?? '' });
    if (reply.status !== 200) throw new Error(`${what}: ${outcome(reply)} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const reported = async (): Promise<TicketId> =>
    ticketIn({
      status: 200,
      headers: new Headers(),
      body: await good('resident1', 'ticket.create', { templateId, values: { title: '竞速' } }),
    }).id;
  const tech = (login: string): MemberId => (actors.get(login) as MemberActor).id as MemberId;

  /** All at once, spread over the servers, in any order. Of a call that is cut off nobody knows what became of it. */
  async function race(turns: readonly Turn[]): Promise<History> {
    const ask = async ({ login, command, cut }: Turn, index: number): Promise<Seen<Said, Told>> => {
      const { type, ...input } = command;
      const said: Said = { by: actors.get(login) as MemberActor, command };
      const began = performance.now();
      const reply = await at(index)
        .call(type, input as never, { token: tokens.get(login) ?? '', ...(cut && { patience: Math.random() * 15 }) })
        .catch(() => null);
      const answer = reply === null ? null : toldIn(reply);
      return { command: said, began, ended: answer === null ? null : performance.now(), answer };
    };
    return Promise.all(shuffled(turns).map(ask));
  }

  /** In words, whatever no order explains. */
  async function wrongIn(id: TicketId, { model, start }: Setting, history: History): Promise<readonly string[]> {
    const timeline = await timelineAfter(mine.reader, id, start.ticket.version);
    const told = timeline.join('\n');
    const { order } = explain(model, start, history, ({ events }) => events.join('\n') === told);
    return order === null
      ? [`no order explains it: ${JSON.stringify({ history: history.map(({ answer }) => answer), timeline })}`]
      : [];
  }

  /** One has it, by one row of the timeline, and everybody hears of it once. */
  async function notOneWinner(id: TicketId, history: History): Promise<readonly string[]> {
    const won = history.filter(({ answer }) => answer !== null && 'version' in answer).length;
    const where = { streamId: id, type: 'ticket.accepted' };
    const rows = await mine.reader.find(event, { where, order: [['seq', 'asc']] });
    const heard = await mine.reader.find(outbox, { where: { streamId: id, topic: 'notify' } });
    const times = rows.map(
      ({ seq }) => heard.filter((row) => (row.payload as { from: number }).from <= seq && seq <= row.seq).length,
    );
    return [
      ...(won === 1 ? [] : [`${won} were told that they have it`]),
      ...(rows.length === 1 ? [] : [`${rows.length} rows of the timeline`]),
      ...(times.every((count) => count === 1) ? [] : [`heard ${times.join()} times`]),
    ];
  }

  async function crowdAt(id: TicketId): Promise<{ readonly setting: Setting; readonly history: History }> {
    await good('dispatch', 'ticket.offer', { ticketId: id });
    const setting = await settingOf(mine.reader, id);
    return {
      setting,
      history: await race(crowd.map((login) => ({ login, command: { type: 'ticket.accept', ticketId: id } }))),
    };
  }

  test(`${CROWD} accept at once, ${rounds} times: one winner each, one row, one round of news`, async () => {
    for (let round = 0; round < rounds; round++) {
      const id = await reported();
      const { setting, history } = await crowdAt(id);
      expect([round, ...(await notOneWinner(id, history)), ...(await wrongIn(id, setting, history))]).toEqual([round]);
    }
  });

  const duel = (title: string, upTo: (id: TicketId) => Promise<unknown>, turnsOf: (id: TicketId) => readonly Turn[]) =>
    test(`${title}, ${duels} times: one order explains what each was told`, async () => {
      for (let round = 0; round < duels; round++) {
        const id = await reported();
        await upTo(id);
        const setting = await settingOf(mine.reader, id);
        const version = async () => (await mine.reader.one(ticket, { id }))?.version ?? 0;
        const before = await version();
        const turns = turnsOf(id);
        // Some of them again, and some cut off.
        const history = await race([...turns, ...turns, ...turns.map((turn) => ({ ...turn, cut: true as const }))]);
        expect([round, ...(await wrongIn(id, setting, history))]).toEqual([round]);
        // Somebody came through, whether or not the answer reached them.
        expect(await version()).toBeGreaterThan(before);
      }
    });

  const assigned = (id: TicketId) => good('dispatch', 'ticket.assign', { ticketId: id, memberId: tech('tech1') });
  const accepted = async (id: TicketId) => {
    await assigned(id);
    await good('tech1', 'ticket.accept', { ticketId: id });
  };
  const completed = async (id: TicketId) => {
    await accepted(id);
    await good('tech1', 'ticket.complete', { ticketId: id, values: {} });
  };

  duel(
    'two dispatchers assign, while the pool is offered it',
    (id) => good('dispatch', 'ticket.offer', { ticketId: id }),
    (ticketId) => [
      { login: 'dispatch', command: { type: 'ticket.assign', ticketId, memberId: tech('tech1') } },
      { login: 'second', command: { type: 'ticket.assign', ticketId, memberId: tech('tech2') } },
      { login: 'racer1', command: { type: 'ticket.accept', ticketId } },
    ],
  );
  duel('confirmed, rejected, cancelled', completed, (ticketId) => [
    { login: 'resident1', command: { type: 'ticket.confirm', ticketId, values: {} } },
    { login: 'resident1', command: { type: 'ticket.reject', ticketId, reason: '还在漏' } },
    { login: 'admin', command: { type: 'ticket.cancel', ticketId, reason: '不用了' } },
    { login: 'tech1', command: { type: 'ticket.comment', ticketId, text: '好了' } },
  ]);
  duel('transferred, completed', accepted, (ticketId) => [
    { login: 'tech1', command: { type: 'ticket.complete', ticketId, values: {} } },
    { login: 'dispatch', command: { type: 'ticket.transfer', ticketId, memberId: tech('tech2'), reason: '换人' } },
    { login: 'tech1', command: { type: 'ticket.transfer', ticketId, memberId: tech('tech3'), reason: '去不了' } },
    { login: 'tech1', command: { type: 'ticket.depart', ticketId } },
  ]);

  test('numbers: each once, and every gap in a block that somebody took and has not used up', async () => {
    const before = (await mine.reader.find(ticket, { where: {}, columns: ['no'] })).length;
    await abreast(20, crowd, async (_, index) => {
      const input = { templateId, values: { title: `第${index}张` } };
      ticketIn(await at(index).call('ticket.create', input, { token: tokens.get('resident1') ?? '' }));
    });
    const numbers = (await mine.reader.find(ticket, { where: {}, columns: ['no'] })).map(({ no }) => no);
    expect(numbers).toHaveLength(before + CROWD);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(await checkNumbers(mine.reader)).toEqual([]);
    const blocks = await mine.reader.find(numberBlock, { where: {}, order: [['first', 'asc']] });
    const used = new Set(numbers);
    const open = blocks.filter(({ first, size }) =>
      Array.from({ length: size }, (_, index) => first + index).some((no) => !used.has(no)),
    );
    // Nothing failed: only the newest block of each process has numbers left. The one that planted the samples is one of the servers.
    expect(new Set(open.map(({ takenBy }) => takenBy)).size).toBe(open.length);
  });

  test('every chain and every row proves itself, and no process has anything to complain of', async () => {
    const { code, said } = await machine.cli('verify');
    expect([code, said]).toEqual([0, expect.stringContaining(' 0 findings')]);
    expect(servers.flatMap((server) => server.faults())).toEqual([]);
  });

  test('the control: a claim that reads first and writes afterwards is caught, and so is a second row', async () => {
    const store = await machine.store();
    const id = await reported();
    await good('dispatch', 'ticket.offer', { ticketId: id });
    const setting = await settingOf(mine.reader, id);
    const naive = async (login: string): Promise<Seen<Said, Told>> => {
      const said: Said = { by: actors.get(login) as MemberActor, command: { type: 'ticket.accept', ticketId: id } };
      const began = performance.now();
      const { answer } = setting.model.step((await settingOf(mine.reader, id)).start, said);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      const { ticket: now } = (await settingOf(mine.reader, id)).start;
      const facts = {
        members: new Map(),
        files: new Map(),
        sites: new Set<never>(),
        assets: new Map(),
        fence: null,
        poolSize: 0,
      };
      const template = { id: now.templateId, revision: 1, code: 'race', ...BODY };
      const decision = decide(said.command, setting.start.ticket, { now: Date.now(), actor: said.by, template, facts });
      if ('version' in answer && decision.ok) {
        const dated = decision.value.map((body) => ({ ...body, at: Date.now(), by: said.by.id }) as never);
        const after = dated.reduce((last, one) => evolve(last, id, one), setting.start.ticket);
        const { tenantId } = mine;
        const { id: _, ...row } = toRow(after);
        await store.unit({ tenantId }, (u) => u.change(ticket, { id }, row));
      }
      return { command: said, began, ended: performance.now(), answer };
    };
    const history = await Promise.all(crowd.slice(0, 20).map(naive));
    const { model, start } = setting;
    expect(explain(model, start, history).order).toBeNull();

    const fair = await reported();
    const { setting: fairly, history: seen } = await crowdAt(fair);
    expect([...(await notOneWinner(fair, seen)), ...(await wrongIn(fair, fairly, seen))]).toEqual([]);
    const [row] = await mine.reader.find(event, { where: { streamId: fair, type: 'ticket.accepted' } });
    if (row === undefined) throw new Error('nobody has it');
    await store.unit({ tenantId: mine.tenantId }, (u) =>
      u.insert(event, [{ ...row, seq: row.seq + 50, feedNo: null }]),
    );
    expect(await notOneWinner(fair, seen)).toEqual(['2 rows of the timeline', 'heard 1,0 times']);
    expect(await wrongIn(fair, fairly, seen)).toHaveLength(1);
    // Of two who were told that they have it, one is too many.
    const twice = seen.map((one) =>
      one === seen.find(({ answer }) => answer !== null && !('version' in answer))
        ? { ...one, answer: seen.find(({ answer }) => answer !== null && 'version' in answer)?.answer ?? null }
        : one,
    );
    expect(explain(fairly.model, fairly.start, twice).order).toBeNull();
  });
});

async function abreast<Item>(
  most: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> {
  const waiting = items.map((item, index) => ({ item, index }));
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next.item, next.index);
    }),
  );
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
