// What becomes of a ticket that a group was told of. A group's notices cannot be changed (WeCom 91770: the webhook gives no code and
// takes nothing back), so that one short line follows where somebody would otherwise still think of taking it.
import type { NoticeKind } from '../../kinds';

export const FOLLOW_UPS = ['accepted', 'cancelled'] as const satisfies readonly NoticeKind[];
export type FollowUp = (typeof FOLLOW_UPS)[number];

export const isFollowUp = (kind: string): kind is FollowUp => (FOLLOW_UPS as readonly string[]).includes(kind);

/**
 * A group that hears of no new tickets and still of these has asked for them as they are: they stand alone. Any other is told what became
 * of those that it was told of.
 */
export const standAlone = (groups: readonly NoticeKind[]): boolean =>
  !groups.some((kind) => kind === 'created' || kind === 'offered');
