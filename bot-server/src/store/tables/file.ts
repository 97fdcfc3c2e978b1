// Uploaded files: loose until a ticket takes them.
import type { FileId, MemberId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, nullable, table, text } from '../columns';

export const file = table('file', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<FileId>(),
    state: text<'loose' | 'bound'>(8),
    kind: text<'image' | 'document'>(16),
    name: text(LIMITS.fileName),
    mime: text(80),
    bytes: int(),
    /** Pixels. */
    width: nullable(int()),
    height: nullable(int()),
    sha256: text(64),
    createdBy: id<MemberId>(),
    createdAt: instant(),
    /** The ticket that took it. */
    streamId: nullable(id()),
  },
  indexes: [
    ['state', 'createdAt'],
    ['tenantId', 'createdBy', 'state'],
  ],
});
