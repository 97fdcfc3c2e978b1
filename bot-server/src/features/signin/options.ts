// Which ways in does an organization offer beside the password?
import { ok } from '@paidan/shared/kernel/result';
import { HOST_KINDS, type HostAccountKind } from '@paidan/shared/kinds';
import type { OpenHandlers } from '../../core/call';
import type { Channels } from '../../core/channels';
import { tenantOf } from '../../core/scope';
import { account as table } from '../../store/tables/account';
import { tenant } from '../../store/tables/tenant';
import { type Store, storeFor } from '../../store/unit';

export function signInHandlers({
  channels,
  ...deps
}: {
  readonly store: Store;
  readonly channels: Channels;
}): OpenHandlers<'signin.options'> {
  return {
    /** An organization that is not there looks like one that has nothing to offer. */
    'signin.options': async ({ org }, { patience }) => {
      const store = storeFor(deps.store, patience);
      const found = await store.system.read.one(tenant, { code: org });
      const rows = await store.read({ tenantId: tenantOf(found?.id ?? '') }).find(table, {
        where: { kind: { in: [...HOST_KINDS] }, state: 'active' },
        order: [['id', 'asc']],
        columns: ['id', 'kind', 'name', 'values'],
      });
      const doors = rows.filter(({ kind }) => channels[kind].signIn !== undefined);
      const inside = rows.filter(({ kind }) => channels[kind].hostSignIn !== undefined);
      return ok({
        items: doors.map(({ id, kind, name }) => ({ kind, name, url: `/auth/${kind}/${id}/start` })),
        hosts: inside.map(({ kind, values: { corpId = '', clientId = null } }) => ({
          kind: kind as HostAccountKind,
          corpId,
          clientId,
        })),
      });
    },
  };
}
