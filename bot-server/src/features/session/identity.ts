// Who is signed in, as a client shows it.
import type { Identity } from '@paidan/shared/contract/session';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import { guestName } from '@paidan/shared/text/guestName';
import type { Locale } from '@paidan/shared/text/index';
import { guest } from '../../store/tables/guest';
import { member } from '../../store/tables/member';
import { tenant } from '../../store/tables/tenant';
import type { Reader, Store } from '../../store/unit';

export async function identityOf(store: Store, reader: Reader, actor: MemberActor, locale: Locale): Promise<Identity> {
  const [row, org] = await Promise.all([
    reader.one(member, { id: actor.id }),
    store.system.read.one(tenant, { id: reader.tenantId }),
  ]);
  if (org === undefined) throw new Error('a signed-in member has no organization');
  const { id, code, name, offsetMinutes } = org;
  const tenantView = { id, code, name, offsetMinutes };
  if (actor.guest !== undefined) {
    const known = await reader.one(guest, { id: actor.id });
    const member = {
      id: actor.id,
      login: '',
      name: known === undefined ? '' : guestName(known, locale),
      roles: [],
      grants: [],
      pictureId: null,
      hasPassword: false,
    };
    return { member, tenant: tenantView, guest: true };
  }
  if (row === undefined) throw new Error('a signed-in member has no row');
  return {
    member: {
      id: actor.id,
      login: row.login,
      name: row.name,
      roles: [...actor.roles],
      grants: [...actor.grants],
      pictureId: row.pictureId,
      hasPassword: row.passwordHash !== null,
    },
    tenant: tenantView,
  };
}
