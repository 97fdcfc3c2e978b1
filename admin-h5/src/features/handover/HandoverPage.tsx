// People who have left with work still in their hands, and handing it over.
import { useState } from 'react';
import { type Leaver, useLeavers } from '../../lib/useHandover';
import { useChannelText } from '../../text/channels';
import { Empty } from '../../ui/Empty';
import { ErrorState } from '../../ui/ErrorState';
import { Page } from '../../ui/Page';
import { SkeletonRows } from '../../ui/Skeleton';
import { LeaverCard } from './LeaverCard';
import { MoveDialog } from './MoveDialog';

export default function HandoverPage() {
  const text = useChannelText().handover;
  const query = useLeavers();
  const [moving, setMoving] = useState<Leaver | null>(null);
  const items = query.data?.items ?? [];
  return (
    <Page narrow title={text.title} under={<p className="pt-1 text-sm text-ink-2">{text.lead}</p>}>
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && items.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty title={text.emptyTitle} words={text.emptyWords} />}
      <ul className="space-y-3">
        {items.map((leaver) => (
          <LeaverCard key={leaver.member.id} leaver={leaver} onMove={() => setMoving(leaver)} />
        ))}
      </ul>
      {moving && <MoveDialog leaver={moving} onClose={() => setMoving(null)} />}
    </Page>
  );
}
