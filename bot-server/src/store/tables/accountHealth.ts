// How a connection stands: what was last seen to work, and whether sending pauses after trouble.
import type { AccountId } from '@paidan/shared/kernel/id';
import { id, instant, int, nullable, table, text } from '../columns';

export const accountHealth = table('account_health', {
  key: ['tenantId', 'accountId'],
  columns: {
    accountId: id<AccountId>(),
    callbackAt: nullable(instant()),
    tokenAt: nullable(instant()),
    sentAt: nullable(instant()),
    pressedAt: nullable(instant()),
    /** Failures in a row. */
    failures: int(),
    pausedUntil: nullable(instant()),
    errorCode: nullable(text(40)),
    errorText: nullable(text(500)),
    errorAt: nullable(instant()),
  },
});
