// The overview: how many of the tickets reported on each day are how far, by template; each number opens its tickets.
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ask } from '../../lib/ask';
import { inLocale, useLocale } from '../../lib/locale';
import { useBoardText } from '../../text/board';
import { useText } from '../../text/useText';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { Select } from '../../ui/Input';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';
import { BoardTable } from './BoardTable';
import { type Board, gridOf } from './grid';

/** Milliseconds: what others do arrives by the live feed; this is for the turn of the day. */
const EVERY = 300_000;

export default function BoardPage() {
  const text = useBoardText();
  const [params, setParams] = useSearchParams();
  const query = useQuery({
    queryKey: ['board'],
    queryFn: ({ signal }) => ask('ticket.board', {}, signal),
    refetchInterval: EVERY,
  });
  const chosen = query.data?.templates.find(({ id }) => id === params.get('template'));
  return (
    <Page
      title={text.title}
      actions={
        (query.data?.templates.length ?? 0) > 1 && (
          <Templates
            templates={query.data?.templates ?? []}
            value={chosen?.id ?? ''}
            onChange={(id) => setParams(id === '' ? {} : { template: id }, { replace: true })}
          />
        )
      }
      under={<p className="pt-1 text-sm text-ink-2">{text.lead}</p>}
    >
      {query.isPending ? (
        <SkeletonRows rows={12} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data.cells.length === 0 ? (
        <Empty title={text.emptyTitle} words={text.emptyWords} />
      ) : (
        <BoardTable grid={gridOf(query.data, chosen?.id ?? null)} templateId={chosen?.id ?? null} />
      )}
    </Page>
  );
}

type Choice = { templates: Board['templates']; value: string; onChange: (id: string) => void };

function Templates({ templates, value, onChange }: Choice) {
  const text = useText();
  const words = useBoardText();
  const locale = useLocale();
  return (
    <Select
      aria-label={words.template}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="w-[168px]"
    >
      <option value="">{text.common.all}</option>
      {templates.map(({ id, name }) => (
        <option key={id} value={id}>
          {inLocale(name, locale)}
        </option>
      ))}
    </Select>
  );
}
