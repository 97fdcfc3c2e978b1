// A member as it is right now: active, with the grants that its roles carry.
import type { Identity } from '@paidan/shared/contract/session';
import type { MemberId } from '@paidan/shared/kernel/id';
import type { Grant } from '@paidan/shared/kinds';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { member } from '../../store/tables/member';
import { role } from '../../store/tables/role';
import { tenant } from '../../store/tables/tenant';
import type { Reader, Store } from '../../store/unit';

/** Null: the member has left. */
export async function actorOf(reader: Reader, id: MemberId): Promise<MemberActor | null> {
  const row = await reader.one(member, { id });
  if (row === undefined || row.state !== 'active') return null;
  const codes = [...row.roles];
  const roles = codes.length === 0 ? [] : await reader.find(role, { where: { code: { in: codes }, state: 'active' } });
  const grants = new Set<Grant>(roles.flatMap(({ grants }) => grants));
  return { kind: 'member', id, roles: roles.map(({ code }) => code), grants: [...grants] };
}

export async function identityOf(store: Store, reader: Reader, actor: MemberActor): Promise<Identity> {
  const [row, org] = await Promise.all([
    reader.one(member, { id: actor.id }),
    store.system.read.one(tenant, { id: reader.tenantId }),
  ]);
  if (row === undefined || org === undefined) throw new Error('a signed-in member has no row');
  const { id, code, name, offsetMinutes } = org;
  return {
    member: { id: actor.id, login: row.login, name: row.name, roles: [...actor.roles], grants: [...actor.grants] },
    tenant: { id, code, name, offsetMinutes },
  };
}
