// One connection: whether it works, its values, what is sent through it, and who is who on its platform.
import type { AccountKind } from '@paidan/shared/kinds';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { buttonClass } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { Page } from '../../ui/Page';
import { PlatformMark } from '../../ui/PlatformMark';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tabs } from '../../ui/Tabs';
import { AccountMenu } from './AccountMenu';
import { Checks } from './Checks';
import { Contacts } from './Contacts';
import { Messages } from './Messages';
import { People } from './People';
import { Settings } from './Settings';
import { StandingBadge } from './StandingBadge';
import { wantsCallback } from './standing';
import { type Account, useAccounts } from './useAccounts';

type Tab = 'check' | 'settings' | 'messages' | 'people';
const TABS: Readonly<Record<AccountKind, readonly Tab[]>> = {
  wecom: ['check', 'settings', 'people'],
  wecomGroup: ['check', 'settings'],
  wechat: ['check', 'settings', 'messages', 'people'],
  dingtalk: ['check', 'settings', 'people'],
};
/** While something is awaited, every few seconds. */
const SOON = 2500;
const LATER = 15_000;

export default function AccountPage() {
  const text = useChannelText().account;
  const { id } = useParams();
  // A press is awaited: set by the checks, since only they know that a card has gone out.
  const [awaited, setAwaited] = useState(false);
  const query = useAccounts((accounts) => {
    const account = accounts.find((each) => each.id === id);
    const callback = account !== undefined && wantsCallback(account) && account.health.callbackAt === null;
    return awaited || callback ? SOON : LATER;
  });
  const account = query.data?.items.find((each) => each.id === id);
  if (account !== undefined) return <Shown key={account.id} account={account} onAwait={setAwaited} />;
  return (
    <Page title={text.title}>
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && (
        <Empty title={text.gone} words={text.goneWords}>
          <Link to="/connections" className={buttonClass('primary')}>
            {text.back}
          </Link>
        </Empty>
      )}
    </Page>
  );
}

function Shown({ account, onAwait }: { account: Account; onAwait: (awaited: boolean) => void }) {
  const { records } = useText();
  const text = useChannelText();
  const [params, setParams] = useSearchParams();
  const tabs = TABS[account.kind];
  const tab = tabs.find((each) => each === params.get('tab')) ?? 'check';
  const show = (next: Tab) => setParams(next === 'check' ? {} : { tab: next }, { replace: true });
  const off = account.state === 'retired';
  return (
    <Page
      title={account.name}
      actions={
        <>
          <StandingBadge account={account} />
          <AccountMenu account={account} />
        </>
      }
      under={
        <>
          <div className="flex items-center gap-2 text-sm text-ink-2">
            <Link
              to="/connections"
              className="-ml-1 inline-flex items-center gap-1 rounded px-1 hover:text-ink max-md:min-h-[44px]"
            >
              <ArrowLeft className="h-4 w-4" aria-hidden="true" />
              {text.account.back}
            </Link>
            <span aria-hidden="true" className="text-ink-3">
              /
            </span>
            <PlatformMark kind={account.kind} size="sm" />
            {text.kinds[account.kind]}
          </div>
          {!off && (
            <Tabs
              name={account.name}
              tabs={tabs.map((value) => ({ value, label: text.account.tabs[value] }))}
              value={tab}
              onChange={show}
            />
          )}
        </>
      }
    >
      <div className="max-w-[820px] pt-2">
        {off && <Empty title={records.state.retired} words={text.account.retireWords} />}
        {!off && tab === 'check' && <Checks account={account} onAwait={onAwait} onTab={show} />}
        {!off && tab === 'settings' && <Settings account={account} />}
        {!off && tab === 'messages' && <Messages account={account} />}
        {!off && tab === 'people' && (
          <>
            {account.kind === 'wecom' && <Contacts account={account} />}
            <People account={account} />
          </>
        )}
      </div>
    </Page>
  );
}
