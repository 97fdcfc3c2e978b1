// Somebody else was faster: not that something cannot be done, but what has been done instead, and by whom.
import type { TicketView } from '@paidan/shared/model/ticket';
import type { Words } from '@paidan/shared/text/words';
import { fill } from '../../../text/words';

/** Refusals that a change of the ticket brings about: what was on the screen allowed it. */
const CHANGED: readonly string[] = ['wrong_step', 'ended', 'stale', 'already', 'not_yours', 'not_offered'];
/** Of those, these need no other sign of it: no screen offers them. */
const CERTAIN: readonly string[] = ['wrong_step', 'ended'];

export const isOvertaken = (code: string): boolean => CHANGED.includes(code);

type Told = { readonly code: string; readonly before: TicketView | undefined; readonly after: TicketView | undefined };

/** How the ticket stands now, where that is why `code` was said; null: the refusal's own words say more. */
export function standsNow({ code, before, after }: Told, words: Words, offered: string): string | null {
  if (after === undefined || !isOvertaken(code)) return null;
  if (!CERTAIN.includes(code) && (before === undefined || mark(before) === mark(after))) return null;
  const { over } = words.cards;
  if (after.phase === 'cancelled' || after.phase === 'closed') return over[after.phase];
  const kinds = after.work.map(({ kind }) => kind);
  if (kinds.includes('accept')) return over.toConfirm;
  if (kinds.includes('rate')) return over.toRate;
  if (kinds.includes('offer')) return offered;
  if (after.assignee === null || kinds.includes('dispatch')) return null;
  return fill(after.acceptedAt === null ? over.given : over.taken, { name: after.assignee.name });
}

/** What others' commands change; a remark does not. */
const mark = ({ phase, node, assignee, acceptedAt, work }: TicketView): string =>
  JSON.stringify([phase, node.id, assignee?.id, acceptedAt, work.map(({ kind, role }) => [kind, role])]);
