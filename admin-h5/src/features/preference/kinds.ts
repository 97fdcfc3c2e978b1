// The kinds of notices, by what they mean to whoever gets them.
import type { NoticeKind } from '@paidan/shared/kinds';

export const GROUPS = [
  { name: 'turn', kinds: ['assigned', 'rejected', 'offered', 'completed'] },
  { name: 'pressing', kinds: ['overdue', 'urged'] },
  { name: 'progress', kinds: ['created', 'accepted', 'departed', 'arrived', 'transferred', 'cancelled', 'closed'] },
  { name: 'talk', kinds: ['commented', 'rate'] },
] as const satisfies readonly { readonly name: string; readonly kinds: readonly NoticeKind[] }[];

/** `22:00` for 1320 minutes after midnight. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
