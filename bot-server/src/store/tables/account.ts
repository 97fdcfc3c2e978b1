// Connections to chat platforms. Secrets stand sealed (`core/seal`): the database alone gives nothing away.
import type { AccountId } from '@paidan/shared/kernel/id';
import type { AccountKind } from '@paidan/shared/kinds';
import { LIMITS } from '@paidan/shared/limits';
import type { AccountValues } from '@paidan/shared/model/account';
import { id, instant, int, json, prose, table, text } from '../columns';
import type { KeptState } from './kept';

export const account = table('account', {
  key: ['tenantId', 'id'],
  columns: {
    id: id<AccountId>(),
    kind: text<AccountKind>(16),
    name: text(LIMITS.name),
    values: json<AccountValues>(),
    secrets: prose(),
    state: text<KeptState>(16),
    version: int(),
    createdAt: instant(),
    updatedAt: instant(),
  },
  indexes: [['tenantId', 'kind', 'state']],
});
