// The organizations that this installation serves.
import type { TenantId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { globalTable, id, instant, int, text } from '../columns';

export const tenant = globalTable('tenant', {
  key: ['id'],
  columns: {
    id: id<TenantId>(),
    code: text(LIMITS.code),
    name: text(LIMITS.name),
    locale: text(16),
    /** Minutes east of UTC. */
    offsetMinutes: int(),
    createdAt: instant(),
  },
  unique: [['code']],
});
