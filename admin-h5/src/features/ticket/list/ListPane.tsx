// The list with its head: view, phases with their counts, words, filters, order.
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ask } from '../../../lib/ask';
import { useText } from '../../../text/useText';
import { useTitle } from '../../../ui/Page';
import { Tabs } from '../../../ui/Tabs';
import { type Filter, type Order, VIEWS } from '../filters';
import { FilterBar } from './FilterBar';
import { PhaseTabs } from './PhaseTabs';
import { Rows } from './Rows';
import type { useTickets } from './useTickets';

type Props = {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly tickets: ReturnType<typeof useTickets>;
  /** Beside an open ticket. */
  readonly compact: boolean;
  readonly openId?: string;
};

export function ListPane({ filter, onFilter, order, onOrder, tickets, compact, openId }: Props) {
  const text = useText();
  // Beside an open ticket, the tab is named after the ticket, whose effect comes later.
  useTitle(text.ticket.title);
  const top = useRef<HTMLDivElement>(null);
  const { phase: _, ...beside } = filter;
  const counts = useQuery({
    queryKey: ['counts', beside],
    queryFn: ({ signal }) => ask('ticket.counts', beside, signal),
    enabled: !compact,
  });
  const { query, rows, fresh, showFresh } = tickets;
  return (
    <section aria-label={text.ticket.list} className="flex min-h-full flex-col md:bg-surface">
      <div ref={top} />
      <header className="sticky top-0 z-20 border-b border-line bg-canvas px-4 pt-3 md:bg-surface md:px-5">
        <div className="flex min-h-[36px] flex-wrap items-center gap-2">
          {compact ? (
            <h2 className="mr-auto font-semibold">{text.ticket.title}</h2>
          ) : (
            <h1 className="mr-2 text-xl font-semibold">{text.ticket.title}</h1>
          )}
          {!compact && (
            <Tabs
              name={text.ticket.viewsName}
              tabs={VIEWS.map((value) => ({ value, label: text.ticket.views[value] }))}
              value={filter.view ?? 'all'}
              onChange={(view) => onFilter({ ...filter, view })}
            />
          )}
          <FilterBar filter={filter} onFilter={onFilter} order={order} onOrder={onOrder} compact={compact} />
        </div>
        {!compact && (
          <PhaseTabs
            counts={counts.data?.phases}
            atLeast={counts.data?.unfinished === true}
            value={filter.phase}
            onChange={(phase) => onFilter(phase ? { ...beside, phase: [phase] } : beside)}
          />
        )}
      </header>
      {fresh > 0 && (
        <div className="sticky top-24 z-20 flex h-0 justify-center overflow-visible">
          <button
            type="button"
            onClick={() => void showFresh().then(() => top.current?.scrollIntoView?.())}
            className="pop-in mt-3 h-8 rounded-full bg-accent px-4 text-sm font-medium text-accent-on shadow-high hover:bg-accent-strong"
          >
            ↑ {text.ticket.fresh(fresh)}
          </button>
        </div>
      )}
      <Rows
        query={query}
        rows={rows}
        filter={filter}
        onClear={() => onFilter({})}
        compact={compact}
        {...(openId && { openId })}
      />
    </section>
  );
}
