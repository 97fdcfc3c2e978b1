// The lines, or what stands in their place: loading, broken, empty. `j` and `k` move the focus from line to line.
import type { TicketSummary } from '@paidan/shared/model/ticket';
import { useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { cn } from '../../../lib/cn';
import { useKeys } from '../../../lib/keys';
import { useMay } from '../../../lib/me';
import { useText } from '../../../text/useText';
import { Button, buttonClass } from '../../../ui/Button';
import { Empty } from '../../../ui/Empty';
import { ErrorState } from '../../../ui/ErrorState';
import { LoadMore } from '../../../ui/LoadMore';
import { SkeletonRows } from '../../../ui/Skeleton';
import { type Filter, fits } from '../filters';
import { COLUMNS, TicketRow } from './TicketRow';
import type { useTickets } from './useTickets';

type Props = {
  readonly query: ReturnType<typeof useTickets>['query'];
  readonly rows: readonly TicketSummary[];
  readonly filter: Filter;
  readonly onClear: () => void;
  readonly compact: boolean;
  readonly openId?: string;
};

export function Rows({ query, rows, filter, onClear, compact, openId }: Props) {
  const text = useText();
  const [params] = useSearchParams();
  const list = useRef<HTMLUListElement>(null);
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) }, !compact);

  if (query.isPending) return <SkeletonRows rows={12} />;
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const unfinished = query.data?.pages.at(-1)?.unfinished === true;
  if (rows.length === 0 && !unfinished) return <Nothing filtered={Object.keys(filter).length > 0} onClear={onClear} />;
  const search = params.toString();
  return (
    <>
      {!compact && (
        <div
          aria-hidden="true"
          className={cn(COLUMNS, 'hidden h-8 border-b border-line px-5 text-xs text-ink-3 md:grid')}
        >
          <span />
          <span>{text.ticket.no}</span>
          <span>{text.ticket.subject}</span>
          <span className="max-lg:hidden">{text.ticket.site}</span>
          <span className="max-lg:hidden">{text.ticket.requester}</span>
          <span>{text.ticket.phase}</span>
          <span>{text.ticket.assignee}</span>
          <span className="text-right">{text.ticket.due}</span>
        </div>
      )}
      <ul
        ref={list}
        className={cn(
          'max-md:space-y-2 max-md:px-3 max-md:py-3',
          compact ? 'divide-y divide-line' : 'md:divide-y md:divide-line',
        )}
      >
        {rows.map((row) => (
          <TicketRow
            key={row.id}
            row={row}
            search={search}
            open={row.id === openId}
            gone={!fits(row, filter)}
            compact={compact}
          />
        ))}
      </ul>
      {unfinished ? (
        <Further found={rows.length > 0} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : (
        <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      )}
      <div className="h-20 md:h-6" />
    </>
  );
}

/** Words that very many tickets have: the search has stopped on its way, and goes on when it is asked to. */
function Further({ found, busy, onMore }: { found: boolean; busy: boolean; onMore: () => void }) {
  const text = useText();
  return (
    <div role="status" className="mx-auto flex max-w-[420px] flex-col items-center px-6 py-8 text-center">
      <p className="font-medium">{found ? text.ticket.furtherFound : text.ticket.furtherNone}</p>
      <p className="mt-1 text-sm text-ink-2">{text.ticket.furtherWords}</p>
      <Button className="mt-4" busy={busy} onClick={onMore}>
        {text.ticket.further}
      </Button>
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const text = useText();
  const mayReport = useMay('ticket.create');
  if (filtered) {
    return (
      <Empty title={text.ticket.emptyFiltered} words={text.ticket.emptyFilteredWords}>
        <Button onClick={onClear}>{text.ticket.clearFilters}</Button>
      </Empty>
    );
  }
  return (
    <Empty title={text.ticket.emptyTitle} words={text.ticket.emptyWords}>
      {mayReport && (
        <Link to="/report" className={buttonClass('primary')}>
          {text.ticket.report}
        </Link>
      )}
    </Empty>
  );
}
