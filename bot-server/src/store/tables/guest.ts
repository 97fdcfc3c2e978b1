// People without an account: one for each device that has sent something from a public code. They are nobody's colleagues: no list,
// picker or count of members knows them.
import type { MemberId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, nullable, table, text } from '../columns';

export const guest = table('guest', {
  key: ['tenantId', 'id'],
  columns: {
    /** Stands where a member's would: as requester, uploader, author. */
    id: id<MemberId>(),
    /** Said in the reader's language (`shared/text/guestName`); empty: erased. */
    name: text(LIMITS.name),
    /** Keyed hash of what the app made for its device. */
    device: text(64),
    phone: nullable(text(LIMITS.phone)),
    blockedAt: nullable(instant()),
    /** Sent so far, held ones included. */
    reports: int(),
    createdAt: instant(),
    seenAt: instant(),
    erasedAt: nullable(instant()),
  },
  unique: [['tenantId', 'device']],
  indexes: [['reports', 'seenAt']],
});
