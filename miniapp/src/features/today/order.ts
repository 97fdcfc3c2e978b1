// In which order should a technician see the day?
import type { Priority } from '@paidan/shared/kinds';

export const ORDERS = ['due', 'near', 'priority'] as const;
export type Order = (typeof ORDERS)[number];

type Item = { readonly ticket: { readonly dueAt: number; readonly priority: Priority } };
const RANK: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** `metres`: null where the place is not known; those come last, the soonest due first, as among equals. */
export function ordered<T extends Item>(
  items: readonly T[],
  order: Order,
  metres: (item: T) => number | null,
): readonly T[] {
  const far = (item: T) => metres(item) ?? Number.POSITIVE_INFINITY;
  const first = (a: T, b: T): number => {
    if (order === 'near') return far(a) === far(b) ? 0 : far(a) - far(b);
    return order === 'priority' ? RANK[a.ticket.priority] - RANK[b.ticket.priority] : 0;
  };
  return [...items].sort((a, b) => first(a, b) || a.ticket.dueAt - b.ticket.dueAt);
}
