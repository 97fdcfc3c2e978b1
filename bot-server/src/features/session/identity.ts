// Who is signed in, as a client shows it.
import type { Identity } from '@paidan/shared/contract/session';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { member } from '../../store/tables/member';
import { tenant } from '../../store/tables/tenant';
import type { Reader, Store } from '../../store/unit';

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
