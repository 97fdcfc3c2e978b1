// What holds for each of several people: the product's defaults, the organization's choice, their own.
import { createHash } from 'node:crypto';
import { type MemberId, makeId, type TenantId } from '@paidan/shared/kernel/id';
import type { Preference } from '@paidan/shared/model/preference';
import { effective } from '@paidan/shared/rules/notify/preference';
import { preference } from '../store/tables/preference';
import type { Reader } from '../store/unit';

/** A member's own timeline bears the member's id, so what they wish to hear has one that is made from it. */
export const preferenceId = (of: MemberId | TenantId): string =>
  makeId(0, createHash('sha256').update(`preference ${of}`).digest());

/** Null: what the organization itself, and so its groups, hear. */
export async function preferencesOf(
  reader: Reader,
  memberIds: readonly MemberId[],
): Promise<(id: MemberId | null) => Preference> {
  const ids = [...new Set([reader.tenantId, ...memberIds].map(preferenceId))];
  const rows = await reader.find(preference, { where: { id: { in: ids } }, columns: ['id', 'values'] });
  const chosen = new Map(rows.map((row) => [row.id, row.values]));
  const organization = chosen.get(preferenceId(reader.tenantId)) ?? {};
  return (id) => effective(organization, id === null ? {} : chosen.get(preferenceId(id)));
}
