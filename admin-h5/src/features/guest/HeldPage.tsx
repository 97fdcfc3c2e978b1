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
import { Button, buttonClass } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { Check } from '../../ui/Input';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';
import { HeldCard } from './HeldCard';
import { useDecide } from './useDecide';

export default function HeldPage() {
  const text = useGuestText().held;
  const { common } = useText();
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
        mayRule && (
          <Link to="/public" className={buttonClass('plain')}>
            {text.toRules}
          </Link>
        )
      }
      under={
        <>
          <p className="pt-1 text-sm text-ink-2">{text.lead}</p>
          <Tabs
            name={text.title}
            tabs={HELD_STATES.map((value) => ({
              value,
              label: text.tabs[value],
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
  const [at, setAt] = useState(0);
  const { decide, busy } = useDecide(() => setChosen(new Set()));
  const here = items[Math.min(at, items.length - 1)];
  const picked = items.filter(({ id }) => chosen.has(id));
  /** Those that are chosen, otherwise the one where one is. */
  const meant = picked.length > 0 ? picked : here === undefined ? [] : [here];
  const turn = (id: string) =>
    setChosen((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const go = (step: number) => {
    const next = Math.max(0, Math.min(items.length - 1, at + step));
    setAt(next);
    document.getElementById(`held-${items[next]?.id}`)?.focus();
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => here && turn(here.id),
    ...(state === 'held' && {
      r: () => void decide('release', meant),
      s: () => void decide('spam', meant),
    }),
    ...(state === 'spam' && { u: () => void decide('restore', meant) }),
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
              <Button look="primary" size="sm" busy={busy} onClick={() => void decide('release', picked)}>
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
        {items.map((held, index) => (
          <HeldCard
            key={held.id}
            held={held}
            chosen={chosen.has(held.id)}
            busy={busy}
            onChoose={() => turn(held.id)}
            onHere={() => setAt(index)}
            onDecide={(what, block) => void decide(what, [held], block)}
          />
        ))}
      </ul>
      {state !== 'released' && <p className="pt-3 text-xs text-ink-3 max-md:hidden">{text.keys}</p>}
    </>
  );
}
