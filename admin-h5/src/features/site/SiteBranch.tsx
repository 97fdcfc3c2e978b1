// One level of the tree, or what was found. Each site opens to its own level.
import type { SiteId } from '@paidan/shared/kernel/id';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { cn } from '../../lib/cn';
import { usePages } from '../../lib/usePages';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Badge } from '../../ui/Badge';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { LoadMore } from '../../ui/LoadMore';
import { MenuItem } from '../../ui/Menu';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { SkeletonRows } from '../../ui/Skeleton';
import type { Site } from './site';

type Props = {
  readonly parentId: SiteId | null;
  readonly text: string;
  readonly retired: boolean;
  readonly depth: number;
  readonly picked: ReadonlySet<string>;
  readonly onPick: (id: string) => void;
  readonly onEdit: (site: Site) => void;
  readonly onAdd: (site: Site) => void;
  readonly empty: ReactNode;
};

export function SiteBranch(props: Props) {
  const { parentId, text: sought, retired, depth, empty } = props;
  const text = useText();
  const { query, items } = usePages('site.list', {
    ...(sought ? { text: sought } : { parentId }),
    ...(retired && { retired: true }),
  });
  if (query.isPending) return <SkeletonRows rows={depth === 0 ? 8 : 2} />;
  if (query.isError && items.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0 && sought) return <Empty title={text.common.nothingFound} />;
  if (items.length === 0 && depth === 0) {
    return (
      <Empty title={text.records.site.emptyTitle} words={text.records.site.emptyWords}>
        {empty}
      </Empty>
    );
  }
  return (
    <ul {...(depth === 0 && { 'aria-label': text.records.site.title })}>
      {items.map((site) => (
        <SiteRow key={site.id} site={site} alone={items.length === 1} {...props} />
      ))}
      <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </ul>
  );
}

/** `alone`: the only one of its level, so it stands open. */
function SiteRow({ site, alone, ...props }: Props & { site: Site; alone: boolean }) {
  const all = useText();
  const text = all.records.site;
  const { siteKinds } = useWords();
  const go = useNavigate();
  const [open, setOpen] = useState(alone);
  const flat = props.text !== '';
  const may = site.children > 0 && !flat;
  return (
    <li>
      <div
        className={cn(
          'group flex min-h-[40px] items-center gap-1.5 border-b border-line pr-1 hover:bg-sunken max-md:min-h-[52px]',
          site.state === 'retired' && 'text-ink-3',
        )}
        style={{ paddingLeft: flat ? 0 : `${Math.min(props.depth, 6) * 20}px` }}
      >
        <button
          type="button"
          aria-expanded={may ? open : undefined}
          aria-label={open ? text.collapse(site.name) : text.expand(site.name)}
          onClick={() => setOpen(!open)}
          className={cn(
            'flex h-8 w-7 shrink-0 items-center justify-center rounded text-ink-3 hover:text-ink max-md:h-11 max-md:w-9',
            !may && 'invisible',
          )}
        >
          <ChevronRight className={cn('h-4 w-4 transition-transform', open && 'rotate-90')} aria-hidden="true" />
        </button>
        <input
          type="checkbox"
          aria-label={text.pick(site.name)}
          className="h-4 w-4 shrink-0 accent-[rgb(var(--accent))] max-md:h-5 max-md:w-5"
          checked={props.picked.has(site.id)}
          onChange={() => props.onPick(site.id)}
        />
        <span className="ml-1.5 min-w-0 flex-1">
          <span className="block truncate font-medium">{flat ? site.path : site.name}</span>
          <span className="block truncate text-xs text-ink-3 md:hidden">
            {siteKinds[site.kind]} · {site.code}
          </span>
        </span>
        {site.state === 'retired' && <Badge>{all.records.state.retired}</Badge>}
        <span className="w-24 shrink-0 text-sm text-ink-2 max-md:hidden">{siteKinds[site.kind]}</span>
        <code className="w-36 shrink-0 truncate font-mono text-xs text-ink-2 max-md:hidden">{site.code}</code>
        <span className="w-28 shrink-0 text-sm text-ink-2 max-lg:hidden">
          {site.radius !== null && site.lat !== null ? text.hasFence(site.radius) : ''}
        </span>
        <span className="w-16 shrink-0 text-right text-sm text-ink-3 max-md:hidden">
          {site.children > 0 ? text.children(site.children) : ''}
        </span>
        <RecordMenu kind="site" record={site} name={site.name} onChange={() => props.onEdit(site)}>
          <MenuItem onSelect={() => props.onAdd(site)}>{text.addInside}</MenuItem>
          <MenuItem onSelect={() => go(`/labels?sites=${site.id}`)}>{text.qr}</MenuItem>
          {site.children > 0 && <MenuItem onSelect={() => go(`/labels?under=${site.id}`)}>{text.qrInside}</MenuItem>}
          <MenuItem onSelect={() => go(`/report?site=${site.id}`)}>{text.report}</MenuItem>
          <MenuItem onSelect={() => go(`/tickets?site=${site.id}`)}>{text.tickets}</MenuItem>
        </RecordMenu>
      </div>
      {open && may && <SiteBranch {...props} parentId={site.id} depth={props.depth + 1} />}
    </li>
  );
}
