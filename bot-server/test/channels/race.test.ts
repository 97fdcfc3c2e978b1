// Two server processes on one database, and the platform in a third: two hundred people press 接单 at the same moment, and one
// press arrives fifty times, in any order, and again an hour later. One has the ticket, and everybody's card says so.
import type { MemberId } from '@paidan/shared/kernel/id';
import { card as cardTable } from '../../src/store/tables/card';
import { event as eventTable } from '../../src/store/tables/event';
import { member as memberTable } from '../../src/store/tables/member';
import {
  type Delivery,
  drained,
  keysOn,
  type Message,
  startChannelsApart,
  statusOn,
  titleOn,
  type Wire,
  workerNames,
} from '../support/channels';
import { eachDatabase } from '../support/databases';
import { type Machine, makeMachine } from '../support/processes';
import { rowsOf } from '../support/rows';
import { deliver, shownIn } from '../support/wire';

const MINUTE = 60_000;
const CROWD = 200;
const NAMES = workerNames(CROWD);

eachDatabase((_name, _open, database) => {
  let machine: Machine;
  let bench: Awaited<ReturnType<typeof startChannelsApart>>;
  beforeAll(async () => {
    machine = await makeMachine(database.config());
    bench = await startChannelsApart(machine, 2, { workers: CROWD });
  });
  afterAll(() => machine?.clear());

  test('two hundred presses: one winner, and 199 who read who has it', async () => {
    const { hooks, mine } = bench;
    const { id: ticketId, no } = await bench.offered();
    await drained(bench);
    const cards = await cardsOf(no);
    expect(cards.size).toBe(CROWD + 4);
    const replies = await Promise.all(
      NAMES.map((userid, index) =>
        bench.press(userid, cards.get(userid) as Message, 'ticket.accept', { url: hooks[index % 2], force: true }),
      ),
    );
    // On a machine that is busy with other things the platform may have asked twice; never because something went wrong.
    expect(new Set(replies.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
    expect(bench.faults()).toEqual([]);
    await drained(bench);
    const accepts = await acceptsOf(ticketId);
    expect(accepts).toHaveLength(1);
    const { login: winner } = (await mine.reader.one(memberTable, { id: accepts[0]?.byId as MemberId })) ?? {
      login: '',
    };
    const name = `师傅${winner.slice(6)}`;
    // Whoever could not be told within the platform's patience is told by their card alone.
    const said = replies.flatMap((one, index) => (one.reply === undefined ? [] : [[NAMES[index], statusIn(one)]]));
    expect(said.length).toBeGreaterThan(1);
    expect(said).toEqual(said.map(([userid]) => [userid, userid === winner ? undefined : `已被${name}接单`]));
    const after = await cardsOf(no);
    expect(after.size).toBe(CROWD + 4);
    for (const [userid, message] of after) {
      expect([userid, userid === winner ? keysOn(message) : statusOn(message)]).toEqual([
        userid,
        userid === winner ? ['ticket.depart'] : `已被${name}接单`,
      ]);
    }
    const rows = await mine.reader.find(cardTable, { where: { ticketId } });
    // The winner's asks for the next step; of the others', those can be changed once more that got a code with their press.
    const live = rows.filter(({ state }) => state === 'live');
    expect(live.map(({ recipient }) => recipient)).toContain(winner);
    expect(live.filter(({ recipient, code }) => recipient !== winner && code === null)).toEqual([]);
    expect(rows).toHaveLength(CROWD + 4 + 2);
  });

  test('one press fifty times, among fifty of another’s, at both processes, and again an hour later at the other: one effect', async () => {
    const { hooks, mine } = bench;
    const { id, no } = await bench.offered();
    await drained(bench);
    const pressers = ['tech1', 'tech2'] as const;
    const cards = await cardsOf(no);
    const wires = new Map<string, Wire>();
    for (const who of pressers) {
      const dry = { dry: true, force: true };
      const told = await bench.press(who, cards.get(who) as Message, 'ticket.accept', dry);
      wires.set(who, (told as unknown as { readonly wire: Wire }).wire);
    }
    const arrive = async (who: string, at: number) => shownIn(await deliver(bench, wires.get(who) as Wire, hooks[at]));
    const turns = shuffled(
      Array.from({ length: 100 }, (_, index) => ({ who: pressers[index % 2] ?? '', at: (index >> 1) % 2 })),
    );
    const answers = await Promise.all(turns.map(async ({ who, at }) => ({ who, shown: await arrive(who, at) })));
    const [accepted, ...more] = await acceptsOf(id);
    expect(more).toEqual([]);
    const [winner, loser] = accepted?.byId === mine.member('tech1') ? pressers : [...pressers].reverse();
    const names: Readonly<Record<string, string>> = { tech1: '张伟', tech2: '刘洋' };
    const right = (who: string) =>
      who === winner ? ['ticket.depart', '到达签到', '查看'] : `已被${names[winner ?? '']}接单`;
    const told = answers.filter(({ shown }) => String(shown) !== '');
    expect(told.length).toBeGreaterThan(1);
    for (const { who, shown } of told) expect([who, shown]).toEqual([who, right(who)]);

    await drained(bench);
    await bench.forward(45 * MINUTE);
    const { card: held, ...before } = await rowsOf(mine.reader);
    for (const who of [loser, winner, loser, winner]) {
      for (const at of [1, 0]) expect([who, at, await arrive(who ?? '', at)]).toEqual([who, at, right(who ?? '')]);
    }
    // An hour after it was sealed it is nobody's any more.
    await bench.forward(20 * MINUTE);
    for (const who of pressers) {
      for (const hook of hooks) expect(await refused(wires.get(who) as Wire, hook)).toBe('403 refused');
    }
    const { card, ...rest } = await rowsOf(mine.reader);
    expect(rest).toEqual(before);
    expect(card).toHaveLength(held?.length ?? 0);
    expect(await acceptsOf(id)).toHaveLength(1);
  });

  /** A process looks at the platform's clock now and then: it may be a moment behind. */
  async function refused(wire: Wire, hook: string): Promise<string> {
    for (const until = Date.now() + 60_000; ; ) {
      const { status, body } = await deliver(bench, wire, hook);
      if (status !== 200 || Date.now() > until) return `${status} ${body}`;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const acceptsOf = (streamId: string) =>
    bench.mine.reader.find(eventTable, { where: { streamId, type: 'ticket.accepted' } });

  const cardsOf = async (no: number): Promise<ReadonlyMap<string, Message>> => {
    const { chats } = await bench.standIn.state();
    return new Map(
      chats
        .flatMap(({ kind, userid = '', messages }) =>
          kind === 'app'
            ? messages
                .filter((one) => !one.recalled && titleOn(one).startsWith(`#${no} `))
                .map((one) => [userid, one] as const)
            : [],
        )
        .filter(([userid]) => !userid.startsWith('dispatch')),
    );
  };
});

function statusIn({ reply }: Delivery): string | undefined {
  const { TemplateCard } = reply as { readonly TemplateCard?: { readonly ReplaceText?: string } };
  return TemplateCard?.ReplaceText;
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
