// The people of an organization.
import type { DepartmentId, FileId, MemberId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, json, nullable, table, text } from '../columns';
import type { KeptState } from './kept';

export const member = table('member', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<MemberId>(),
    login: text(LIMITS.login),
    name: text(LIMITS.name),
    phone: nullable(text(LIMITS.phone)),
    departmentId: nullable(id<DepartmentId>()),
    /** Codes of roles. */
    roles: json<readonly string[]>(),
    /** Of the person, taken by them or given by an administrator. */
    pictureId: nullable(id<FileId>()),
    passwordHash: nullable(text(255)),
    state: text<KeptState>(16),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
    erasedAt: nullable(instant()),
  },
  unique: [['tenantId', 'login']],
  indexes: [
    ['tenantId', 'state', 'name', 'id'],
    ['tenantId', 'departmentId'],
  ],
});
