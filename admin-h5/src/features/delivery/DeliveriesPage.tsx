// Notices that went out, or did not: to whom, by which connection, how it went, and once more where that may help.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { ask } from '../../lib/ask';
import { usePages } from '../../lib/usePages';
import { useChannelText } from '../../text/channels';
import { buttonClass } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { RecordList } from '../../ui/record/RecordList';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';
import { Resend } from './Resend';
import { MENDABLE, TABS, type Tab } from './state';
import { useColumns } from './useColumns';

/** Milliseconds: a notice goes out within seconds of its event, and no event tells of it. */
const EVERY = 5000;

export default function DeliveriesPage() {
  const text = useChannelText().delivery;
  const [params, setParams] = useSearchParams();
  const chosen = TABS.find((each) => each === params.get('state'));
  const failed = useQuery({
    queryKey: ['delivery', 'failed'],
    queryFn: ({ signal }) => ask('delivery.list', { state: 'buried', limit: 1 }, signal),
    refetchInterval: EVERY,
  });
  const trouble = (failed.data?.items.length ?? 0) > 0;
  // What failed stands first, and is what one sees first; chosen once, so that the page does not turn under one's eyes.
  const tab: Tab | null = chosen ?? (failed.isPending ? null : trouble ? 'buried' : 'all');
  const order: readonly Tab[] = trouble ? ['buried', ...TABS.filter((each) => each !== 'buried')] : TABS;
  return (
    <Page
      title={text.title}
      actions={
        <Link to="/connections" className={buttonClass('plain')}>
          {text.toConnections}
        </Link>
      }
      under={
        <>
          <p className="pt-1 text-sm text-ink-2">{text.lead}</p>
          <Tabs
            name={text.state}
            tabs={order.map((value) => ({
              value,
              label:
                value === 'buried' && trouble ? (
                  <>
                    <span aria-hidden="true" className="text-danger">
                      ▲
                    </span>
                    {text.tabs[value]}
                  </>
                ) : (
                  text.tabs[value]
                ),
            }))}
            value={tab ?? 'all'}
            onChange={(next) => setParams({ state: next }, { replace: true })}
          />
        </>
      }
    >
      {tab === null ? <SkeletonRows rows={10} /> : <List key={tab} tab={tab} />}
    </Page>
  );
}

function List({ tab }: { tab: Tab }) {
  const text = useChannelText().delivery;
  const columns = useColumns();
  const { query, items } = usePages('delivery.list', tab === 'all' ? {} : { state: tab }, true, EVERY);
  if (tab !== 'all' && query.isSuccess && items.length === 0)
    return (
      <Empty title={tab === 'buried' ? text.emptyState.buried : text.emptyState.other} words={text.stateWords[tab]} />
    );
  return (
    <RecordList
      name={text.title}
      query={query}
      items={items}
      filtered={false}
      empty={{ title: text.emptyTitle, words: text.emptyWords }}
      columns={columns}
      menu={(row) => (MENDABLE.includes(row.state) ? <Resend row={row} /> : null)}
    />
  );
}
