// A telephone number was shown to somebody: whose, and why. Never the number.
import { z } from 'zod';
import { LIMITS } from '../limits';
import { fieldKey, id, words } from './base';

/** `ticket`: one that stands in its form. `handler`: of whoever has it. `member`: in the list of people. `held`: left with a report that waits. */
export const DISCLOSED = ['ticket', 'handler', 'member', 'held'] as const;
export type Disclosed = (typeof DISCLOSED)[number];

const reason = words(LIMITS.reason);
export const disclosureInputs = {
  'ticket.phone': z.strictObject({ ticketId: id<'ticket'>(), field: fieldKey, reason }),
  'ticket.contact': z.strictObject({ ticketId: id<'ticket'>() }),
  'member.phone': z.strictObject({ id: id<'member'>(), reason }),
  'held.phone': z.strictObject({ id: id<'held'>(), reason }),
} as const;
