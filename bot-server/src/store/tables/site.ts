// Places, one inside the other.
import type { SiteId } from '@paidan/shared/kernel/id';
import type { SiteKind } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { double, id, instant, int, nullable, table, text } from '../columns';
import type { KeptState } from './kept';

export const site = table('site', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<SiteId>(),
    parentId: nullable(id<SiteId>()),
    kind: text<SiteKind>(16),
    name: text(LIMITS.name),
    code: text(LIMITS.code),
    /** The full name, from the outermost site inwards. */
    path: text(LIMITS.text),
    lat: nullable(double()),
    lng: nullable(double()),
    /** Metres. */
    radius: nullable(int()),
    state: text<KeptState>(16),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  unique: [['tenantId', 'code']],
  indexes: [['tenantId', 'parentId', 'name', 'id'], ['id']],
});
