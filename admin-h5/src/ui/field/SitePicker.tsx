// Choosing one site: walk the tree inwards, or search by name and code.
import type { SiteId } from '@paidan/shared/kernel/id';
import type { ViewOf } from '@paidan/shared/model/records';
import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
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
  const items = query.data?.items ?? [];
  const box = useRef<HTMLDivElement>(null);
  /** Who shall have the focus once the list is there: a site, or whichever is the first. */
  const [wanted, setWanted] = useState<string | null>(null);
  const rows = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-site]') ?? [])];
  const go = (next: typeof trail) => setTrail(next.map(({ id, name }) => ({ id, name })));
  useEffect(() => {
    if (wanted === null || items.length === 0) return;
    (rows().find(({ dataset }) => dataset.site === wanted) ?? rows()[0])?.focus();
    setWanted(null);
  });
  /** Down and up through the sites, the search above them; right goes into one, left out again. */
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const search = box.current?.querySelector('input') ?? null;
    const all = [search, ...rows()];
    const at = rows().findIndex((row) => row.closest('li')?.contains(document.activeElement)) + 1;
    const site = items[at - 1];
    const move = (to: number) => all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
    const walk = sought === '' && (at > 0 || search?.value === '');
    if (event.key === 'ArrowDown' || (event.key === 'Enter' && at === 0 && event.target === search)) move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'ArrowRight' && walk && site && site.children > 0) {
      go([...trail, site]);
      setWanted('first');
    } else if (event.key === 'ArrowLeft' && walk && parentId !== null) {
      go(trail.slice(0, -1));
      setWanted(parentId);
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog title={text.fields.siteChoose} size="sm" onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the search and the sites inside have the focus */}
      <div ref={box} onKeyDown={onKey}>
        <SearchBox name={text.fields.siteSearch} value={sought} onChange={setSought} />
        {sought === '' && trail.length > 0 && (
          <nav className="flex flex-wrap items-center gap-1 pt-2 text-sm">
            <Crumb name={text.common.all} onClick={() => go([])} />
            {trail.map((step, at) => (
              <Crumb key={step.id} name={step.name} onClick={() => go(trail.slice(0, at + 1))} />
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
                  data-site={site.id}
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
                    onClick={() => go([...trail, site])}
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
