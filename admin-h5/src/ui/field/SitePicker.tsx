// Choosing one site: walk the tree inwards, or search by name and code.
import type { SiteId } from '@paidan/shared/kernel/id';
import type { ViewOf } from '@paidan/shared/model/records';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../lib/ask';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Dialog } from '../Dialog';
import { Empty } from '../Empty';
import { ErrorState } from '../ErrorState';
import { SearchBox } from '../SearchBox';
import { SkeletonRows } from '../Skeleton';

export type Site = ViewOf<'site'>;
type Props = { readonly onPick: (site: Site) => void; readonly onClose: () => void };

export function SitePicker({ onPick, onClose }: Props) {
  const text = useText();
  const [sought, setSought] = useState('');
  const [trail, setTrail] = useState<readonly { id: SiteId; name: string }[]>([]);
  const parentId = trail.at(-1)?.id ?? null;
  const query = useQuery({
    queryKey: ['site', 'pick', sought, parentId],
    queryFn: ({ signal }) =>
      ask('site.list', sought === '' ? { parentId, limit: 100 } : { text: sought, limit: 50 }, signal),
  });
  return (
    <Dialog title={text.fields.siteChoose} size="sm" onClose={onClose}>
      <SearchBox name={text.fields.siteSearch} value={sought} onChange={setSought} />
      {sought === '' && trail.length > 0 && (
        <nav className="flex flex-wrap items-center gap-1 pt-2 text-sm">
          <Crumb name={text.common.all} onClick={() => setTrail([])} />
          {trail.map((step, at) => (
            <Crumb key={step.id} name={step.name} onClick={() => setTrail(trail.slice(0, at + 1))} />
          ))}
        </nav>
      )}
      <div className="min-h-[240px] py-2">
        {query.isPending && <SkeletonRows rows={5} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && <Empty title={text.common.nothingFound} />}
        <ul>
          {query.data?.items.map((site) => (
            <li key={site.id} className="flex items-stretch">
              <button
                type="button"
                onClick={() => onPick(site)}
                className="flex min-h-[44px] min-w-0 flex-1 flex-col justify-center rounded px-2 py-1 text-left hover:bg-sunken"
              >
                <span className="truncate">{site.name}</span>
                <SiteNote site={site} withPath={sought !== ''} />
              </button>
              {sought === '' && site.children > 0 && (
                <button
                  type="button"
                  aria-label={text.fields.siteInside(site.name)}
                  onClick={() => setTrail([...trail, { id: site.id, name: site.name }])}
                  className="flex w-14 items-center justify-center gap-0.5 rounded text-sm text-ink-2 hover:bg-sunken"
                >
                  {site.children}
                  <ChevronRight className="h-4 w-4" aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function SiteNote({ site, withPath }: { site: Site; withPath: boolean }) {
  const { siteKinds } = useWords();
  return (
    <span className="truncate text-xs text-ink-3">
      {withPath ? site.path : siteKinds[site.kind]} · {site.code}
    </span>
  );
}

const Crumb = ({ name, onClick }: { name: string; onClick: () => void }) => (
  <button
    type="button"
    onClick={onClick}
    className="flex items-center gap-1 rounded px-1 text-accent after:text-ink-3 after:content-['/'] last:after:content-none hover:underline max-md:min-h-[44px]"
  >
    {name}
  </button>
);
