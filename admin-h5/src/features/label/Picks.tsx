// What shall have a label: ticked in a searchable list.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { usePages } from '../../lib/usePages';
import { useText } from '../../text/useText';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { SearchBox } from '../../ui/SearchBox';
import { SkeletonRows } from '../../ui/Skeleton';

type Props = { readonly ids: readonly string[]; readonly onChange: (ids: readonly string[]) => void };

export function SitePick(props: Props) {
  const text = useText().records.site;
  const [sought, setSought] = useState('');
  const { query, items } = usePages('site.list', sought ? { text: sought } : {});
  return (
    <Pick
      {...props}
      query={query}
      search={<SearchBox name={text.search} value={sought} onChange={setSought} />}
      rows={items.map(({ id, path, code }) => ({ id, name: path, code }))}
    />
  );
}

export function AssetPick(props: Props) {
  const text = useText().records.asset;
  const [sought, setSought] = useState('');
  const { query, items } = usePages('asset.list', sought ? { text: sought } : {});
  return (
    <Pick
      {...props}
      query={query}
      search={<SearchBox name={text.search} value={sought} onChange={setSought} />}
      rows={items.map(({ id, name, code }) => ({ id, name, code }))}
    />
  );
}

type PickProps = Props & {
  readonly query: ReturnType<typeof usePages>['query'];
  readonly search: ReactNode;
  readonly rows: readonly { readonly id: string; readonly name: string; readonly code: string }[];
};

function Pick({ ids, onChange, query, search, rows }: PickProps) {
  const text = useText();
  const shown = rows.map(({ id }) => id);
  const all = shown.length > 0 && shown.every((id) => ids.includes(id));
  const row =
    'flex min-h-[36px] cursor-pointer items-center gap-2.5 rounded px-1.5 hover:bg-sunken max-md:min-h-[44px]';
  const box = 'h-4 w-4 shrink-0 accent-[rgb(var(--accent))]';
  return (
    <>
      {search}
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Empty title={text.common.nothingFound} />}
      <div className="mt-2 max-h-[56vh] overflow-y-auto max-lg:max-h-[34vh]">
        {rows.length > 0 && (
          <label className={`${row} border-b border-line`}>
            <input
              type="checkbox"
              className={box}
              checked={all}
              onChange={() =>
                onChange(all ? ids.filter((id) => !shown.includes(id)) : [...new Set([...ids, ...shown])])
              }
            />
            {text.records.label.selectAll}
          </label>
        )}
        {rows.map(({ id, name, code }) => (
          <label key={id} className={row}>
            <input
              type="checkbox"
              className={box}
              checked={ids.includes(id)}
              onChange={() => onChange(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id])}
            />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <code className="max-w-[96px] shrink-0 truncate font-mono text-2xs text-ink-3">{code}</code>
          </label>
        ))}
        <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
    </>
  );
}
