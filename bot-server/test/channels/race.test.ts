// Two hundred people press 接单 at the same moment, at two processes: one has the ticket, and everybody's card says so.
import { card as cardTable } from '../../src/store/tables/card';
import { event as eventTable } from '../../src/store/tables/event';
import {
  type Channels,
  type Delivery,
  drained,
  keysOn,
  type Message,
  startChannels,
  statusOn,
  titleOn,
  workerNames,
} from '../support/channels';
import { eachDatabase } from '../support/databases';

const CROWD = 200;
const NAMES = workerNames(CROWD);

eachDatabase((_name, open) => {
  let bench: Channels;
  beforeAll(async () => {
    bench = await startChannels([await open(), await open()], { workers: CROWD });
  });
  afterAll(() => bench?.stop());

  test('two hundred presses: one winner, and 199 who read who has it', async () => {
    const { hooks, mine } = bench;
    const { id: ticketId, no } = await bench.offered();
    await bench.settled();
    const cards = await cardsOf(no);
    expect(cards.size).toBe(CROWD + 4);
    const replies = await Promise.all(
      NAMES.map((userid, index) =>
        bench.press(userid, cards.get(userid) as Message, 'ticket.accept', { url: hooks[index % 2], force: true }),
      ),
    );
    expect(new Set(replies.map(({ outcome, deliveries }) => `${outcome} ${deliveries}`))).toEqual(
      new Set(['answered 1']),
    );
    const said = replies.map(statusIn);
    const winner = NAMES[said.indexOf(undefined)] ?? '';
    expect(said.filter((status) => status === undefined)).toHaveLength(1);
    const name = `师傅${winner.slice(6)}`;
    expect(new Set(said.filter((status) => status !== undefined))).toEqual(new Set([`已被${name}接单`]));
    const accepted = await mine.reader.find(eventTable, { where: { streamId: ticketId, type: 'ticket.accepted' } });
    expect(accepted).toHaveLength(1);

    await drained(bench);
    const after = await cardsOf(no);
    for (const [userid, message] of after) {
      expect([userid, userid === winner ? keysOn(message) : statusOn(message)]).toEqual([
        userid,
        userid === winner ? ['ticket.depart'] : `已被${name}接单`,
      ]);
    }
    const rows = await mine.reader.find(cardTable, { where: { ticketId } });
    expect(rows.filter(({ state }) => state === 'live').map(({ recipient }) => recipient)).toEqual([winner]);
    expect(rows).toHaveLength(CROWD + 4 + 2);
  });

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
