// Things that are looked after.
import type { AssetId, SiteId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, nullable, table, text } from '../columns';
import type { KeptState } from './kept';

export const asset = table('asset', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<AssetId>(),
    siteId: nullable(id<SiteId>()),
    code: text(LIMITS.code),
    name: text(LIMITS.name),
    category: nullable(text(LIMITS.name)),
    model: nullable(text(LIMITS.name)),
    serial: nullable(text(LIMITS.name)),
    state: text<KeptState>(16),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  unique: [['tenantId', 'code']],
  indexes: [['tenantId', 'siteId'], ['id']],
});
