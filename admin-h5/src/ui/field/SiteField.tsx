// A site: shown by its path, chosen from the tree or by searching.
import type { SiteId } from '@paidan/shared/kernel/id';
import { useQuery } from '@tanstack/react-query';
import { MapPin, X } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../lib/ask';
import { useText } from '../../text/useText';
import { Button } from '../Button';
import type { ControlProps } from './control';
import { SitePicker } from './SitePicker';
import { textIn } from './values';

export const SiteControl = ({ value, onChange }: ControlProps) => (
  <SiteField value={textIn(value)} onChange={(id) => onChange(id)} />
);

export const useSite = (id: string | null | undefined) =>
  useQuery({
    queryKey: ['site', id],
    queryFn: ({ signal }) => ask('site.get', { id: id as SiteId }, signal).then(({ record }) => record),
    enabled: Boolean(id),
  });

/** Where it is, if that is known. */
export const pointOf = (site: { readonly lat: number | null; readonly lng: number | null } | undefined) =>
  site && site.lat !== null && site.lng !== null ? { lat: site.lat, lng: site.lng } : undefined;

export function SiteField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const { data } = useSite(value);
  return (
    <div className="flex items-center gap-2">
      <Button className="min-w-0 flex-1 !justify-start !px-3 text-left" onClick={() => setOpen(true)}>
        <MapPin className="h-4 w-4 shrink-0 text-ink-3" aria-hidden="true" />
        <span className={value === '' ? 'text-ink-3' : 'truncate'}>
          {value === '' ? text.fields.siteChoose : (data?.path ?? '…')}
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
        <SitePicker
          onPick={(site) => {
            onChange(site.id);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
