// Who speaks? The platform tells the name, the binding tells the member, and the member may have left.
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import type { Account, ChannelAdapter } from '../../core/channels';
import type { Scope } from '../../core/scope';
import { memberBehind } from '../../lookups/accounts';
import { actorOf } from '../../lookups/actor';
import type { Store } from '../../store/unit';

export type Speaker = Scope & { readonly actor: MemberActor };

/** Null: nobody that the organization knows, or knows any longer. */
export async function speakerOf(
  store: Store,
  { channel }: ChannelAdapter,
  { id, tenantId }: Account,
  external: string,
): Promise<Speaker | null> {
  const reader = store.read({ tenantId });
  const memberId = await memberBehind(reader, id, external);
  const actor = memberId === null ? null : await actorOf(reader, memberId);
  return actor === null ? null : { tenantId, actor, channel, requestId: null };
}
