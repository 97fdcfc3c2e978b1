// Files that no ticket took within a week are removed: a form may lie open over a weekend, and a phone without signal sends late. First the row is marked, so that no ticket can take it any more, then the
// content goes, and the row last. What breaks off in between is found by its row and finished by the next sweep.
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import { type FileStore, fileKey } from '../../core/files';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';

/** As long as the key of the upload is remembered: until then, sent again, it is the same file. */
export const LOOSE_KEPT = 7 * DAY;
/** An upload that takes longer was broken off. */
const GONE_KEPT = DAY;
const BATCH = 200;

const olderThan = (store: Store, state: 'loose' | 'gone', at: Instant) =>
  store.system.read.find(file, { where: { state, createdAt: { lt: at } }, limit: BATCH });

/** How many were removed. */
export async function sweepFiles(store: Store, files: FileStore, now: Instant): Promise<number> {
  let removed = 0;
  for (;;) {
    const old = [
      ...(await olderThan(store, 'loose', now - LOOSE_KEPT)),
      ...(await olderThan(store, 'gone', now - GONE_KEPT)),
    ];
    for (const { tenantId, id, state } of old) {
      const mark = { state: 'gone' as const, streamId: id };
      const mine =
        state === 'gone' ||
        (await store.system.unit((u) => u.change(file, { tenantId, id, state: 'loose' }, mark))) > 0;
      if (!mine) continue;
      await files.remove(fileKey(tenantId, id, 'full'));
      await files.remove(fileKey(tenantId, id, 'thumb'));
      removed += await store.system.unit((u) => u.remove(file, { tenantId, id, state: 'gone' }));
    }
    if (old.length < BATCH) return removed;
  }
}
