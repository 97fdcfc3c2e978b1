// Who speaks? The platform tells the name, the binding tells the member, and the member may have left.
import { refuse } from '@paidan/shared/refusal';
import type { MemberActor } from '@paidan/shared/rules/ticket/context';
import type { Account, Inbound } from '../../core/channels';
import { type Delivered, turnAway } from '../../core/delivered';
import type { Scope } from '../../core/scope';
import { memberBehind } from '../../lookups/accounts';
import { actorOf } from '../../lookups/actor';
import type { IntakeDeps } from './deps';

export type Speaker = Scope & { readonly actor: MemberActor };

/** Null: nobody that the organization knew when this came first; so it stays, whoever is bound later. */
export async function speakerOf(
  deps: IntakeDeps,
  { from }: Extract<Inbound, { type: 'press' | 'text' }>,
  delivered: Delivered,
): Promise<Speaker | null> {
  const speaker = await behind(deps, delivered.account, from);
  if (speaker !== null) return speaker;
  const { refusal } = await turnAway(deps, delivered, refuse('not_bound'));
  // Another copy of the same was heard a moment later, and was the first to be done: by now the person is known.
  return refusal === null ? behind(deps, delivered.account, from) : null;
}

async function behind(
  { store, channels }: IntakeDeps,
  { id, tenantId, kind }: Account,
  external: string,
): Promise<Speaker | null> {
  const reader = store.read({ tenantId });
  const memberId = await memberBehind(reader, id, external);
  const actor = memberId === null ? null : await actorOf(reader, memberId);
  return actor === null ? null : { tenantId, actor, channel: channels[kind].channel, requestId: null };
}
