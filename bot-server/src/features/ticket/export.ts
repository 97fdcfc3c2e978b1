// ticket.export: what ticket.list would show to the same asker with the same filters, as a file. The newest first, since only that
// order stays as it is while the rows are read.
import type { TicketId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import type { Handler } from '../../core/call';
import type { Exporter } from '../../core/exporter';
import { namesOf } from '../../lookups/names';
import { offsetOf } from '../../lookups/organization';
import { fromRow } from '../../lookups/ticketRow';
import type { RowOf } from '../../store/columns';
import { ticket as table } from '../../store/tables/ticket';
import type { Reader, Store } from '../../store/unit';
import { ownTemplate } from './aggregate';
import { type ExportedTicket, namedIn, ticketColumns } from './columns';
import { narrowingOf, rareIn, type TicketWhere, whereOf } from './filter';
import { BOUNDS, type Bounds, type Search, throughAll } from './lookThrough';
import type { Present } from './present';

const PAGE = 500;

export const exportTickets =
  (
    store: Store,
    { templates, clock }: Present,
    exporter: Exporter,
    bounds: Bounds = BOUNDS[store.dialect],
  ): Handler<'ticket.export'> =>
  async ({ format, ...filter }, call) => {
    const { scope, locale } = call;
    const reader = store.read(scope);
    const narrowing = await narrowingOf(reader, filter.text, bounds.few);
    const where = whereOf(filter, scope.actor, clock.now(), rareIn(narrowing));
    // Words of which each is in very many tickets: the database alone would go through all of those, and hold up everybody.
    const search: Search | null =
      narrowing.kind === 'common' && narrowing.grams.length > 1
        ? {
            where,
            wordless: whereOf({ ...filter, text: undefined }, scope.actor, clock.now()),
            grams: narrowing.grams,
            order: [['id', 'desc']],
            columns: ['id'],
            after: null,
          }
        : null;
    const [rows, offset, template] = await Promise.all([
      search === null
        ? reader.count(table, where, LIMITS.exportRows + 1)
        : countThrough(reader, search, LIMITS.exportRows + 1, bounds),
      offsetOf(store, scope.tenantId),
      filter.templateId === undefined ? undefined : templates.current(reader, filter.templateId),
    ]);
    const fields = template?.fields ?? [];

    async function* pages(): AsyncGenerator<readonly ExportedTicket[]> {
      for await (const page of search === null ? pagesAlong(reader, where) : pagesThrough(reader, search, bounds)) {
        const kept = page.map(fromRow);
        const tickets = fields.some(({ type }) => type === 'phone') ? await opened(kept) : kept;
        const named = tickets.map((one) => namedIn(fields, one));
        const names = await namesOf(reader, {
          members: tickets.flatMap(({ requesterId, assigneeId }) => [requesterId, assigneeId]),
          locale,
          sites: [...tickets.map(({ siteId }) => siteId), ...named.flatMap(({ sites }) => sites)],
          assets: [...tickets.map(({ assetId }) => assetId), ...named.flatMap(({ assets }) => assets)],
        });
        const now = clock.now();
        yield await Promise.all(
          tickets.map(async (one) => ({
            ticket: one,
            template: await ownTemplate(templates, reader, one),
            names,
            now,
          })),
        );
      }
    }
    /** Masked, as everywhere. */
    const opened = async <T>(tickets: T): Promise<T> => (await store.vault?.masked(reader, tickets)) ?? tickets;

    const columns = ticketColumns(locale, offset, template);
    return exporter(call, { of: 'ticket', format, filter, columns, rows, pages });
  };

type Page = readonly RowOf<typeof table>[];

async function* pagesAlong(reader: Reader, where: TicketWhere): AsyncGenerator<Page> {
  for (let after: { id: TicketId } | undefined; ; ) {
    const page = await reader.find(table, {
      where,
      order: [['id', 'desc']],
      limit: PAGE,
      ...(after !== undefined && { after }),
    });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = { id: last.id };
  }
}

async function* pagesThrough(reader: Reader, search: Search, bounds: Bounds): AsyncGenerator<Page> {
  for await (const heads of throughAll(reader, search, bounds))
    for (let at = 0; at < heads.length; at += PAGE) {
      const ids = heads.slice(at, at + PAGE).map(({ id }) => id);
      // Still what was asked for: it may have changed since it was looked up.
      const where = { ...search.wordless, id: { in: ids } };
      yield await reader.find(table, { where, order: [['id', 'desc']], along: 'key' });
    }
}

async function countThrough(reader: Reader, search: Search, cap: number, bounds: Bounds): Promise<number> {
  let count = 0;
  for await (const heads of throughAll(reader, search, bounds)) {
    count += heads.length;
    if (count >= cap) return cap;
  }
  return count;
}
