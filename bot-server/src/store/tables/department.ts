// How an organization's people are grouped.
import type { DepartmentId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, nullable, table, text } from '../columns';
import type { KeptState } from './kept';

export const department = table('department', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<DepartmentId>(),
    name: text(LIMITS.name),
    parentId: nullable(id<DepartmentId>()),
    state: text<KeptState>(16),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indexes: [['tenantId', 'parentId']],
});
