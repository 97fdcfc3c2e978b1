// What waits for me, the soonest due first.
import type { OutputOf } from '@paidan/shared/contract/index';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { ask } from '../../lib/ask';
import { inLocale, useLocale } from '../../lib/locale';
import { useHandover } from '../../lib/useHandover';
import { useText } from '../../text/useText';
import { Badge, type Tone } from '../../ui/Badge';
import { buttonClass } from '../../ui/Button';
import { Due } from '../../ui/Due';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { PriorityMark } from '../../ui/PriorityMark';
import { SkeletonRows } from '../../ui/Skeleton';

type Todo = OutputOf<'work.list'>['items'][number];
const TONES: Readonly<Record<Todo['work']['kind'], Tone>> = {
  dispatch: 'warn',
  offer: 'info',
  task: 'accent',
  accept: 'ok',
  rate: 'pause',
};

export default function WorkPage() {
  const text = useText();
  const query = useInfiniteQuery({
    queryKey: ['work', 'list'],
    queryFn: ({ pageParam, signal }) =>
      ask('work.list', { limit: 30, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={text.ticket.workTitle}>
      <Leavers />
      {query.isPending && <SkeletonRows rows={8} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <Empty title={text.ticket.emptyWork} words={text.ticket.emptyWorkWords}>
          <Link to="/tickets" className={buttonClass('plain')}>
            {text.shell.toTickets}
          </Link>
        </Empty>
      )}
      <ul className="max-md:space-y-2 md:divide-y md:divide-line">
        {items.map((item) => (
          <Row key={`${item.ticket.id}.${item.work.no}`} item={item} />
        ))}
      </ul>
      <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </Page>
  );
}

/** People who have left and still hold tickets: said where dispatchers look every day. */
function Leavers() {
  const text = useText().shell;
  const left = useHandover();
  if (left === null) return null;
  return (
    <Notice tone="warn" className="mb-3 items-center">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        {text.handoverWaits(left.people, left.tickets)}
        <Link
          to="/handover"
          className="inline-flex items-center font-medium underline underline-offset-4 max-md:min-h-[44px]"
        >
          {text.handoverGo}
        </Link>
      </div>
    </Notice>
  );
}

function Row({ item: { ticket, work } }: { item: Todo }) {
  const text = useText();
  const locale = useLocale();
  return (
    <li>
      <Link
        to={`/tickets/${ticket.id}`}
        className="flex min-h-[60px] items-center gap-3 px-4 py-2.5 outline-offset-[-2px] hover:bg-sunken max-md:rounded-lg max-md:border max-md:border-line max-md:bg-surface max-md:shadow-low"
      >
        <Badge tone={TONES[work.kind]} className="w-[68px] justify-center max-md:hidden">
          {text.ticket.workKinds[work.kind]}
        </Badge>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <PriorityMark priority={ticket.priority} />
            <span className="truncate font-medium">{ticket.title}</span>
          </span>
          <span className="mt-0.5 flex items-center gap-2 text-sm text-ink-2 max-md:flex-wrap max-md:gap-y-1">
            <Badge tone={TONES[work.kind]} className="md:hidden">
              {text.ticket.workKinds[work.kind]}
            </Badge>
            <span className="ml-auto md:hidden">
              <Due ticket={ticket} />
            </span>
            <span className="truncate max-md:w-full">
              #{ticket.no} · {inLocale(ticket.template.name, locale)}
              {ticket.site && ` · ${ticket.site.name}`}
            </span>
          </span>
        </span>
        <span className="shrink-0 text-sm max-md:hidden">
          <Due ticket={ticket} />
        </span>
        <ChevronRight className="h-4 w-4 shrink-0 text-ink-3 max-md:hidden" aria-hidden="true" />
      </Link>
    </li>
  );
}
