// What the platform pushes without being asked: consents given or taken back, and what its check says of a picture.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Account, Inbound } from '../../core/channels';
import { screening } from '../../store/tables/screening';
import type { Store } from '../../store/unit';
import { noteConsents } from './consents';

type Consent = Pick<Extract<Inbound, { type: 'consent' }>, 'key' | 'accepted' | 'withdrawn'>;
type Verdict = Pick<Extract<Inbound, { type: 'verdict' }>, 'traceId' | 'suggest' | 'label'>;

export const applyConsent = (
  store: Store,
  account: Account,
  memberId: MemberId,
  { key, accepted, withdrawn }: Consent,
  now: number,
): Promise<void> => noteConsents(store, account, memberId, { by: 'byPush', key, accepted, withdrawn }, now);

/** A verdict that is there stays: pushes come again, and may be forged only by whoever has the connection's keys. */
export async function applyVerdict(store: Store, account: Account, verdict: Verdict, now: number): Promise<void> {
  const { traceId, suggest, label } = verdict;
  await store.unit(account, async (u) => {
    await u.change(screening, { traceId, verdict: 'waiting' }, { verdict: suggest, label, at: now });
  });
}
