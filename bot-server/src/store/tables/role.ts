// What people may do, by role; members and work items name roles by code.
import type { RoleId } from '@paidan/shared/kernel/id';
import type { Grant } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import type { Bilingual } from '@paidan/shared/model/base';
import { id, instant, int, json, table, text } from '../columns';
import type { KeptState } from './kept';

export const role = table('role', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<RoleId>(),
    code: text(LIMITS.code),
    name: json<Bilingual>(),
    grants: json<readonly Grant[]>(),
    state: text<KeptState>(16),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  unique: [['tenantId', 'code']],
});
