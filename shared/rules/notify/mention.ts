// Whom does a group's notice name? Whoever must move: in a group that is read by many, nobody in particular feels meant.
import type { MemberId } from '../../kernel/id';
import type { NoticeKind } from '../../kinds';
import type { Ticket } from '../../model/ticket';

/** Null: nobody. */
export const mentioned = (kind: NoticeKind, { assigneeId }: Pick<Ticket, 'assigneeId'>): MemberId | null =>
  mayMention(kind) ? assigneeId : null;

export const mayMention = (kind: NoticeKind): boolean => kind === 'urged' || kind === 'overdue';
