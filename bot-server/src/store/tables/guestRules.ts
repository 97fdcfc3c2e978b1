// What an organization lets the public do: one row, once it has been decided.
import type { GuestRules } from '@paidan/shared/model/guest';
import { id, instant, int, json, table } from '../columns';

export const guestRules = table('guest_rules', {
  key: ['tenantId', 'id'],
  columns: { id: id(), values: json<GuestRules>(), version: int(), updatedAt: instant() },
});
