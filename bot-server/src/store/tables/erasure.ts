// Whose personal data were taken out, of those without an account: by whom, when, why, and what was.
import type { MemberId } from '@paidan/shared/kernel/id';
import { LIMITS } from '@paidan/shared/limits';
import { id, instant, int, json, nullable, table, text } from '../columns';

export const erasure = table('erasure', {
  key: ['tenantId', 'id'],
  columns: {
    id: id(),
    at: instant(),
    byId: nullable(id<MemberId>()),
    guestIds: json<readonly MemberId[]>(),
    numbers: json<readonly string[]>(),
    reports: json<readonly string[]>(),
    reason: text(LIMITS.reason),
    version: int(),
  },
});
