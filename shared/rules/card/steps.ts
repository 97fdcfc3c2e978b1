// Which of a ticket's actions a card offers its reader.
import type { Gated } from '../ticket/actions';

/** What brings a ticket forward. The rest is a matter for its page. */
export const STEPS = [
  'ticket.accept',
  'ticket.assign',
  'ticket.depart',
  'ticket.arrive',
  'ticket.complete',
  'ticket.confirm',
  'ticket.reject',
  'ticket.rate',
  'ticket.urge',
] as const satisfies readonly Gated[];
export type Step = (typeof STEPS)[number];
