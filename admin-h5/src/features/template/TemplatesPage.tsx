import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { inLocale, useLocale } from '../../lib/locale';
import { usePages } from '../../lib/usePages';
import { useText } from '../../text/useText';
import { Badge } from '../../ui/Badge';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';

export default function TemplatesPage() {
  const { records } = useText();
  const text = records.template;
  const locale = useLocale();
  const { query, items } = usePages('template.list', { retired: true });
  return (
    <Page title={text.title}>
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty title={text.emptyTitle} words={text.emptyWords} />}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {items.map((template) => (
          <li key={template.id}>
            <Link
              to={`/templates/${template.id}`}
              className="flex min-h-[76px] items-center gap-3 rounded-lg border border-line bg-surface px-4 shadow-low transition-colors hover:border-accent"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-lg font-medium">{inLocale(template.name, locale)}</span>
                <span className="flex items-center gap-2 text-sm text-ink-2">
                  <code className="font-mono text-xs">{template.code}</code>·
                  <span>{text.revision(template.revision)}</span>
                </span>
              </span>
              {template.state === 'retired' && <Badge>{records.state.retired}</Badge>}
              <ChevronRight className="h-4 w-4 text-ink-3" aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
      <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </Page>
  );
}
