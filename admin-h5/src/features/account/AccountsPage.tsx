// Connections to chat platforms: one card each, saying at a glance whether it works.
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useChannelText } from '../../text/channels';
import { useText } from '../../text/useText';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { Check } from '../../ui/Input';
import { Page } from '../../ui/Page';
import { Skeleton } from '../../ui/Skeleton';
import { AccountCard } from './AccountCard';
import { useAccounts } from './useAccounts';

const CreateDialog = lazy(() => import('./CreateDialog'));

const EVERY = 15_000;

export default function AccountsPage() {
  const { records, common } = useText();
  const text = useChannelText().account;
  const [creating, setCreating] = useState(false);
  const [retired, setRetired] = useState(false);
  const query = useAccounts(EVERY);
  const all = query.data?.items ?? [];
  const shown = all.filter(({ state }) => retired || state === 'active');
  const add = (
    <Button look="primary" onClick={() => setCreating(true)}>
      <Plus className="h-4 w-4" aria-hidden="true" />
      {text.add}
    </Button>
  );
  return (
    <Page title={text.title} actions={add} under={<p className="pt-1 text-sm text-ink-2">{text.lead}</p>}>
      {query.isPending && <SkeletonCards name={common.loading} />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && shown.length === 0 && (
        <Empty title={text.emptyTitle} words={text.emptyWords}>
          {add}
        </Empty>
      )}
      <ul className="grid gap-3 lg:grid-cols-2 2xl:grid-cols-3">
        {shown.map((account) => (
          <AccountCard key={account.id} account={account} />
        ))}
      </ul>
      {all.some(({ state }) => state === 'retired') && (
        <Check
          label={records.showRetired}
          className="mt-4 w-fit text-ink-2"
          checked={retired}
          onChange={(event) => setRetired(event.target.checked)}
        />
      )}
      <Suspense fallback={null}>
        {creating && <CreateDialog taken={all.map(({ name }) => name)} onClose={() => setCreating(false)} />}
      </Suspense>
    </Page>
  );
}

const SkeletonCards = ({ name }: { name: string }) => (
  <div role="status" aria-label={name} className="grid gap-3 lg:grid-cols-2 2xl:grid-cols-3">
    {[0, 1].map((at) => (
      <div key={at} className="flex items-start gap-3 rounded-lg border border-line p-4">
        <Skeleton className="h-11 w-11" />
        <span className="flex-1 space-y-2.5">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </span>
      </div>
    ))}
  </div>
);
