// Files that no ticket took within a day are removed: first the row, so that no ticket can take it any more, then the content.
import { DAY, type Instant } from '@paidan/shared/kernel/time';
import { type FileStore, fileKey } from '../../core/files';
import { file } from '../../store/tables/file';
import type { Store } from '../../store/unit';

const BATCH = 200;

/** How many were removed. */
export async function sweepFiles(store: Store, files: FileStore, now: Instant): Promise<number> {
  let removed = 0;
  for (;;) {
    const where = { state: 'loose' as const, createdAt: { lt: now - DAY } };
    const old = await store.system.read.find(file, { where, limit: BATCH });
    for (const { tenantId, id } of old) {
      const gone = await store.system.unit((u) => u.remove(file, { tenantId, id, state: 'loose' }));
      if (gone === 0) continue;
      await files.remove(fileKey(tenantId, id, 'full'));
      await files.remove(fileKey(tenantId, id, 'thumb'));
      removed += 1;
    }
    if (old.length < BATCH) return removed;
  }
}
