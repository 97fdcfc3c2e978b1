// Where a report is, in the eyes of whoever made it: one stage, and the stations behind and ahead of it.

import type { ActionView } from '@paidan/shared/contract/ticket';
import type { Instant } from '@paidan/shared/kernel/time';
import type { TicketView } from '@paidan/shared/model/ticket';
import type { Stage, Station } from '../../text/track';

type Standing = Pick<TicketView, 'phase' | 'work' | 'acceptedAt' | 'departedAt' | 'arrivedAt'>;

export function stageOf(ticket: Standing, actions: readonly ActionView[]): Stage {
  const may = (command: string) => actions.some((action) => action.command === command && action.enabled);
  if (ticket.phase === 'closed' || ticket.phase === 'cancelled' || ticket.phase === 'waiting') return ticket.phase;
  switch (ticket.work[0]?.kind) {
    case 'accept':
      return may('ticket.confirm') ? 'acceptMe' : 'accept';
    case 'rate':
      return may('ticket.rate') ? 'rateMe' : 'rate';
    case 'task':
      return ticket.arrivedAt !== null
        ? 'working'
        : ticket.departedAt !== null
          ? 'departed'
          : ticket.acceptedAt !== null
            ? 'accepted'
            : 'offer';
    case 'offer':
      return 'offer';
    default:
      return 'dispatch';
  }
}

type Times = Pick<TicketView, 'phase' | 'createdAt' | 'acceptedAt' | 'arrivedAt' | 'completedAt' | 'endedAt' | 'work'>;

/** `at`: null while it lies ahead, or where it was passed by. */
export function stationsOf(
  ticket: Times,
): readonly { readonly station: Station; readonly at: Instant | null; readonly passed: boolean }[] {
  // Sent back, it is being worked on again: the completion of before counts no longer.
  const completedAt = ticket.work[0]?.kind === 'task' || ticket.work[0]?.kind === 'offer' ? null : ticket.completedAt;
  const times: readonly (readonly [Station, Instant | null])[] = [
    ['reported', ticket.createdAt],
    ['accepted', ticket.acceptedAt],
    ['arrived', ticket.arrivedAt],
    ['completed', completedAt],
    ['ended', ticket.endedAt],
  ];
  // Called off, it went no further than it had come: nobody was there whom nobody saw.
  if (ticket.phase === 'cancelled') return times.map(([station, at]) => ({ station, at, passed: at !== null }));
  const last = times.reduce((found, [, at], index) => (at !== null ? index : found), 0);
  return times.map(([station, at], index) => ({ station, at, passed: index <= last && (at !== null || index < last) }));
}
