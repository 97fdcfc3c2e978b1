import type { OutputOf } from '@paidan/shared/contract/index';
import type { UseQueryResult } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { inLocale, useLocale } from '../../../lib/locale';
import { useText } from '../../../text/useText';
import { Empty } from '../../../ui/Empty';
import { ErrorState } from '../../../ui/ErrorState';
import { SkeletonRows } from '../../../ui/Skeleton';

type Props = { readonly query: UseQueryResult<OutputOf<'template.list'>>; readonly onChoose: (id: string) => void };

export function TemplateChoice({ query, onChoose }: Props) {
  const text = useText().ticket.reportPage;
  const locale = useLocale();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <SkeletonRows rows={4} />;
  if (query.data.items.length === 0) return <Empty title={text.noTemplates} words={text.noTemplatesWords} />;
  return (
    <>
      <h2 className="mb-3 mt-2 text-ink-2">{text.pick}</h2>
      <ul className="grid gap-2.5 sm:grid-cols-2">
        {query.data.items.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              onClick={() => onChoose(template.id)}
              className="flex min-h-[64px] w-full items-center gap-3 rounded-lg border border-line bg-surface px-4 text-left shadow-low transition-colors hover:border-accent"
            >
              <span className="min-w-0 flex-1 text-lg font-medium">{inLocale(template.name, locale)}</span>
              <ChevronRight className="h-4 w-4 text-ink-3" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
