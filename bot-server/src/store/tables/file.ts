// Uploaded files: loose until a ticket takes them; gone: nobody's any more, its content about to be removed.
import type { FileId, MemberId } from '@paidan/shared/kernel/id';
import type { FileKind } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, nullable, table, text } from '../columns';

export const file = table('file', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<FileId>(),
    state: text<'loose' | 'bound' | 'gone'>(8),
    kind: text<FileKind>(16),
    name: text(LIMITS.fileName),
    mime: text(80),
    bytes: int(),
    /** Pixels. */
    width: nullable(int()),
    height: nullable(int()),
    sha256: text(64),
    createdBy: id<MemberId>(),
    createdAt: instant(),
    /** The ticket that took it; of one that is gone its own id, so that it is no ticket's. */
    streamId: nullable(id()),
  },
  indexes: [
    ['state', 'createdAt'],
    ['tenantId', 'createdBy', 'state'],
  ],
});
