// What shall have a label: sites or assets, within a branch, by words, never printed; ticked one by one or all of them.
import type { LabelView } from '@paidan/shared/contract/label';
import type { SiteId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { MapPin, X } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../lib/ask';
import { useLocale } from '../../lib/locale';
import { useNow } from '../../lib/now';
import { ago } from '../../lib/time';
import { usePages } from '../../lib/usePages';
import { useLabelText } from '../../text/labels';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { ExportButton } from '../../ui/ExportButton';
import { SitePicker } from '../../ui/field/SitePicker';
import { IconButton } from '../../ui/IconButton';
import { Check } from '../../ui/Input';
import { LoadMore } from '../../ui/LoadMore';
import { SearchBox } from '../../ui/SearchBox';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';

export type Of = 'site' | 'asset';
export type Filter = {
  readonly of: Of;
  readonly text?: string;
  readonly under?: SiteId;
  readonly unprinted?: boolean;
};
type Props = {
  readonly kinds: readonly Of[];
  readonly picked: ReadonlyMap<string, LabelView>;
  /** The branch that the page was opened with. */
  readonly within: SiteId | null;
  readonly busy: boolean;
  readonly onAdd: (labels: readonly LabelView[]) => void;
  readonly onDrop: (refs: readonly string[]) => void;
  readonly onAll: (filter: Filter) => void;
};

export function Picks({ kinds, within, picked, busy, onAdd, onDrop, onAll }: Props) {
  const all = useText();
  const text = useLabelText();
  const [of, setOf] = useState<Of>(kinds[0] ?? 'site');
  const [sought, setSought] = useState('');
  const [place, setPlace] = useState<{ readonly id: SiteId; readonly path?: string } | null>(within && { id: within });
  const [choosing, setChoosing] = useState(false);
  const [unprinted, setUnprinted] = useState(false);
  const filter: Filter = {
    of,
    ...(sought !== '' && { text: sought }),
    ...(place !== null && { under: place.id }),
    ...(unprinted && { unprinted }),
  };
  const { query, items } = usePages('label.list', filter);
  const unnamed = place !== null && place.path === undefined ? place.id : null;
  const named = useQuery({
    queryKey: ['site', 'one', unnamed],
    queryFn: ({ signal }) => ask('site.get', { id: unnamed as SiteId }, signal),
    enabled: unnamed !== null,
  });
  const isAll = items.length > 0 && items.every(({ ref }) => picked.has(ref));
  return (
    <>
      {kinds.length > 1 && (
        <Tabs
          name={text.what}
          tabs={[
            { value: 'site', label: text.sites },
            { value: 'asset', label: text.assets },
          ]}
          value={of}
          onChange={setOf}
        />
      )}
      <SearchBox
        className="mt-1"
        name={of === 'site' ? text.searchSites : text.searchAssets}
        value={sought}
        onChange={setSought}
        hotkey
      />
      <div className="mt-2 flex items-center gap-1">
        <button
          type="button"
          onClick={() => setChoosing(true)}
          className="flex min-h-[36px] min-w-0 flex-1 items-center gap-1.5 rounded border border-line px-2 text-left text-sm hover:bg-sunken max-md:min-h-[44px]"
        >
          <MapPin className="h-4 w-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span className="sr-only">{text.where}</span>
          <span className="truncate">
            {place === null ? text.everywhere : (place.path ?? named.data?.record.path ?? '…')}
          </span>
        </button>
        {place !== null && (
          <IconButton name={text.clearPlace} onClick={() => setPlace(null)}>
            <X className="h-4 w-4" aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <Check
        className="mt-2"
        label={text.unprinted}
        checked={unprinted}
        onChange={(event) => setUnprinted(event.target.checked)}
      />
      <div className="mt-1 flex items-center justify-between gap-2">
        <p className="text-xs text-ink-3">{text.noRetired}</p>
        <ExportButton of="label.export" filter={filter} />
      </div>
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty title={all.common.nothingFound} />}
      {items.length > 0 && (
        <div className="mt-2 flex items-center justify-between gap-2 border-b border-line pb-1">
          <Check
            label={text.selectShown}
            checked={isAll}
            onChange={() => (isAll ? onDrop(items.map(({ ref }) => ref)) : onAdd(items))}
          />
          <Button size="sm" look="quiet" disabled={busy} onClick={() => onAll(filter)}>
            {text.selectAll}
          </Button>
        </div>
      )}
      <div className="max-h-[52vh] overflow-y-auto max-lg:max-h-[36vh]">
        {items.map((label) => (
          <Row
            key={label.ref}
            label={label}
            checked={picked.has(label.ref)}
            onChange={(on) => (on ? onAdd([label]) : onDrop([label.ref]))}
          />
        ))}
        <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      </div>
      {choosing && (
        <SitePicker
          onPick={({ id, path }) => {
            setPlace({ id, path });
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

type RowProps = { readonly label: LabelView; readonly checked: boolean; readonly onChange: (on: boolean) => void };

function Row({ label: { name, path, code, printed }, checked, onChange }: RowProps) {
  const text = useLabelText();
  const locale = useLocale();
  const now = useNow();
  return (
    <label className="flex min-h-[44px] cursor-pointer items-center gap-2.5 rounded px-1.5 py-1 hover:bg-sunken">
      <input
        type="checkbox"
        className="h-4 w-4 shrink-0 accent-[rgb(var(--accent))]"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">{name}</span>
        {path !== '' && <span className="block truncate text-xs text-ink-3">{path}</span>}
      </span>
      <span className="max-w-[104px] shrink-0 text-right text-2xs text-ink-3">
        <code className="block truncate font-mono">{code}</code>
        {printed !== null && (
          <span className="block truncate" title={text.printedBy(printed.by)}>
            {text.printedAgo(ago(printed.at, now, locale))}
          </span>
        )}
      </span>
    </label>
  );
}
