// QR labels to print: choose sites or assets and a size; the sheet beside is what comes out of the printer.
import { Printer } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMay, useMe } from '../../lib/me';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Select } from '../../ui/Input';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { LabelSheet } from './LabelSheet';
import { linkOf, SIZES, type Size } from './labels';
import { AssetPick, SitePick } from './Picks';
import { useLabels } from './useLabels';
import './print.css';

export default function LabelsPage() {
  const text = useText().records.label;
  const { tenant } = useMe();
  const [params, setParams] = useSearchParams();
  const maySites = useMay('site.manage');
  const mayAssets = useMay('asset.manage');
  const what = (params.get('what') === 'assets' && mayAssets) || !maySites ? 'assets' : 'sites';
  const size = SIZES.find((each) => each === params.get('size')) ?? 'a4';
  const ids = useMemo(() => (params.get(what) ?? '').split('.').filter(Boolean), [params, what]);
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const labels = useLabels(what, ids).map((each) => ({
    ...each,
    link: linkOf(
      window.location.origin,
      tenant.code,
      what === 'sites' ? { siteId: each.id } : { assetId: each.id, siteId: each.siteId },
    ),
  }));
  const Pick = what === 'sites' ? SitePick : AssetPick;
  return (
    <Page
      title={text.title}
      actions={
        <>
          <Select
            aria-label={text.size}
            className="w-[180px]"
            value={size}
            onChange={(event) => put('size', event.target.value as Size)}
          >
            {SIZES.map((each) => (
              <option key={each} value={each}>
                {text.sizes[each]}
              </option>
            ))}
          </Select>
          <Button look="primary" disabled={labels.length === 0} onClick={() => window.print()}>
            <Printer className="h-4 w-4" aria-hidden="true" />
            {text.print}
          </Button>
        </>
      }
      under={<p className="pt-1 text-sm text-ink-2">{text.words}</p>}
    >
      <div className="grid items-start gap-6 lg:grid-cols-[320px_minmax(0,1fr)] print:block">
        <section aria-label={text.what} className="rounded-lg border border-line bg-surface p-3 print:hidden">
          {maySites && mayAssets && (
            <Tabs
              name={text.what}
              tabs={[
                { value: 'sites', label: text.sites },
                { value: 'assets', label: text.assets },
              ]}
              value={what}
              onChange={(next) => put('what', next === 'sites' ? '' : next)}
            />
          )}
          <p className="px-1 py-2 text-sm text-ink-2">{text.chosen(ids.length)}</p>
          <Pick ids={ids} onChange={(next) => put(what, next.join('.'))} />
        </section>
        <section aria-label={text.preview} className="min-w-0">
          {labels.length === 0 ? (
            <Empty title={text.emptyTitle} words={text.emptyWords} />
          ) : (
            <LabelSheet labels={labels} size={size} />
          )}
        </section>
      </div>
    </Page>
  );
}
