// Who wants to hear what: the organization's row stands under its own id, a person's under the member's.
import type { PreferenceValues } from '@paidan/shared/model/preference';
import { id, instant, int, json, table } from '../columns';

export const preference = table('preference', {
  key: ['tenantId', 'id'],
  columns: { id: id(), values: json<PreferenceValues>(), version: int(), updatedAt: instant() },
});
