// What did I get done today? Counted from the tickets that moved today and were mine.
import { civilDay, type Instant } from '@paidan/shared/kernel/time';
import type { TicketView } from '@paidan/shared/model/ticket';

export type Day = {
  readonly done: number;
  readonly arrived: number;
  readonly minutes: number;
  readonly onTime: number;
  /** Mean of today's ratings; null: none yet. */
  readonly stars: number | null;
};

type Facts = Pick<TicketView, 'completedAt' | 'arrivedAt' | 'dueAt' | 'workMinutes' | 'stars'>;

export function dayOf(tickets: readonly Facts[], now: Instant, offsetMinutes: number): Day {
  const today = civilDay(now, offsetMinutes);
  const isToday = (at: Instant | null) => at !== null && civilDay(at, offsetMinutes) === today;
  const done = tickets.filter(({ completedAt }) => isToday(completedAt));
  const stars = done.flatMap((ticket) => (ticket.stars === null ? [] : [ticket.stars]));
  return {
    done: done.length,
    arrived: tickets.filter(({ arrivedAt }) => isToday(arrivedAt)).length,
    minutes: done.reduce((sum, { workMinutes }) => sum + workMinutes, 0),
    onTime: done.filter(({ completedAt, dueAt }) => completedAt !== null && completedAt <= dueAt).length,
    stars: stars.length === 0 ? null : stars.reduce((sum, one) => sum + one, 0) / stars.length,
  };
}
