// Whoever has as many loose files as anybody may have, and left some of them lying since yesterday, loses those rather than the
// one that is sent now.
import type { MemberId } from '@paidan/shared/kernel/id';
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import type { Scope } from '../../core/scope';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';

/** False: they are all of today. What was let go is removed by the next sweep. */
export const makeRoom = (store: Store, scope: Scope, createdBy: MemberId, now: Instant): Promise<boolean> =>
  store.unit(scope, async (u) => {
    const where = { createdBy, state: 'loose' as const, createdAt: { lt: now - DAY } };
    const old = await u.find(file, { where, columns: ['id'], limit: LIMITS.unboundFiles });
    let gone = 0;
    for (const { id } of old) gone += await u.change(file, { id, state: 'loose' }, { state: 'gone', streamId: id });
    return gone > 0;
  });
