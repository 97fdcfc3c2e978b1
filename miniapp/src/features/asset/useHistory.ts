// What is known of one asset: from the server page by page, or as it was last seen here.
import type { PastTicket } from '@paidan/shared/contract/ticket';
import type { AssetId } from '@paidan/shared/kernel/id';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Output } from '../../lib/api';
import { call, type Failure } from '../../lib/call';
import { shelf } from '../../lib/shelf';

export type History = Pick<Output<'asset.history'>, 'asset' | 'open'> & {
  readonly items: readonly PastTicket[];
  readonly next: string | undefined;
};

const kept = shelf<History>('history', 20);

export function useHistory(id: string) {
  const assetId = id as AssetId;
  const [history, setHistory] = useState<History | null>(() => (id ? kept.get(id) : null));
  const [failure, setFailure] = useState<Failure | null>(null);
  const loading = useRef(false);
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );

  const refresh = useCallback(async () => {
    if (!assetId) return;
    const answer = await call('asset.history', { id: assetId });
    if (!here.current) return;
    setFailure(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    const { asset, open, items, next } = answer.value;
    const fresh = { asset, open, items, next };
    setHistory(fresh);
    kept.put(assetId, fresh);
  }, [assetId]);
  useEffect(() => void refresh(), [refresh]);

  const more = useCallback(async () => {
    if (loading.current || !history?.next) return;
    loading.current = true;
    const answer = await call('asset.history', { id: assetId, cursor: history.next });
    loading.current = false;
    if (!here.current) return;
    setFailure(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    setHistory((was) => was && { ...was, items: [...was.items, ...answer.value.items], next: answer.value.next });
  }, [assetId, history?.next]);

  return { history, failure, refresh, more };
}
