// What came by a public code and nobody seems to have meant: looked at, released, or spam; many at once, by keyboard as well.
import type { HeldView } from '@paidan/shared/contract/guest';
import { HELD_STATES, type HeldState } from '@paidan/shared/kinds';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useKeys } from '../../lib/keys';
import { useMay } from '../../lib/me';
import { usePages } from '../../lib/usePages';
import { useGuestText } from '../../text/guest';
import { useText } from '../../text/useText';
import { useWords } from '../../text/words';
import { Button, buttonClass } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { ExportButton } from '../../ui/ExportButton';
import { Check } from '../../ui/Input';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';
import { EraseReporter } from './EraseReporter';
import { HeldCard } from './HeldCard';
import { ReleaseDialog } from './ReleaseDialog';
import { type Decision, useDecide } from './useDecide';

export default function HeldPage() {
  const text = useGuestText().held;
  const { common } = useText();
  const codes = useWords();
  const mayRule = useMay('template.manage');
  const [params, setParams] = useSearchParams();
  const state: HeldState = HELD_STATES.find((one) => one === params.get('state')) ?? 'held';
  const { query, items } = usePages('held.list', { state });
  const waiting = query.data?.pages[0]?.waiting ?? 0;
  return (
    <Page
      narrow
      title={text.title}
      actions={
        <>
          <ExportButton of="held.export" filter={{ state }} />
          {mayRule && (
            <Link to="/public" className={buttonClass('plain', 'sm')}>
              {text.toRules}
            </Link>
          )}
        </>
      }
      under={
        <>
          <p className="pt-1 text-sm text-ink-2">{text.lead}</p>
          <Tabs
            name={text.title}
            tabs={HELD_STATES.map((value) => ({
              value,
              label: codes.heldStates[value],
              ...(value === 'held' && waiting > 0 && { count: common.count(waiting) }),
            }))}
            value={state}
            onChange={(next) => setParams(next === 'held' ? {} : { state: next }, { replace: true })}
          />
        </>
      }
    >
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && items.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty title={text.empty[state]} words={text.emptyWords} />}
      {items.length > 0 && <List key={state} state={state} items={items} />}
      <LoadMore more={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </Page>
  );
}

function List({ state, items }: { state: HeldState; items: readonly HeldView[] }) {
  const text = useGuestText().held;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [hereId, setHereId] = useState<string | null>(null);
  const [erasing, setErasing] = useState<HeldView['guest'] | null>(null);
  const [releasing, setReleasing] = useState<readonly HeldView[] | null>(null);
  const mayErase = useMay('member.manage');
  const { decide, busy, takeBack } = useDecide(() => setChosen(new Set()));
  // By its id: what comes in or goes meanwhile must not put another one in its place.
  const at = items.findIndex(({ id }) => id === hereId);
  const here = items[at];
  const picked = items.filter(({ id }) => chosen.has(id));
  /** Those that are chosen, otherwise the one where one is, which is drawn; none, as long as one is nowhere. */
  const meant = picked.length > 0 ? picked : here === undefined ? [] : [here];
  const turn = (id: string) =>
    setChosen((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const stand = (index: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, index))];
    setHereId(next?.id ?? null);
    if (next) document.getElementById(`held-${next.id}`)?.focus();
  };
  /** What is decided leaves the list: one stands on the next that stays. */
  const byKey = (what: Decision) => {
    const goes = new Set(meant.map(({ id }) => id));
    const stays = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at)).reverse()];
    void decide(what, meant).then(
      () => here && goes.has(here.id) && setHereId(stays.find(({ id }) => !goes.has(id))?.id ?? null),
    );
  };
  useKeys({
    j: () => stand(at + 1),
    k: () => stand(here === undefined ? 0 : at - 1),
    x: () => here && turn(here.id),
    ...(state === 'held' && {
      r: () => meant.length > 0 && setReleasing(meant),
      s: () => byKey('spam'),
      u: takeBack,
    }),
    ...(state === 'spam' && { u: () => byKey('restore') }),
  });
  const all = picked.length === items.length;
  return (
    <>
      {state !== 'released' && (
        <div className="sticky top-0 z-10 flex min-h-[48px] flex-wrap items-center gap-2 bg-canvas py-2">
          <Check
            label={picked.length > 0 ? text.chosen(picked.length) : text.chooseAll}
            checked={all}
            onChange={() => setChosen(all ? new Set() : new Set(items.map(({ id }) => id)))}
            className="mr-auto"
          />
          {picked.length > 0 && state === 'held' && (
            <>
              <Button look="primary" size="sm" busy={busy} onClick={() => setReleasing(picked)}>
                {text.release}
              </Button>
              <Button size="sm" busy={busy} onClick={() => void decide('spam', picked)}>
                {text.spam}
              </Button>
            </>
          )}
          {picked.length > 0 && state === 'spam' && (
            <Button size="sm" busy={busy} onClick={() => void decide('restore', picked)}>
              {text.restore}
            </Button>
          )}
        </div>
      )}
      <ul className="space-y-3">
        {items.map((held) => (
          <HeldCard
            key={held.id}
            held={held}
            chosen={chosen.has(held.id)}
            here={held.id === hereId}
            busy={busy}
            onChoose={() => turn(held.id)}
            onHere={() => setHereId(held.id)}
            onErase={mayErase ? () => setErasing(held.guest) : undefined}
            onRelease={() => setReleasing([held])}
            onDecide={(what, block) => void decide(what, [held], block)}
          />
        ))}
      </ul>
      {releasing && (
        <ReleaseDialog
          some={releasing}
          busy={busy}
          onRelease={() => void decide('release', releasing).then(() => setReleasing(null))}
          onClose={() => setReleasing(null)}
        />
      )}
      {erasing && <EraseReporter guest={erasing} onClose={() => setErasing(null)} />}
      {state !== 'released' && <p className="pt-3 text-xs text-ink-3 max-md:hidden">{text.keys}</p>}
    </>
  );
}
