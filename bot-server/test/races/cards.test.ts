// Two hundred people who all hold a card of the same ticket accept it at the same moment, at two servers on one MariaDB, with the
// platform beside them: what the platform receives of it is one set, no card left out and none changed twice.
import type { TicketId } from '@paidan/shared/kernel/id';
import { drained, startChannelsApart, workerNames } from '../support/channels';
import { onlyOn } from '../support/databases';
import { type Machine, makeMachine, type Process, planted } from '../support/processes';
import { outcome, report, ticketIn } from '../support/product';
import type { LogCall } from '../support/standIn';

const CROWD = 200;
const ASKED = Number(process.env.RACE_ROUNDS ?? 0);
const ROUNDS = ASKED > 0 ? Math.max(3, Math.ceil(ASKED / 100)) : 3;
jest.setTimeout(600_000 + ROUNDS * 30_000);
const NAMES = workerNames(CROWD);
/** Calls to be looked at: those of one round, several times over. */
const KEPT = 5000;
const UPDATE = 'message/update_template_card';
const DISPATCHERS = ['dispatch', 'dispatch2'];
/** Everybody who gets a card with 接单 on it. */
const HOLDERS = [...NAMES, 'tech1', 'tech2', 'tech3', 'tech4'].sort();

onlyOn('mysql', (_open, database) => {
  let machine: Machine;
  let bench: Awaited<ReturnType<typeof startChannelsApart>>;
  const tokens = new Map<string, string>();
  let seen = 0;

  beforeAll(async () => {
    machine = await makeMachine(database.config());
    bench = await startChannelsApart(machine, 2, { workers: CROWD });
    await bench.standIn.tell('log', { keep: KEPT });
    for (const login of ['resident1', 'dispatch', ...NAMES]) tokens.set(login, await machine.tokenFor(login));
    await drained(bench);
    await received();
  });
  afterAll(() => machine?.clear());

  /** Every call of ours that the platform got since the last time, whatever it said to it. */
  async function received(): Promise<readonly LogCall[]> {
    const calls = await bench.standIn.log(seen);
    if (seen > 0 && calls.length > 0 && calls[0]?.id !== seen + 1) throw new Error('calls were forgotten meanwhile');
    seen = calls.at(-1)?.id ?? seen;
    return calls.filter(({ way }) => way === 'in');
  }
  const tokenOf = (login: string) => ({ token: tokens.get(login) ?? '' });

  /** Offered and told to everybody; then accepted by all of them. What the platform was told of the one and of the other. */
  async function round(servers: readonly Process[]) {
    const [{ call }] = servers as readonly [Process];
    const values = report(bench.mine);
    const templateId = bench.mine.template('repair');
    const { id, no } = ticketIn(await call('ticket.create', { templateId, values }, tokenOf('resident1')));
    const ticketId = id as TicketId;
    // So that what the dispatchers hear of it has arrived before there is anything to change in it.
    await drained(bench);
    const offer = await call('ticket.offer', { ticketId }, tokenOf('dispatch'));
    if (offer.status !== 200) throw new Error(String(outcome(offer)));
    await drained(bench);
    const offered = tally(await received(), no);
    const accept = (login: string, index: number) =>
      (servers[index % servers.length] as Process).call('ticket.accept', { ticketId }, tokenOf(login));
    const replies = await Promise.all(shuffled(NAMES).map(accept));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    await drained(bench);
    return { offered, accepted: tally(await received(), no) };
  }

  test(`${CROWD} accept at once, ${ROUNDS} times: every card is sent once and changed once, whoever has it`, async () => {
    for (let turn = 0; turn < ROUNDS; turn++) {
      expect([turn, ...notOneSet(await round(bench.processes))]).toEqual([turn]);
    }
    expect(bench.faults()).toEqual([]);
  });

  test('the control: a server that changes each card twice is caught, by every card', async () => {
    await Promise.all(bench.processes.map((server) => server.stop()));
    const twice =
      '(async (...all) => { const first = await adapter.update(...all); await adapter.update(...all); return first; })(';
    const planter = await machine.serve({}, await planted('twice', ['adapter.update(', twice]));
    const found = notOneSet(await round([planter]));
    expect(found).toEqual([...DISPATCHERS, ...HOLDERS].map((userid) => `${UPDATE} ${userid}: 2 times`));
    await planter.stop();
  });
});

type Tally = ReadonlyMap<string, number>;

/** In words, whatever is missing or too much. */
const notOneSet = ({ offered, accepted }: { readonly offered: Tally; readonly accepted: Tally }): readonly string[] => [
  ...besides(offered, [
    ...['新工单，待派单', '新工单可抢'].map((heading) => `webhook/send ${heading}`),
    ...[...DISPATCHERS, ...HOLDERS].map((userid) => `message/send ${userid}`),
  ]),
  ...besides(accepted, [...[...DISPATCHERS, ...HOLDERS].map((userid) => `${UPDATE} ${userid}`), 'webhook/send 已接单']),
];

/** Other than each of these once. */
function besides(told: Tally, wanted: readonly string[]): readonly string[] {
  const all = [...new Set([...wanted, ...told.keys()])];
  const times = (key: string) => told.get(key) ?? 0;
  const right = (key: string) => times(key) === (wanted.includes(key) ? 1 : 0);
  return all.filter((key) => !right(key)).map((key) => `${key}: ${times(key)} times`);
}

/** How often the platform was told of this ticket: by which call, and to whom or, in a group, under which heading. */
function tally(calls: readonly LogCall[], no: number): Tally {
  const about = new RegExp(`#${no}\\b`);
  const counts = new Map<string, number>();
  for (const { api, plain } of calls) {
    if (!about.test(plain.request)) continue;
    const { touser, userids, template_card: card, text } = JSON.parse(plain.request) as Request;
    const key = `${api} ${touser ?? userids?.join() ?? card?.source?.desc ?? text?.content.slice(-3)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
type Request = {
  readonly touser?: string;
  readonly userids?: readonly string[];
  readonly text?: { readonly content: string };
  readonly template_card?: { readonly source?: { readonly desc?: string } };
};

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
