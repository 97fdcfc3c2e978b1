// Words, filters and order.
import { SlidersHorizontal, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { cn } from '../../../lib/cn';
import { useText } from '../../../text/useText';
import { Button } from '../../../ui/Button';
import { ExportButton } from '../../../ui/ExportButton';
import { Select } from '../../../ui/Input';
import { SearchBox } from '../../../ui/SearchBox';
import { countOf, type Filter, ORDERS, type Order, unfiltered } from '../filters';

/** Fetched when it is opened: the list stands without it. */
const FilterDialog = lazy(() => import('./FilterDialog'));

type Props = {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly compact: boolean;
};

export function FilterBar({ filter, onFilter, order, onOrder, compact }: Props) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const on = countOf(filter);
  const { text: sought, ...beside } = filter;
  return (
    <div className={cn('flex min-w-0 items-center gap-2 py-1', compact ? 'w-full' : 'max-md:w-full md:ml-auto')}>
      <SearchBox
        name={text.ticket.searchHint}
        value={sought ?? ''}
        onChange={(next) => onFilter(next === '' ? beside : { ...beside, text: next })}
        className={compact ? 'flex-1' : 'min-w-0 flex-1 md:w-[240px] md:flex-none'}
        hotkey
      />
      <Button size="sm" onClick={() => setOpen(true)} className={cn(on > 0 && '!border-accent !text-accent')}>
        <SlidersHorizontal className="h-4 w-4" aria-hidden="true" />
        <span className={compact ? 'sr-only' : 'max-md:sr-only'}>
          {on > 0 ? text.ticket.filtersOn(on) : text.ticket.filters}
        </span>
      </Button>
      {on > 0 && !compact && (
        <Button size="sm" look="quiet" onClick={() => onFilter(unfiltered(filter))} className="max-md:hidden">
          <X className="h-3.5 w-3.5" aria-hidden="true" />
          {text.ticket.clearFilters}
        </Button>
      )}
      {!compact && <ExportButton of="ticket.export" filter={filter} narrow />}
      {!compact && (
        <Select
          aria-label={text.ticket.order}
          value={order}
          onChange={(event) => onOrder(ORDERS.find((each) => each === event.target.value) ?? 'newest')}
          className="ml-auto w-[124px] shrink-0 md:[&>select]:!h-8"
        >
          {ORDERS.map((each) => (
            <option key={each} value={each}>
              {text.ticket.orders[each]}
            </option>
          ))}
        </Select>
      )}
      {open && (
        <Suspense fallback={null}>
          <FilterDialog
            filter={filter}
            onFilter={(next) => {
              onFilter(next);
              setOpen(false);
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
