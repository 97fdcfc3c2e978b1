import { Plus, QrCode } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePages } from '../../lib/usePages';
import { useText } from '../../text/useText';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { ExportButton } from '../../ui/ExportButton';
import { Check } from '../../ui/Input';
import { MenuItem } from '../../ui/Menu';
import { Page } from '../../ui/Page';
import { RecordList } from '../../ui/record/RecordList';
import { RecordMenu } from '../../ui/record/RecordMenu';
import { SearchBox } from '../../ui/SearchBox';
import { AssetDialog } from './AssetDialog';
import type { Asset } from './asset';
import { StoryDialog } from './StoryDialog';

export default function AssetsPage() {
  const { records: all } = useText();
  const text = all.asset;
  const go = useNavigate();
  const [sought, setSought] = useState('');
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<Asset | 'create' | null>(null);
  const [story, setStory] = useState<Asset | null>(null);
  const asked = {
    ...(sought && { text: sought }),
    ...(retired && { retired: true }),
  };
  const { query, items } = usePages('asset.list', asked);
  const add = (
    <Button look="primary" size="sm" onClick={() => setOpen('create')}>
      <Plus className="h-4 w-4" aria-hidden="true" />
      {text.add}
    </Button>
  );
  return (
    <Page
      title={text.title}
      actions={
        <>
          <ExportButton of="asset.export" filter={asked} />
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
      <RecordList
        name={text.title}
        query={query}
        items={items}
        filtered={sought !== ''}
        empty={{ title: text.emptyTitle, words: text.emptyWords, children: add }}
        columns={[
          {
            name: all.name,
            cell: (row) => (
              <>
                {row.name} {row.state === 'retired' && <Badge>{all.state.retired}</Badge>}
              </>
            ),
          },
          { name: all.code, cell: (row) => <code className="font-mono text-xs">{row.code}</code>, width: '150px' },
          { name: text.site, cell: (row) => row.sitePath ?? '' },
          { name: text.category, cell: (row) => row.category ?? '', minor: true, width: '120px' },
          { name: text.model, cell: (row) => row.model ?? '', minor: true, width: '150px' },
        ]}
        onOpen={setOpen}
        menu={(row) => (
          <RecordMenu
            kind="asset"
            record={row}
            name={row.name}
            onChange={() => setOpen(row)}
            always={<MenuItem onSelect={() => setStory(row)}>{text.story}</MenuItem>}
          >
            <MenuItem
              icon={<QrCode className="h-4 w-4" aria-hidden="true" />}
              onSelect={() => go(`/labels?what=assets&assets=${row.id}`)}
            >
              {all.site.qr}
            </MenuItem>
          </RecordMenu>
        )}
      />
      {story && <StoryDialog asset={story} onClose={() => setStory(null)} />}
      {open && <AssetDialog asset={open === 'create' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  );
}
