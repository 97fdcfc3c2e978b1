// The clock of the work: one at a time, started and stopped by hand, and still running after the app was killed.
import { type Instant, MINUTE } from '@paidan/shared/kernel/time';
import { currentSession } from '../../lib/session';
import { stored } from '../../lib/stored';

type Running = { readonly ticketId: string; readonly by: string; readonly since: Instant };

const timer = stored<Running | null>('timer', (raw) => {
  const { ticketId, by, since } = (raw ?? {}) as Partial<Running>;
  return typeof ticketId === 'string' && typeof by === 'string' && typeof since === 'number'
    ? { ticketId, by, since }
    : null;
});

/** Since when the clock of this ticket runs; null: it does not. */
export function useTimer(ticketId: string): Instant | null {
  const running = timer.use();
  return running && running.ticketId === ticketId && running.by === currentSession()?.member.id ? running.since : null;
}

export function startTimer(ticketId: string): void {
  timer.set({ ticketId, by: currentSession()?.member.id ?? '', since: Date.now() });
}

export const stopTimer = (): void => void timer.set(null);

/** A begun minute counts; a phone's clock that was set back counts as one; more than a day nobody works. */
export const minutesSince = (since: Instant, now: Instant): number =>
  Math.min(1440, Math.max(1, Math.ceil((now - since) / MINUTE)));

export function clockSince(since: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
