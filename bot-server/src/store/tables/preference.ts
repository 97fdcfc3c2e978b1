// Who wants to hear what: a row for the organization and one for each person who chose, under ids made from theirs.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { id, instant, int, json, table } from '../columns';

export const preference = table('preference', {
  key: ['tenantId', 'id'],
  columns: { id: id(), values: json<PreferenceValues>(), version: int(), updatedAt: instant() },
});
