// The list, one ticket, or both side by side where the window is wide enough.
import { lazy, Suspense, useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { cn } from '../../lib/cn';
import { recall, remember } from '../../lib/kept';
import { useKeys } from '../../lib/keys';
import { useWide } from '../../lib/wide';
import { SkeletonRows } from '../../ui/Skeleton';
import { type Filter, filterIn, ORDERS, type Order, paramsOf } from './filters';
import { ListPane } from './list/ListPane';
import { useTickets } from './list/useTickets';

const TicketDetail = lazy(() => import('./detail/TicketDetail'));

/** From this width on, list and ticket stand side by side. */
const SPLIT_PIXELS = 1180;

export function TicketsPage() {
  const { id } = useParams();
  const [params] = useSearchParams();
  const search = params.toString();
  const filter = useMemo(() => filterIn(new URLSearchParams(search)), [search]);
  const [order, setOrder] = useState<Order>(() => ORDERS.find((each) => each === recall('order')) ?? 'newest');
  const split = useWide(SPLIT_PIXELS);
  const go = useNavigate();
  const tickets = useTickets(filter, order);

  const at = tickets.rows.findIndex((row) => row.id === id);
  const toRow = (step: 1 | -1) => {
    const row = tickets.rows[at + step];
    return row && at >= 0 ? () => go({ pathname: `/tickets/${row.id}`, search }) : null;
  };
  const close = () => go({ pathname: '/tickets', search });
  useKeys({ j: () => toRow(1)?.(), k: () => toRow(-1)?.(), Escape: close }, id !== undefined);

  const list = (
    <ListPane
      filter={filter}
      onFilter={(next: Filter) =>
        go({ pathname: id ? `/tickets/${id}` : '/tickets', search: paramsOf(next).toString() }, { replace: true })
      }
      order={order}
      onOrder={(next) => {
        remember('order', next);
        setOrder(next);
      }}
      tickets={tickets}
      compact={id !== undefined}
      {...(id !== undefined && { openId: id })}
    />
  );
  if (id === undefined) return list;
  return (
    <div className={cn('h-full', split && 'grid grid-cols-[minmax(300px,360px)_minmax(0,1fr)]')}>
      {split && <div className="min-h-0 overflow-y-auto border-r border-line print:hidden">{list}</div>}
      <div className="h-full min-h-0 md:overflow-y-auto">
        <Suspense fallback={<SkeletonRows rows={9} className="pt-16" />}>
          <TicketDetail key={id} id={id} onPrevious={toRow(-1)} onNext={toRow(1)} onClose={close} />
        </Suspense>
      </div>
    </div>
  );
}
