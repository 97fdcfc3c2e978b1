// Sites as a tree whose branches are read when they are opened; searching shows a flat list with full paths.
import { Plus, QrCode, Upload } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { Check } from '../../ui/Input';
import { Page } from '../../ui/Page';
import { ImportDialog } from '../../ui/record/ImportDialog';
import { SearchBox } from '../../ui/SearchBox';
import { SiteBranch } from './SiteBranch';
import { SiteDialog } from './SiteDialog';
import type { Site } from './site';

type Open = { readonly edit: Site } | { readonly inside: Site | null } | 'import' | null;

export default function SitesPage() {
  const { records: all, common } = useText();
  const text = all.site;
  const go = useNavigate();
  const [sought, setSought] = useState('');
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const pick = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const close = () => setOpen(null);
  const add = (
    <Button look="primary" size="sm" onClick={() => setOpen({ inside: null })}>
      <Plus className="h-4 w-4" aria-hidden="true" />
      {text.add}
    </Button>
  );
  const bring = (
    <Button size="sm" onClick={() => setOpen('import')}>
      <Upload className="h-4 w-4" aria-hidden="true" />
      {all.import}
    </Button>
  );
  return (
    <Page
      title={text.title}
      actions={
        <>
          <ExportButton
            of="site.export"
            filter={{ ...(sought && { text: sought }), ...(retired && { retired: true }) }}
          />
          {bring}
          {add}
        </>
      }
      under={
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-2">
          <SearchBox name={text.search} value={sought} onChange={setSought} className="w-full md:w-[280px]" hotkey />
          <Check label={all.showRetired} checked={retired} onChange={(event) => setRetired(event.target.checked)} />
        </div>
      }
    >
      <SiteBranch
        parentId={null}
        text={sought}
        retired={retired}
        depth={0}
        picked={picked}
        onPick={pick}
        onEdit={(site) => setOpen({ edit: site })}
        onAdd={(site) => setOpen({ inside: site })}
        empty={
          <>
            {add}
            {bring}
          </>
        }
      />
      {picked.size > 0 && (
        <div className="pop-in fixed inset-x-4 bottom-20 z-30 mx-auto flex max-w-[420px] items-center gap-3 rounded-lg border border-line bg-raised py-2 pl-4 pr-2 shadow-high md:bottom-6">
          <span className="mr-auto">{text.picked(picked.size)}</span>
          <Button look="quiet" size="sm" onClick={() => setPicked(new Set())}>
            {common.clear}
          </Button>
          <Button look="primary" size="sm" onClick={() => go(`/labels?sites=${[...picked].join('.')}`)}>
            <QrCode className="h-4 w-4" aria-hidden="true" />
            {text.qr}
          </Button>
        </div>
      )}
      {open === 'import' && <ImportDialog kind="site" onClose={close} />}
      {open !== null && open !== 'import' && (
        <SiteDialog
          site={'edit' in open ? open.edit : null}
          inside={'inside' in open ? open.inside : null}
          onClose={close}
        />
      )}
    </Page>
  );
}
