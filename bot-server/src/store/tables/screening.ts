// What the platform's content check says of public words and pictures.
import type { FileId, ScreeningId, TicketId } from '@paidan/shared/kernel/id';
import { id, instant, int, nullable, table, text } from '../columns';

export const screening = table('screening', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<ScreeningId>(),
    ticketId: id<TicketId>(),
    /** The event whose words or picture were looked at. */
    seq: int(),
    /** Null: the words. */
    fileId: nullable(id<FileId>()),
    /** By which the verdict comes back. */
    traceId: nullable(text(64)),
    verdict: text<'waiting' | 'pass' | 'review' | 'risky' | 'unknown'>(12),
    label: nullable(int()),
    at: instant(),
  },
  indexes: [
    ['tenantId', 'ticketId'],
    ['tenantId', 'traceId'],
  ],
});
