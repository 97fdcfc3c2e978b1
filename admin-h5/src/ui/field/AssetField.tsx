// An asset: those of the chosen site first of all; without a site, any, by searching.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { Box, X } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../lib/ask';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Empty } from '../Empty';
import { ErrorState } from '../ErrorState';
import { SearchBox } from '../SearchBox';
import { SkeletonRows } from '../Skeleton';
import type { ControlProps } from './control';
import { textIn } from './values';

/** The form's own site field narrows the choice. */
export function AssetControl({ value, onChange, form }: ControlProps) {
  const siteField = form.fields.find(({ type }) => type === 'site');
  const siteId = siteField && textIn(form.values[siteField.key]);
  return <AssetField value={textIn(value)} siteId={siteId || undefined} onChange={(id) => onChange(id)} />;
}

export const useAsset = (id: string | null | undefined) =>
  useQuery({
    queryKey: ['asset', id],
    queryFn: ({ signal }) => ask('asset.get', { id: id as AssetId }, signal).then(({ record }) => record),
    enabled: Boolean(id),
  });

type Props = { readonly value: string; readonly siteId: string | undefined; readonly onChange: (id: string) => void };

export function AssetField({ value, siteId, onChange }: Props) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const { data } = useAsset(value);
  return (
    <div className="flex items-center gap-2">
      <Button className="min-w-0 flex-1 !justify-start !px-3 text-left" onClick={() => setOpen(true)}>
        <Box className="h-4 w-4 shrink-0 text-ink-3" aria-hidden="true" />
        <span className={value === '' ? 'text-ink-3' : 'truncate'}>
          {value === '' ? text.fields.assetChoose : (data?.name ?? '…')}
        </span>
      </Button>
      {value !== '' && (
        <Button
          look="quiet"
          aria-label={`${text.fields.remove} ${data?.name ?? ''}`}
          className="!px-2.5"
          onClick={() => onChange('')}
        >
          <X className="h-4 w-4" aria-hidden="true" />
        </Button>
      )}
      {open && (
        <AssetPicker
          siteId={siteId}
          onPick={(id) => {
            onChange(id);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function AssetPicker({
  siteId,
  onPick,
  onClose,
}: {
  siteId: string | undefined;
  onPick: (id: string) => void;
  onClose: () => void;
}) {
  const text = useText();
  const [sought, setSought] = useState('');
  const query = useQuery({
    queryKey: ['asset', 'pick', sought, siteId],
    queryFn: ({ signal }) =>
      ask(
        'asset.list',
        { ...(sought && { text: sought }), ...(siteId && { siteId: siteId as SiteId }), limit: 50 },
        signal,
      ),
  });
  return (
    <Dialog title={text.fields.assetChoose} size="sm" onClose={onClose}>
      <SearchBox name={text.fields.assetSearch} value={sought} onChange={setSought} />
      <div className="min-h-[240px] py-2">
        {query.isPending && <SkeletonRows rows={5} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && (
          <Empty title={sought || !siteId ? text.common.nothingFound : text.fields.assetNone} />
        )}
        {query.data?.items.map((asset) => (
          <button
            key={asset.id}
            type="button"
            onClick={() => onPick(asset.id)}
            className="flex min-h-[44px] w-full flex-col justify-center rounded px-2 py-1 text-left hover:bg-sunken"
          >
            <span className="truncate">{asset.name}</span>
            <span className="truncate text-xs text-ink-3">
              {[asset.code, asset.sitePath].filter(Boolean).join(' · ')}
            </span>
          </button>
        ))}
      </div>
    </Dialog>
  );
}
