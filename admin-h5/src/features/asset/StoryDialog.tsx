// What was done to an asset: what is under way, and what came before, with when and by whom.
import type { PastTicket } from '@paidan/shared/contract/ticket';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ask } from '../../lib/ask';
import { useLocale } from '../../lib/locale';
import { useMe } from '../../lib/me';
import { useNow } from '../../lib/now';
import { momentAlone } from '../../lib/time';
import { useText } from '../../text/useText';
import { Badge } from '../../ui/Badge';
import { Dialog } from '../../ui/Dialog';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { PhaseBadge } from '../../ui/PhaseMark';
import { SkeletonRows } from '../../ui/Skeleton';
import type { Asset } from './asset';

export function StoryDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const text = useText().records.asset;
  const query = useInfiniteQuery({
    queryKey: ['asset', 'story', asset.id],
    queryFn: ({ pageParam, signal }) =>
      ask('asset.history', { id: asset.id, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  });
  const open = query.data?.pages[0]?.open ?? [];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog title={`${text.story} · ${asset.name}`} onClose={onClose}>
      <div className="min-h-[160px] space-y-4 pb-4">
        {query.isPending && <SkeletonRows rows={3} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {open.length > 0 && <Part title={text.storyOpen} items={open} />}
        {items.length > 0 && <Part title={text.storyBefore} items={items} />}
        {query.data && items.length + open.length === 0 && (
          <p className="py-6 text-center text-ink-3">{text.storyNone}</p>
        )}
        <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
    </Dialog>
  );
}

function Part({ title, items }: { title: string; items: readonly PastTicket[] }) {
  return (
    <section>
      <h3 className="mb-1 text-xs text-ink-3">{title}</h3>
      <ol className="divide-y divide-line">
        {items.map((item) => (
          <Past key={item.id} item={item} />
        ))}
      </ol>
    </section>
  );
}

function Past({ item }: { item: PastTicket }) {
  const text = useText().records.asset;
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  const at = item.completedAt ?? item.endedAt ?? item.createdAt;
  const title = `#${item.no} ${item.title}`;
  return (
    <li className="py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        {item.mayOpen ? (
          <Link to={`/tickets/${item.id}`} className="font-medium text-accent hover:underline">
            {title}
          </Link>
        ) : (
          <span className="font-medium">{title}</span>
        )}
        <PhaseBadge ticket={item} />
        {item.flags > 0 && <Badge tone="danger">{text.storyFlags(item.flags)}</Badge>}
        <span className="ml-auto text-xs text-ink-3">
          {momentAlone(at, now, offsetMinutes, locale)}
          {item.handler && ` · ${item.handler.name}`}
        </span>
      </p>
      {item.did.map((words) => (
        <p key={words} className="mt-0.5 whitespace-pre-wrap break-words text-ink-2">
          {words}
        </p>
      ))}
    </li>
  );
}
