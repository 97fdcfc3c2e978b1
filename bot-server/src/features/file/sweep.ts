// Files that no ticket took within a day are removed: first the row is marked, so that no ticket can take it any more, then the
// content goes, and the row last. What breaks off in between is found by its row and finished by the next sweep.
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import { type FileStore, fileKey } from '../../core/files';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';

const BATCH = 200;

/** How many were removed. */
export async function sweepFiles(store: Store, files: FileStore, now: Instant): Promise<number> {
  let removed = 0;
  for (;;) {
    const where = { state: { in: ['loose', 'gone'] as const }, createdAt: { lt: now - DAY } };
    const old = await store.system.read.find(file, { where, limit: BATCH });
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
