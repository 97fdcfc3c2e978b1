// Open work of people who have left, and handing it over.
import type { MemberId, TicketId } from '@paidan/shared/kernel/id';
import type { Result } from '@paidan/shared/kernel/result';
import type { Refusal } from '@paidan/shared/refusal';
import type { Handlers } from '../../core/call';
import type { Scope } from '../../core/scope';
import type { Store } from '../../store/unit';

/** `ticket.transfer` through the write path. */
export type Transfer = (
  scope: Scope,
  key: string | null,
  order: { readonly ticketId: TicketId; readonly to: MemberId; readonly reason: string },
) => Promise<Result<unknown, Refusal>>;

export type HandoverDeps = { readonly store: Store; readonly transfer: Transfer };

export function handoverHandlers(_deps: HandoverDeps): Handlers<'handover.list' | 'handover.move'> {
  throw new Error('not yet');
}
