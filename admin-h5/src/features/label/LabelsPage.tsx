// QR labels: what shall have one, how they come out, and exactly that as preview, print and PDF.
import type { SiteId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { refOf } from '@paidan/shared/rules/label/code';
import { pagesOf } from '@paidan/shared/rules/label/sheet';
import { useQuery } from '@tanstack/react-query';
import { Download, ExternalLink, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { encode } from 'uqr';
import { ask } from '../../lib/ask';
import { recall, remember } from '../../lib/kept';
import { useMay, useMe } from '../../lib/me';
import { useLabelText } from '../../text/labels';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Choices } from './Choices';
import { type Choice, hasMarks, isLocal, isSmall, runOf, USUAL } from './choice';
import { Job } from './Job';
import { madeOf } from './made';
import { type Of, Picks } from './Picks';
import { Preview } from './Preview';
import { PrintOut } from './PrintOut';
import { refsOn, useImages } from './useImages';
import { usePicks } from './usePicks';
import { isLargeMini, usePrinting } from './usePrinting';

export default function LabelsPage() {
  const text = useLabelText();
  const { tenant, member } = useMe();
  const [params] = useSearchParams();
  const maySites = useMay('site.manage');
  const mayAssets = useMay('asset.manage');
  const kinds: readonly Of[] = [...(maySites ? (['site'] as const) : []), ...(mayAssets ? (['asset'] as const) : [])];
  const [within] = useState(() => idIn(params.get('under') ?? ''));
  const picks = usePicks(
    useMemo(() => seedIn(params), [params]),
    within,
    `${tenant.id} ${member.id} ${params}`,
  );
  const [choice, setChoice] = useState<Choice>(() => ({ ...USUAL, ...recall<Partial<Choice>>('labels'), first: 1 }));
  const change = (part: Partial<Choice>) => {
    const next = { ...choice, ...part };
    setChoice(next);
    remember('labels', next);
  };
  const [turned, setTurned] = useState(0);
  const setup = useQuery({ queryKey: ['label', 'setup'], queryFn: ({ signal }) => ask('label.setup', {}, signal) });

  const base = setup.data?.base ?? window.location.origin;
  // What was chosen once may not stand any more.
  const shown = setup.data?.mini === false ? { ...choice, codes: 'link' as const } : choice;
  const { words, phone } = shown;
  const labels = useMemo(
    () => [...picks.picked.values()].map((label) => madeOf(label, tenant, base, words, phone)),
    [picks.picked, tenant, base, words, phone],
  );
  const run = runOf(shown, labels.length);
  const page = Math.min(turned, Math.max(0, pagesOf(run) - 1));
  const isOver = run.count > LIMITS.labels;
  const inView = shown.codes === 'link' ? [] : refsOn(run, page, shown.copies, labels);
  const images = useImages(inView, isLargeMini(shown, labels[0]));
  const printing = usePrinting({ picked: picks.picked, labels, choice: shown, base, images });
  const [first] = labels;
  const small = first !== undefined && isSmall(shown, first.content, encode(first.link, { ecc: 'M', border: 0 }).size);
  const sheet = {
    labels,
    codes: shown.codes,
    copies: shown.copies,
    run,
    marks: hasMarks(shown),
    images: images.images,
  };
  const blocked = labels.length === 0 || isOver || printing.job !== null || setup.data === undefined;
  const noPdf = blocked || setup.data?.pdf === false;
  return (
    <Page
      title={text.title}
      actions={
        <div className="flex gap-3 max-md:grid max-md:w-full max-md:grid-cols-3 max-md:gap-2">
          <Button className="max-md:!px-2" disabled={blocked} onClick={() => void printing.print()}>
            <Printer className="h-4 w-4 max-md:hidden" aria-hidden="true" />
            {text.print}
          </Button>
          <Button className="max-md:!px-2" disabled={noPdf} onClick={() => void printing.open()}>
            <ExternalLink className="h-4 w-4 max-md:hidden" aria-hidden="true" />
            {text.open}
          </Button>
          <Button className="max-md:!px-2" look="primary" disabled={noPdf} onClick={() => void printing.save()}>
            <Download className="h-4 w-4 max-md:hidden" aria-hidden="true" />
            {text.download}
          </Button>
        </div>
      }
      under={<p className="pt-1 text-sm text-ink-2">{text.words}</p>}
    >
      <div className="grid items-start gap-6 lg:grid-cols-[340px_minmax(0,1fr)]">
        <section aria-label={text.what} className="min-w-0 rounded-lg border border-line bg-surface p-3">
          <div className="flex min-h-[36px] flex-wrap items-center gap-2">
            <p className="mr-auto text-sm font-medium" aria-live="polite">
              {text.chosen(labels.length)}
            </p>
            {labels.length > 0 && (
              <Button size="sm" look="quiet" onClick={picks.clear}>
                {text.clear}
              </Button>
            )}
          </div>
          {picks.loading !== null && <Job words={text.selecting(picks.loading)} onStop={picks.stop} />}
          {picks.missing > 0 && <Notice tone="info">{text.missing(picks.missing)}</Notice>}
          {picks.isCut && <Notice tone="warn">{text.cut(LIMITS.labels)}</Notice>}
          {picks.refusal && <Notice tone="danger">{picks.refusal.message}</Notice>}
          <Picks
            kinds={kinds}
            within={within}
            picked={picks.picked}
            busy={picks.loading !== null}
            onAdd={picks.add}
            onDrop={picks.drop}
            onAll={(filter) => void picks.addAll(filter)}
          />
        </section>
        <div className="grid min-w-0 gap-5">
          <section aria-label={text.setUp} className="min-w-0">
            <Choices choice={shown} onChange={change} mini={setup.data?.mini} />
          </section>
          <div className="grid gap-2 empty:hidden">
            {printing.job && <Job words={printing.job.words} part={printing.job.part} onStop={printing.stop} />}
            {printing.refusal && <Notice tone="danger">{printing.refusal.message}</Notice>}
            {images.refusal && !printing.refusal && <Notice tone="danger">{images.refusal.message}</Notice>}
            {isOver && <Notice tone="danger">{text.tooMany(LIMITS.labels, run.count)}</Notice>}
            {setup.data?.pdf === false && <Notice tone="warn">{text.noFont}</Notice>}
            {setup.data && shown.codes !== 'mini' && isLocal(base) && (
              <Notice tone="warn">{text.localAddress(base)}</Notice>
            )}
            {small && <Notice tone="warn">{text.smallCode}</Notice>}
          </div>
          <section aria-label={text.preview} className="min-w-0">
            {labels.length === 0 ? (
              <Empty title={text.emptyTitle} words={text.emptyWords} />
            ) : (
              <Preview {...sheet} page={page} onPage={setTurned} />
            )}
          </section>
        </div>
      </div>
      {printing.isPrinting && <PrintOut {...sheet} onDone={printing.printed} />}
    </Page>
  );
}

const idIn = (text: string): SiteId | null => (/^[0-9a-z]{20}$/.test(text) ? (text as SiteId) : null);

/** What the pages of sites and assets lead here with. */
function seedIn(params: URLSearchParams): readonly string[] {
  const ids = (name: string) => (params.get(name) ?? '').split('.').filter((id) => /^[0-9a-z]{20}$/.test(id));
  return [...ids('sites').map((id) => refOf('site', id)), ...ids('assets').map((id) => refOf('asset', id))];
}
