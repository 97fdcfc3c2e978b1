// Searching for words that are each in many tickets finds just what going through all of them finds: whichever words stand in which
// tickets, in every order, under further conditions, page by page, and whatever a request may cost.
import { makeId, type TicketId } from '@paidan/shared/kernel/id';
import { PHASES } from '@paidan/shared/kinds';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import fc from 'fast-check';
import { eachDatabase } from '../../../test/support/databases';
import { gramsOf } from '../../lookups/grams';
import { boundRows } from '../../store/bound';
import type { RowOf } from '../../store/columns';
import { A, aTicket, B, memberId, NOW } from '../../store/samples';
import type { Order } from '../../store/table';
import { ticket } from '../../store/tables/ticket';
import { ticketGram } from '../../store/tables/ticketGram';
import type { Reader, Store } from '../../store/unit';
import { narrowingOf, whereOf } from './filter';
import { ORDERS } from './list';
import { type Bounds, lookThrough, type Search, throughAll } from './lookThrough';

type Row = RowOf<typeof ticket>;
const TICKETS = 600;
/** On a machine that is busy with other things. Milliseconds. */
const PATIENCE = 60_000;
/** How often each is written: in most tickets, in some, in stretches only, hardly ever. */
const WORDS: readonly (readonly [string, (at: number) => boolean])[] = [
  ['电梯', (at) => at % 2 === 0],
  // Never together with the one before, though they alternate all along.
  ['噪音', (at) => at % 2 === 1],
  ['漏水', (at) => at % 3 !== 0],
  ['厨房', (at) => at % 7 === 3],
  ['门禁', (at) => Math.floor(at / 40) % 3 === 0],
  ['水电', (at) => Math.floor(at / 90) % 2 === 1],
  ['车库', (at) => at % 150 === 17],
];
const dispatcher: MemberActor = { kind: 'member', id: memberId('d'), roles: [], grants: ['ticket.readAll'] };
/** Sees what they reported and what they have in hand. */
const member: MemberActor = { kind: 'member', id: memberId('m'), roles: ['plumber'], grants: [] };
const sees = (actor: MemberActor, { requesterId, assigneeId }: Row) =>
  actor === dispatcher || requesterId === actor.id || assigneeId === actor.id;

/** Some words stand apart, some run into each other: then the pair in between is there, too. */
function titleOf(at: number): string {
  const words = WORDS.filter(([, is]) => is(at)).map(([word]) => word);
  return at % 5 === 0 ? words.join('') : words.join('，');
}

/** `turn`: whose words each has. */
const rowsOf = (turn: number): readonly Row[] =>
  Array.from({ length: TICKETS }, (_, at) => {
    const chance = Array.from({ length: 11 }, (_one, digit) => (at * 7 + digit * 13) % 32);
    const id = makeId(NOW + Math.floor(at / 4), chance);
    return aTicket(id, at + 1, {
      title: titleOf(at + turn),
      phase: PHASES[at % PHASES.length] as Row['phase'],
      requesterId: at % 4 === 1 ? member.id : memberId('reporter'),
      assigneeId: at % 5 === 2 ? member.id : null,
      dueAt: NOW + ((at * 37) % 50),
      updatedAt: NOW + ((at * 53) % 70),
    });
  });

const bounds: fc.Arbitrary<Bounds> = fc.record({
  few: fc.constantFrom(1, 20),
  work: fc.constantFrom(30, 300, 1000, 4000),
  chunk: fc.integer({ min: 5, max: 200 }),
  seek: fc.integer({ min: 1, max: 8 }),
  ticket: fc.integer({ min: 1, max: 16 }),
});
const NARROWEST: Bounds = { few: 1, work: 30, chunk: 5, seek: 8, ticket: 16 };

eachDatabase((_name, open) => {
  let store: Store;
  let reader: Reader;
  const rows = rowsOf(0);
  // The same ids, which say something else there.
  const others = rowsOf(1);

  beforeAll(async () => {
    store = await open();
    for (const [scope, all] of [
      [A, rows],
      [B, others],
    ] as const) {
      await store.unit(scope, async (u) => {
        await u.insertBound(ticket, boundRows(ticket, all));
        const grams = all.flatMap(({ id, title }) => gramsOf(title).map((gram) => ({ gram, ticketId: id })));
        await u.insertBound(ticketGram, boundRows(ticketGram, grams));
      });
    }
    reader = store.read(A);
  }, PATIENCE);

  const saying = (text: string, fits: (row: Row) => boolean) =>
    rows.filter((row) => fits(row) && gramsOf(text).every((gram) => gramsOf(row.title).includes(gram)));
  const sorted = (some: readonly Row[], order: Order<typeof ticket>) =>
    [...some].sort((a, b) => {
      for (const [column, way] of order) {
        const [x, y] = [a[column] as string | number, b[column] as string | number];
        if (x !== y) return (x < y ? -1 : 1) * (way === 'asc' ? 1 : -1);
      }
      return 0;
    });

  const searchFor = (
    text: string,
    phase: readonly Row['phase'][] | undefined,
    actor = dispatcher,
  ): Omit<Search, 'order' | 'columns' | 'after'> => {
    const filter = { ...(phase !== undefined && { phase: [...phase] }) };
    return {
      grams: [...gramsOf(text)],
      where: whereOf({ ...filter, text }, actor, NOW),
      wordless: whereOf(filter, actor, NOW),
    };
  };

  const texts = fc
    .uniqueArray(fc.constantFrom(...WORDS.map(([word]) => word)), { minLength: 1, maxLength: 3 })
    .chain((words) => fc.constantFrom(words.join(' '), words.join('')));
  const phases = fc.option(fc.uniqueArray(fc.constantFrom(...PHASES), { minLength: 1, maxLength: 3 }), {
    nil: undefined,
  });

  test(
    'all of them, in order, each once, and no request beyond its bound by more than a step',
    async () => {
      let unfinished = 0;
      await fc.assert(
        fc.asyncProperty(
          ...([
            texts,
            phases,
            fc.constantFrom('newest', 'due', 'updated'),
            fc.constantFrom(dispatcher, member),
            bounds,
            fc.integer({ min: 1, max: 60 }),
          ] as const),
          async (text, phase, by, actor, given, wanted) => {
            const order: Order<typeof ticket> = ORDERS[by];
            const columns = order.map(([column]) => column as 'id' | 'dueAt' | 'updatedAt');
            const search = { ...searchFor(text, phase, actor), order, columns };
            const found: TicketId[] = [];
            let after: Search['after'] = null;
            for (let pages = 0; ; pages++) {
              if (pages > 2 * TICKETS) throw new Error('it does not come any further');
              const { heads, last } = await lookThrough(reader, { ...search, after }, wanted, given);
              expect(heads.length).toBeLessThanOrEqual(wanted);
              found.push(...heads.map(({ id }) => id));
              const end: Search['after'] = last ?? (heads.length === wanted ? (heads.at(-1) ?? null) : null);
              if (end === null) break;
              if (last !== null) unfinished += 1;
              after = Object.fromEntries(columns.map((column) => [column, end[column]])) as Search['after'];
            }
            const wished = sorted(
              saying(text, (row) => sees(actor, row) && (phase === undefined || phase.includes(row.phase))),
              order,
            );
            expect(found).toEqual(wished.map(({ id }) => id));
          },
        ),
        // The rest is chance; with the narrowest bounds and the most frequent word many requests meet them, whatever else is drawn.
        { numRuns: 60, examples: [[WORDS[0]?.[0] ?? '', undefined, 'newest', dispatcher, NARROWEST, 60]] },
      );
      // Otherwise nothing of this was about bounds.
      expect(unfinished).toBeGreaterThan(50);
    },
    PATIENCE,
  );

  test(
    'without a bound: for files',
    async () => {
      await fc.assert(
        fc.asyncProperty(texts, phases, bounds, async (text, phase, given) => {
          const found: TicketId[] = [];
          const search = {
            ...searchFor(text, phase),
            order: ORDERS.newest,
            columns: ['id'],
            after: null,
          } as const;
          for await (const heads of throughAll(reader, search, given)) found.push(...heads.map(({ id }) => id));
          const wished = saying(text, (row) => phase === undefined || phase.includes(row.phase));
          expect(found).toEqual(sorted(wished, ORDERS.newest).map(({ id }) => id));
        }),
        { numRuns: 30 },
      );
    },
    PATIENCE,
  );

  test('words that alternate all along and never meet: both lists are read once, each to its end, and no ticket is', async () => {
    const reads = { entries: 0, tickets: 0, statements: 0 };
    const watched: Reader = {
      ...reader,
      ids: async (table, query) => {
        const found = await reader.ids(table, query);
        reads.entries += found.length;
        reads.statements += 1;
        return found;
      },
      find: (async (...given: Parameters<Reader['find']>) => {
        reads.tickets += 1;
        return reader.find(...given);
      }) as Reader['find'],
    };
    const given = { few: 1, work: 100_000, chunk: 64, seek: 8, ticket: 16 };
    const search = {
      ...searchFor('电梯 噪音', undefined),
      order: ORDERS.newest,
      columns: ['id'],
      after: null,
    } as const;
    expect(await lookThrough(watched, search, 51, given)).toEqual({ heads: [], last: null });
    expect(reads.tickets).toBe(0);
    expect(reads.entries).toBeLessThanOrEqual(TICKETS + 2);
    expect(reads.statements).toBeLessThanOrEqual(2 * Math.ceil(TICKETS / 2 / 64) + 2);
  });

  test('the shorter list comes to lead: a word that is in most tickets is not read to its end', async () => {
    let entries = 0;
    const watched: Reader = {
      ...reader,
      ids: async (table, query) => {
        const found = await reader.ids(table, query);
        entries += found.length;
        return found;
      },
    };
    const given = { few: 1, work: 100_000, chunk: 50, seek: 2, ticket: 16 };
    // 400 tickets against four, the longer one named first.
    const search = {
      ...searchFor('漏水 车库', undefined),
      order: ORDERS.newest,
      columns: ['id'],
      after: null,
    } as const;
    const { heads } = await lookThrough(watched, search, 51, given);
    expect(heads.map(({ id }) => id)).toEqual(
      sorted(
        saying('漏水 车库', () => true),
        ORDERS.newest,
      ).map(({ id }) => id),
    );
    expect(entries).toBeLessThan(150);
  });

  test('what narrows a search is told by counting no further than needed', async () => {
    expect(await narrowingOf(reader, '电梯 车库', 10)).toEqual({ kind: 'rare', gram: '车库' });
    expect(await narrowingOf(reader, '电梯 噪音', 10)).toEqual({ kind: 'common', grams: ['电梯', '噪音'] });
  });

  test('ids are packed whole, in their order, and within their organization', async () => {
    const mine = rows.filter(({ title }) => gramsOf(title).includes('电梯')).map(({ id }) => id as string);
    const list = (order: 'asc' | 'desc', limit: number) =>
      reader.ids(ticketGram, { where: { gram: '电梯' }, order: ['ticketId', order], limit });
    expect(await list('asc', 1000)).toEqual([...mine].sort());
    expect(await list('desc', 1000)).toEqual([...mine].sort().reverse());
    expect(await list('desc', 7)).toEqual([...mine].sort().reverse().slice(0, 7));
    expect(await reader.ids(ticketGram, { where: { gram: '没有' }, order: ['ticketId', 'asc'], limit: 9 })).toEqual([]);
  });

  test('no other columns are packed: the compiler refuses what would come back as something else', async () => {
    const plan = { where: {}, limit: 9 } as const;
    expect(await reader.ids(ticket, { ...plan, order: ['id', 'asc'] })).toHaveLength(9);
    // @ts-expect-error: numbers come back as text
    const numbers = await reader.ids(ticket, { ...plan, order: ['no', 'asc'] });
    expect(numbers.map((one) => typeof one)).toEqual(numbers.map(() => 'string'));
    // @ts-expect-error: gaps are left out, and told only by the count
    await expect(reader.ids(ticket, { ...plan, order: ['assigneeId', 'asc'] })).rejects.toThrow('assigneeId');
    // @ts-expect-error: words may hold commas
    const words = () => reader.ids(ticket, { ...plan, order: ['title', 'asc'] });
    expect(words).toBeDefined();
  });
});
