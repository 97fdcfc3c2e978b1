// Who can take tickets, and who holds which role: read from the organization's members and roles.
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Grant } from '@paidan/shared/kinds';
import { member } from '../store/tables/member';
import { role } from '../store/tables/role';
import type { Reader } from '../store/unit';

export type Person = {
  readonly id: MemberId;
  readonly name: string;
  readonly roles: readonly string[];
  readonly canWork: boolean;
};

/** Active members, all or those with the given ids. */
export async function peopleOf(reader: Reader, ids?: readonly MemberId[]): Promise<readonly Person[]> {
  if (ids?.length === 0) return [];
  const [rows, workers] = await Promise.all([
    reader.find(member, {
      where: { state: 'active', ...(ids !== undefined && { id: { in: [...ids] } }) },
      columns: ['id', 'name', 'roles'],
    }),
    rolesWith(reader, 'ticket.work'),
  ]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    roles: row.roles,
    canWork: row.roles.some((code) => workers.has(code)),
  }));
}

/** Codes of the active roles that carry a grant. */
export async function rolesWith(reader: Reader, grant: Grant): Promise<ReadonlySet<string>> {
  const roles = await reader.find(role, { where: { state: 'active' }, columns: ['code', 'grants'] });
  return new Set(roles.filter((row) => row.grants.includes(grant)).map((row) => row.code));
}
