// A reader's leave is missing: whoever can be reached without it is told that way, and the delivery says so.
import type { AccountId, DeliveryId } from '@paidan/shared/kernel/id';
import { wayInstead } from '@paidan/shared/rules/notify/way';
import { again } from '../../core/again';
import type { Account } from '../../core/channels';
import { isCollision } from '../../core/execute';
import { newId } from '../../core/ids';
import { identitiesOf } from '../../lookups/accounts';
import type { RowOf } from '../../store/columns';
import { account as accountTable } from '../../store/tables/account';
import { delivery } from '../../store/tables/delivery';
import type { Due } from './claim';
import type { NoticeDeps } from './deps';
import { FRESH } from './finish';

/** On the row of whoever was told through WeCom instead. */
const TOLD_BY_WECOM = 'told_by_wecom';

/** Ends the delivery as one that never reaches its receiver by this connection; in the same unit the other one begins. */
export async function drop(
  deps: NoticeDeps,
  { kind }: Account,
  row: Due,
  error: Pick<RowOf<typeof delivery>, 'errorCode' | 'lastError'>,
): Promise<void> {
  const { store, clock, poke } = deps;
  const { tenantId, id, fence, attempts, streamId, seq, kind: about, memberId, urgent } = row;
  const other = await otherWay(deps, kind, row);
  const now = clock.now();
  const said = other === null ? error : { ...error, errorCode: TOLD_BY_WECOM };
  await again(isCollision, () =>
    store.unit({ tenantId }, async (u) => {
      const changed = await u.change(
        delivery,
        { id, fence },
        { state: 'dropped', attempts, leaseUntil: null, ...said },
      );
      if (changed !== 1 || other === null) return;
      const where = { streamId, seq, ...other };
      if ((await u.find(delivery, { where, columns: ['id'], limit: 1 })).length > 0) return;
      const told = { id: newId(now) as DeliveryId, ...where, kind: about, memberId, urgent };
      await u.insert(delivery, [{ ...told, availableAt: now, createdAt: now, ...FRESH }]);
      u.onCommit(() => poke(tenantId));
    }),
  );
}

type Way = { readonly accountId: AccountId; readonly recipient: string };

async function otherWay({ store }: NoticeDeps, tried: Account['kind'], row: Due): Promise<Way | null> {
  const { tenantId, memberId } = row;
  if (memberId === null) return null;
  const reader = store.read({ tenantId });
  const [accounts, identities] = await Promise.all([
    reader.find(accountTable, { where: { state: 'active' }, columns: ['id', 'kind'] }),
    identitiesOf(reader, [memberId]),
  ]);
  const kindOf = (accountId: AccountId) => accounts.find(({ id }) => id === accountId)?.kind;
  const way = wayInstead(
    tried,
    identities.flatMap(({ accountId }) => kindOf(accountId) ?? []),
  );
  const found = way === null ? undefined : identities.find(({ accountId }) => kindOf(accountId) === way);
  return found === undefined ? null : { accountId: found.accountId, recipient: found.external };
}
