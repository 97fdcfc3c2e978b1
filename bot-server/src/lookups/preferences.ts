// What holds for each of several people: the product's defaults, the organization's choice, their own.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Preference } from '@paidan/shared/model/preference';
import { effective } from '@paidan/shared/rules/notify/preference';
import { preference } from '../store/tables/preference';
import type { Reader } from '../store/unit';

/** Null: what the organization itself, and so its groups, hear. */
export async function preferencesOf(
  reader: Reader,
  memberIds: readonly MemberId[],
): Promise<(id: MemberId | null) => Preference> {
  const ids: readonly string[] = [...new Set<string>([reader.tenantId, ...memberIds])];
  const rows = await reader.find(preference, { where: { id: { in: [...ids] } }, columns: ['id', 'values'] });
  const chosen = new Map(rows.map((row) => [row.id, row.values]));
  const organization = chosen.get(reader.tenantId) ?? {};
  return (id) => effective(organization, id === null ? {} : chosen.get(id));
}
