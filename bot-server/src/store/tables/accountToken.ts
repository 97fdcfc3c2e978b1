// Access tokens of platforms, sealed, shared by all processes; the lease makes one of them refresh it.
import type { AccountId } from '@paidan/shared/kernel/id';
import { fenced, id, instant, prose, table, text } from '../columns';

export const accountToken = table('account_token', {
  key: ['tenantId', 'accountId', 'purpose'],
  columns: {
    accountId: id<AccountId>(),
    purpose: text(20),
    token: prose(),
    /** By the database's clock, as leases are. */
    expiresAt: instant(),
    ...fenced(),
  },
});
